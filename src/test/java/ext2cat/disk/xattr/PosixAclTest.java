// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HexFormat;

final class PosixAclTest {

    @Test
    void aListIsShownAsGetfaclDoes() throws Exception {
        assertThat(
                        decode(
                                "01000000 01000700 02000600e8030000 04000500"
                                        + " 08000000ffffffff 10000700 20000100"))
                .hasToString(
                        "user::rwx,user:1000:rw-,group::r-x,group:4294967295:---,mask::rwx,"
                                + "other::--x");
    }

    @Test
    void onlyNamedEntriesHaveANumber() throws Exception {
        assertThat(decode("01000000 20000400 08000600e8030000").entries())
                .containsExactly(
                        new PosixAcl.Entry(PosixAcl.Tag.OTHER, 0, 4),
                        new PosixAcl.Entry(PosixAcl.Tag.GROUP, 1000, 6));
    }

    @Test
    void aListMayBeEmpty() throws Exception {
        assertThat(decode("01000000").entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                        | 0 bytes that do not begin with version 1 are not an access control list
                    010000                    | 3 bytes that do not begin with version 1 are not an access control list
                    02000000 01000700         | 8 bytes that do not begin with version 1 are not an access control list
                    01000000 010007           | entry at byte 4 is cut off by the end at 7
                    01000000 02000600 e80300  | entry at byte 4 is cut off by the end at 11
                    01000000 01000700 03000700 | entry at byte 8 has tag 0x3, expected one of 0x1, 0x2, 0x4, 0x8, 0x10, 0x20
                    """)
    void whatIsNoListIsAnError(String hex, String message) {
        assertThatThrownBy(() -> decode(hex))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("inode 12, access ACL: " + message);
    }

    private static PosixAcl decode(String hex) throws CorruptImageException {
        return PosixAcl.decode(
                HexFormat.of().parseHex(hex.replace(" ", "")), "inode 12, access ACL");
    }
}
