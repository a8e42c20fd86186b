// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;

final class TarHeaderTest {

    private final TarHeader header = new TarHeader();

    @Test
    void everyFieldIsReadBack() {
        header.begin(TarHeader.Type.BLOCK_DEVICE, name("./dev/x"));
        header.mode(06755);
        header.owner(07777777, 1);
        header.size(077777777777L);
        header.mtime(1_700_000_000);
        header.device(4095, 1_048_575);
        header.linkName(name("a link"));
        TarArchiveEntry read = read();
        assertThat(read.getName()).isEqualTo("./dev/x");
        assertThat(read.isBlockDevice()).isTrue();
        assertThat(read.getMode()).isEqualTo(06755);
        assertThat(read.getLongUserId()).isEqualTo(07777777);
        assertThat(read.getLongGroupId()).isEqualTo(1);
        assertThat(read.getSize()).isEqualTo(077777777777L);
        assertThat(read.getLastModifiedTime().toMillis()).isEqualTo(1_700_000_000_000L);
        assertThat(read.getDevMajor()).isEqualTo(4095);
        assertThat(read.getDevMinor()).isEqualTo(1_048_575);
        assertThat(read.getLinkName()).isEqualTo("a link");
    }

    @Test
    void whatIsTooLargeIsZero() {
        header.begin(TarHeader.Type.FILE, name("x"));
        header.owner(07777777 + 1, 1L << 32);
        header.mtime(-1);
        TarArchiveEntry read = read();
        assertThat(read.getLongUserId()).isZero();
        assertThat(read.getLongGroupId()).isZero();
        assertThat(read.getLastModifiedTime().toMillis()).isZero();
    }

    /** 2^33 is the first number of twelve octal digits. */
    @ParameterizedTest
    @ValueSource(longs = {0, 077777777777L, 1L << 33, (1L << 40) + 513, Long.MAX_VALUE})
    void everySizeHasRoom(long bytes) {
        header.begin(TarHeader.Type.FILE, name("x"));
        header.size(bytes);
        assertThat(read().getSize()).isEqualTo(bytes);
        header.size(7);
        assertThat(read().getSize()).as("nothing of it stays").isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({"100, 0", "50, 100", "155, 100", "1, 100", "155, 1"})
    void aNameThatFitsIsReadBack(int directory, int rest) {
        String name = "d".repeat(directory) + (rest == 0 ? "" : "/" + "f".repeat(rest));
        assertThat(TarHeader.fits(name(name))).isTrue();
        header.begin(TarHeader.Type.FILE, name(name));
        assertThat(read().getName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"101, 0", "156, 1", "1, 101", "155, 101"})
    void aNameThatDoesNotFitIsNotSaidTo(int directory, int rest) {
        String name = "d".repeat(directory) + (rest == 0 ? "" : "/" + "f".repeat(rest));
        assertThat(TarHeader.fits(name(name))).isFalse();
    }

    @Test
    void aDirectoryIsNotDividedAtItsLastSlash() {
        assertThat(TarHeader.fits(name("d".repeat(120) + "/"))).isFalse();
        assertThat(TarHeader.fits(name("/" + "d".repeat(100)))).isFalse();
    }

    private TarArchiveEntry read() {
        byte[] block = header.finished();
        assertThat(TarUtils.verifyCheckSum(block)).isTrue();
        return new TarArchiveEntry(block);
    }

    private static byte[] name(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
