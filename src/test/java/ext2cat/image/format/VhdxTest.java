// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static ext2cat.image.format.VhdxWriter.METADATA_AT;
import static ext2cat.image.format.VhdxWriter.MIB;
import static ext2cat.image.format.VhdxWriter.TABLE_AT;
import static ext2cat.image.format.VhdxWriter.headerAt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class VhdxTest {

    private static final byte[] DATA = OpenedDisk.content(2 * 256, 4096, 7);
    private static final int SIZE = 4 * MIB + 512;

    @TempDir private Path directory;

    /** Blocks 0 and 3 of the disk, the latter first in the file. */
    private static VhdxWriter sample() {
        VhdxWriter writer = new VhdxWriter(SIZE, MIB, 512);
        writer.entry(3, writer.stored(Arrays.copyOfRange(DATA, MIB, 2 * MIB)));
        return writer.entry(0, writer.stored(Arrays.copyOf(DATA, MIB)));
    }

    private static byte[] expected() {
        byte[] disk = new byte[SIZE];
        System.arraycopy(DATA, 0, disk, 0, MIB);
        System.arraycopy(DATA, MIB, disk, 3 * MIB, MIB);
        return disk;
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("a.vhdx"), file);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 0x500002})
    void blocksInAnyOrderAndThoseOfZerosAreRead(long absent) throws Exception {
        OpenedDisk.check(write(sample().entry(1, absent).entry(2, absent).file()), expected());
    }

    /** Blocks of 256 MiB: an entry for a bitmap follows after each 16, or 128 with 4096 bytes. */
    @ParameterizedTest
    @CsvSource({"512, 16", "4096, 128"})
    void theEntriesOfBitmapsAreSkipped(int sectorBytes, int chunk) throws IOException {
        VhdxWriter writer = new VhdxWriter((chunk + 2L) << 28, 256 * MIB, sectorBytes);
        byte[] block = Arrays.copyOf(DATA, MIB);
        long stored = writer.stored(block);
        writer.entry(chunk, 5).entry(chunk + 1, stored);
        try (BlockDevice disk = OpenedDisk.open(write(writer.file()))) {
            assertThat(OpenedDisk.read(disk, (long) chunk << 28, MIB)).isEqualTo(block);
            assertThat(OpenedDisk.read(disk, ((long) chunk << 28) - 9, 9)).containsOnly(0);
        }
    }

    @Test
    void theNewerHeaderCountsIfItsChecksumIsRight() throws Exception {
        // Of a version that nobody knows, with the higher number.
        VhdxWriter newer = sample().put(headerAt(1) + 8, 9).put(headerAt(1) + 66, 2);
        Path image = write(newer.file());
        OpenedDisk.check(image, expected());
        // The older one says that a log must be replayed.
        VhdxWriter older = sample().put(headerAt(1) + 48, 5).sum(headerAt(1), 4096);
        OpenedDisk.check(write(older.file()), expected());
        write(newer.sum(headerAt(1), 4096).file());
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessage(image + ": VHDX version 2 is not supported; 1 is");
    }

    @Test
    void oneOfBothRegionTablesIsEnough() throws Exception {
        OpenedDisk.check(write(sample().put(192 << 10, 0).file()), expected());
        OpenedDisk.check(write(sample().put(256 << 10, 0).file()), expected());
    }

    @Test
    void withoutAnyRightChecksumItIsRefused() throws IOException {
        checkRefused(
                sample().put(headerAt(0) + 80, 1).put(headerAt(1) + 80, 1),
                WrongContainerException.class,
                "neither VHDX header, at bytes 65536 and 131072, has the right checksum");
        checkRefused(
                sample().put((192 << 10) + 99, 1).put((256 << 10) + 99, 1),
                WrongContainerException.class,
                "neither VHDX region table, at bytes 196608 and 262144, has the right checksum");
    }

    @ParameterizedTest
    @CsvSource({
        "8, 2048, true, the VHDX region table has 2048 entries",
        "8, 1, true, VHDX: there is no region of the metadata",
        "16, 0, false, an unknown VHDX region is needed",
        "32, 5, true, 'VHDX: the region of the block table begins at byte 5, not at a multiple of"
                + " 1 MiB'",
        "32, 0, true, 'VHDX: the region of the block table begins at byte 0, not at a multiple of"
                + " 1 MiB'",
        "40, 32, true, 'the VHDX block table has 32 bytes, and 5 entries are needed'",
        "64, 5242880, true, 'there is no VHDX metadata table at byte 5242880'",
    })
    void aRegionTableThatMakesNoSenseIsRefused(int at, int value, boolean isWrong, String message)
            throws IOException {
        int table = 192 << 10;
        checkRefused(
                sample().put(table + at, value).sum(table, 64 << 10),
                isWrong ? WrongContainerException.class : UnsupportedContainerException.class,
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1024, true, 'VHDX metadata: the block size is 1024, which none has'",
        "0, 3145728, true, 'VHDX metadata: the block size is 3145728, which none has'",
        "0, 536870912, true, 'VHDX metadata: the block size is 536870912, which none has'",
        "4, 2, false, a differencing VHDX holds only what differs from its parent; merge them"
                + " first",
        "68, 16385, true, 'VHDX metadata: the disk size is 70373043339776, which none has'",
        "68, -1, true, 'VHDX metadata: the disk size is -4290772480, which none has'",
        "128, 513, true, 'VHDX metadata: the sector size is 513, which none has'",
    })
    void factsThatMakeNoSenseAreRefused(int at, int value, boolean isWrong, String message)
            throws IOException {
        checkRefused(
                sample().put(METADATA_AT + (64 << 10) + at, value),
                isWrong ? WrongContainerException.class : UnsupportedContainerException.class,
                message);
    }

    @Test
    void aFactThatIsMissingIsSaid() throws IOException {
        checkRefused(
                sample().put(METADATA_AT + 96, 0),
                WrongContainerException.class,
                "VHDX metadata: a required item is missing");
        checkRefused(
                sample().put(METADATA_AT + 96 + 16, -1),
                EOFException.class,
                "4 bytes at byte 4297064447 are not inside its 6291456 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6, 7, 0x500007})
    void anEntryThatIsNoneOfAWholeDiskIsRefused(long entry) throws IOException {
        try (BlockDevice disk = OpenedDisk.open(write(sample().entry(1, entry).file()))) {
            assertThat(OpenedDisk.read(disk, 0, MIB)).isEqualTo(Arrays.copyOf(DATA, MIB));
            assertThatThrownBy(() -> OpenedDisk.read(disk, MIB, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith(
                            "the VHDX table entry at byte %d, 0x%016x, is none of a whole disk"
                                    .formatted(TABLE_AT + 8, entry));
        }
    }

    @Test
    void whatIsNotCutOffIsRead() throws IOException {
        byte[] file = Arrays.copyOf(sample().file(), 5 * MIB);
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThat(OpenedDisk.read(disk, MIB, 3 * MIB))
                    .isEqualTo(Arrays.copyOfRange(expected(), MIB, 4 * MIB));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 0, 1)).isInstanceOf(EOFException.class);
        }
    }

    private void checkRefused(VhdxWriter writer, Class<? extends IOException> kind, String message)
            throws IOException {
        Path image = write(writer.file());
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(kind)
                .hasMessage(image + ": " + message);
    }
}
