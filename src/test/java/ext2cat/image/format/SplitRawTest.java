// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

final class SplitRawTest {

    private static final byte[] CONTENT = OpenedDisk.content(30, 1000, 1);

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "disk.000, disk.001, disk.002",
        "disk.001, disk.002, disk.003",
        "disk.00, disk.01, disk.02",
        "disk.img.aa, disk.img.ab, disk.img.ac",
        "disk.aaa, disk.aab, disk.aac",
    })
    void theFilesOfNumberedNamesAreOneDisk(String first, String second, String third)
            throws Exception {
        split(CONTENT, 13_000, first, second, third);
        OpenedDisk.check(directory.resolve(first), CONTENT);
    }

    @ParameterizedTest
    @CsvSource({
        "disk.aa, az, ba",
        "disk.aa, yz, zaaa",
        "disk.00, 09, 10",
        "disk.00, 89, 9000",
        "disk.aaa, azz, baa",
        "disk.aa, zyzz, zzaaaa"
    })
    void numbersGoOnAsSplitWritesThem(String first, String number, String expected) {
        NumberedName name = NumberedName.ofFirst(first).orElseThrow();
        NumberedName next = new NumberedName(name.stem(), number).next().orElseThrow();
        assertThat(List.of(next.number(), next.widened().orElse(next).number())).contains(expected);
    }

    @Test
    void namesOfMorePiecesThanTwoLettersHaveAreFollowed() throws Exception {
        // split(1) writes aa to yz, then zaaa: 650 names of two letters.
        byte[] content = OpenedDisk.content(655, 10, 2);
        String[] names = new String[655];
        for (int i = 0; i < 650; i++) {
            names[i] = "disk." + (char) ('a' + i / 26) + (char) ('a' + i % 26);
        }
        for (int i = 0; i < 5; i++) {
            names[650 + i] = "disk.zaa" + (char) ('a' + i);
        }
        split(content, 10, names);
        OpenedDisk.check(directory.resolve("disk.aa"), content);
    }

    @Test
    void aFileWithoutANextOneIsAnImageOfItsOwn() throws Exception {
        for (String name : List.of("disk.000", "disk.aa", "disk.1", "disk.img")) {
            Files.write(directory.resolve(name), CONTENT);
            OpenedDisk.check(directory.resolve(name), CONTENT);
        }
        // This one is not a first piece.
        split(CONTENT, 13_000, "other.005", "other.006", "other.007");
        OpenedDisk.check(directory.resolve("other.005"), Arrays.copyOf(CONTENT, 13_000));
    }

    @Test
    void readsOfAPartThatIsMissingSayItsNameAndOthersGoOn() throws Exception {
        split(CONTENT, 10_000, "disk.001", "disk.002", "disk.003");
        Files.delete(directory.resolve("disk.002"));
        try (BlockDevice disk = OpenedDisk.open(directory.resolve("disk.001"))) {
            assertThat(disk.sizeBytes()).isEqualTo(30_000);
            assertThat(OpenedDisk.read(disk, 20_000, 10_000))
                    .isEqualTo(Arrays.copyOfRange(CONTENT, 20_000, 30_000));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 9_999, 2))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith("disk.001: its part disk.002 is missing");
        }
    }

    @Test
    void whatIsSplitMayBeCompressed() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(CONTENT);
        }
        split(packed.toByteArray(), 9_000, "disk.gz.aa", "disk.gz.ab", "disk.gz.ac");
        OpenedDisk.check(directory.resolve("disk.gz.aa"), CONTENT);
    }

    private void split(byte[] content, int pieceBytes, String... names) throws IOException {
        for (int i = 0; i < names.length; i++) {
            int from = i * pieceBytes;
            int to = Math.min(content.length, from + pieceBytes);
            Files.write(directory.resolve(names[i]), Arrays.copyOfRange(content, from, to));
        }
    }
}
