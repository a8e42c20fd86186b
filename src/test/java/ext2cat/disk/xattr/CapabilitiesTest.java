// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

/** Values as setcap writes them, and the text that getcap prints for them. */
final class CapabilitiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0100000200200000000000000000000000000000 | cap_net_raw=ep",
                "0000000200300000000000000000000000000000 | cap_net_admin,cap_net_raw=p",
                "0100000200200000002000000000000000000000 | cap_net_raw=eip",
                "0000000200000000002000000000000000000000 | cap_net_raw=i",
                "0100000200200000001000000000000000000000 | cap_net_admin=ei cap_net_raw=ep",
                "01000002000000000000000080000000 00000000 | cap_bpf=ep",
                "0000000200000000000000000000008000000000 | 63=p",
                "01000002ffffffff00000000ff01000000000000 | =ep",
                "0000000200000000000000000000000000000000 | =",
                "01000003002000000000000000000000 00000000 e8030000 | cap_net_raw=ep [rootid=1000]",
                "010000010020000000000000 | cap_net_raw=ep"
            })
    void theValueSaysWhatGetcapPrints(String hex, String text) throws Exception {
        byte[] value = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(Capabilities.decode(value, "inode 12")).hasToString(text);
    }

    @Test
    void anotherValueIsDamage() {
        assertThatThrownBy(() -> Capabilities.decode(new byte[20], "inode 12"))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "inode 12: 20 bytes are not capabilities of revision 1, 2 or 3 (they begin"
                                + " with 0x00000000)");
        assertThatThrownBy(() -> Capabilities.decode(new byte[3], "inode 12"))
                .isInstanceOf(CorruptImageException.class);
        assertThatThrownBy(
                        () ->
                                Capabilities.decode(
                                        HexFormat.of().parseHex("0100000300200000"), "inode 12"))
                .isInstanceOf(CorruptImageException.class);
    }
}
