// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class DeviceSubmitterTest {

    @Test
    void eachRunOfABioIsReadFromTheDiskBlocksThatFollowTheRunBefore() throws Exception {
        List<String> seen = new ArrayList<>();
        BioDestination destination =
                (device, position, fileOffset, length) ->
                        seen.add(position + " " + fileOffset + " " + length);
        new DeviceSubmitter(new ext2cat.device.NoDevice(), 4096)
                .submit(
                        new Bio(
                                7742,
                                9,
                                Bio.Op.READAHEAD,
                                BlockUse.DATA,
                                List.of(new BioVec(0, 4), new BioVec(6, 5)),
                                EndReason.WINDOW_END,
                                destination));
        assertThat(seen)
                .containsExactly(
                        (7742L << 12) + " 0 " + (4 << 12),
                        (7746L << 12) + " " + (6 << 12) + " " + (5 << 12));
    }

    @Test
    void aBlockSizeThatIsNoPowerOfTwoIsRefused() {
        assertThatThrownBy(() -> new DeviceSubmitter(new ext2cat.device.NoDevice(), 3000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3000");
    }
}
