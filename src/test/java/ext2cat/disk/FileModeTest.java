// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileModeTest {

    @ParameterizedTest
    @CsvSource({
        "0100644, -rw-r--r--",
        "0040755, drwxr-xr-x",
        "0041777, drwxrwxrwt",
        "0041776, drwxrwxrwT",
        "0104755, -rwsr-xr-x",
        "0104644, -rwSr--r--",
        "0102751, -rwxr-s--x",
        "0102640, -rw-r-S---",
        "0120777, lrwxrwxrwx",
        "0020620, crw--w----",
        "0060660, brw-rw----",
        "0010600, prw-------",
        "0140755, srwxr-xr-x",
        "0000000, ?---------"
    })
    void aModeLooksAsInLs(String octal, String text) {
        assertThat(new FileMode(Integer.parseInt(octal, 8))).hasToString(text);
    }
}
