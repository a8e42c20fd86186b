// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.destination.ChannelDestination;
import ext2cat.mpage.Contents;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.util.Arrays;

/** Contents that are in memory are read as those that lie in blocks. */
final class InlineContentsTest {

    private final Contents contents =
            new InlineContents("inode 9", new byte[] {10, 11, 12, 13, 14});

    @Test
    void everyRangeIsReadAsFarAsTheFileGoes() throws Exception {
        for (int position = 0; position < 8; position++) {
            for (int length = 0; length < 8; length++) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 99);
                int expected = Math.clamp(5 - position, 0, length);
                assertThat(contents.read(position, MemorySegment.ofArray(bytes)))
                        .isEqualTo(expected);
                for (int i = 0; i < length; i++) {
                    assertThat(bytes[i]).isEqualTo((byte) (i < expected ? 10 + position + i : 99));
                }
            }
        }
    }

    @Test
    void allOfItIsData() throws Exception {
        assertThat(contents.nextData(3)).isEqualTo(3);
        assertThat(contents.nextData(7)).isEqualTo(5);
    }

    @Test
    void aDestinationIsFedByTheDeviceThatTheBytesAre() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination =
                new ChannelDestination(Channels.newChannel(out), 1, Long.MAX_VALUE);
        contents.read(1, Long.MAX_VALUE, destination);
        assertThat(out.toByteArray()).containsExactly(11, 12, 13, 14);
    }

    @Test
    void aNegativePositionIsRefused() {
        assertThatThrownBy(() -> contents.read(-1, MemorySegment.ofArray(new byte[1])))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("position -1");
    }
}
