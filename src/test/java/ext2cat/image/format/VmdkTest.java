// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static ext2cat.image.format.VmdkWriter.GRAIN;
import static ext2cat.image.format.VmdkWriter.PLAIN;
import static ext2cat.image.format.VmdkWriter.SECTOR;

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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class VmdkTest {

    /** 19 grains and a sector: five tables, of which the last is not full. */
    private static final byte[] DISK =
            Arrays.copyOf(OpenedDisk.content(19, GRAIN, 5), 19 * GRAIN + SECTOR);

    @TempDir private Path directory;

    @Test
    void aSparseFileIsRead() throws Exception {
        OpenedDisk.check(write(VmdkWriter.sparse(DISK, PLAIN)), DISK);
        OpenedDisk.check(write(VmdkWriter.sparse(DISK, "")), DISK);
    }

    @Test
    void aStreamedFileIsReadByTheFooter() throws Exception {
        OpenedDisk.check(write(VmdkWriter.streamed(DISK)), DISK);
    }

    @Test
    void extentsBesideTheDescriptionAreOneDisk() throws Exception {
        int second = 8 * GRAIN;
        Files.write(
                directory.resolve("disk-s001.vmdk"),
                VmdkWriter.sparse(Arrays.copyOf(DISK, second), ""));
        byte[] flat = new byte[3 * SECTOR + DISK.length - second];
        System.arraycopy(DISK, second, flat, 3 * SECTOR, DISK.length - second);
        Files.write(directory.resolve("disk flat"), flat);
        String description =
                PLAIN
                        + "createType=\"custom\"\n\n# Extent description\n"
                        + "RW 64 SPARSE \"disk-s001.vmdk\"\r\n"
                        + "RW %d FLAT \"disk flat\" 3\n".formatted((DISK.length - second) / SECTOR)
                        + "RW 2 ZERO\n\n# The Disk Data Base\nddb.adapterType = \"ide\"\n";
        OpenedDisk.check(write(description), Arrays.copyOf(DISK, DISK.length + 2 * SECTOR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk-f002.vmdk", "../disk-f001.vmdk", "/etc/hosts", ""})
    void readsOfAnExtentThatIsNotBesideItFail(String name) throws IOException {
        Files.write(directory.resolve("disk-f001.vmdk"), Arrays.copyOf(DISK, 2 * SECTOR));
        String lines = "RW 2 FLAT \"disk-f001.vmdk\" 0\nRW 2 FLAT \"%s\" 0\n".formatted(name);
        try (BlockDevice disk = OpenedDisk.open(write(PLAIN + lines))) {
            assertThat(OpenedDisk.read(disk, 0, 2 * SECTOR))
                    .isEqualTo(Arrays.copyOf(DISK, 2 * SECTOR));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 2 * SECTOR, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith("disk.vmdk: its extent %s is not beside it", name);
        }
    }

    @Test
    void whatComesBeforeACutIsRead() throws Exception {
        byte[] file = VmdkWriter.sparse(DISK, PLAIN);
        int cut = file.length - GRAIN;
        int last = 18;
        while (isZero(last)) {
            last--;
        }
        int lost = last * GRAIN;
        try (BlockDevice disk = OpenedDisk.open(write(Arrays.copyOf(file, cut)))) {
            assertThat(OpenedDisk.read(disk, 0, lost)).isEqualTo(Arrays.copyOf(DISK, lost));
            assertThatThrownBy(() -> OpenedDisk.read(disk, lost, 1))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("disk.vmdk: 1 bytes at byte %d are not inside", cut);
        }
    }

    @Test
    void aStreamedFileWithoutItsFooterIsRefused() throws Exception {
        byte[] file = VmdkWriter.streamed(DISK);
        Path image = write(Arrays.copyOf(file, file.length - SECTOR));
        assertRefused(
                image,
                WrongContainerException.class,
                "the file is cut off: the footer with its grain directory is not at its end");
    }

    @ParameterizedTest
    @CsvSource({
        "12, -1, 'capacity is 18446744073709551615, not from 0 to 17592186044416'",
        "20, 0, 'grainSize is 0, not from 1 to 65536'",
        "20, 65537, 'grainSize is 65537, not from 1 to 65536'",
        "44, 0, 'numGTEsPerGT is 0, not from 1 to 65536'",
        "56, 0, 'gdOffset is 0, not from 1 to 17592186044416'",
        "36, -2, 'descriptorSize is 18446744073709551614, not from 0 to 17592186044416'",
    })
    void aHeaderThatMakesNoSenseIsRefused(int at, long value, String message) throws Exception {
        byte[] file = VmdkWriter.sparse(DISK, PLAIN);
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (at == 44) {
            header.putInt(at, (int) value);
        } else {
            header.putLong(at, value);
        }
        assertRefused(write(file), WrongContainerException.class, message);
    }

    @Test
    void otherVersionsAndCompressionsAreRefused() throws Exception {
        byte[] file = VmdkWriter.streamed(DISK);
        int footer = file.length - 2 * SECTOR;
        file[footer + 77] = 2;
        assertRefused(
                write(file),
                UnsupportedContainerException.class,
                "compressAlgorithm is 2; only 1, deflate, is known");
        file[footer + 4] = 4;
        assertRefused(
                write(file),
                UnsupportedContainerException.class,
                "the VMDK is of version 4; 1 to 3 are known");
    }

    @Test
    void deltasAreRefusedByTheNameOfTheirParent() throws Exception {
        String delta = PLAIN.replace("ffffffff", "12ab34cd") + "parentFileNameHint=\"base.vmdk\"\n";
        String message = "it holds what changed in another disk, base.vmdk; deltas are not read";
        assertRefused(write(delta), UnsupportedContainerException.class, message);
        assertRefused(
                write(VmdkWriter.sparse(DISK, delta)),
                UnsupportedContainerException.class,
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "COWD, it is an extent of VMware ESX (COWD)",
        "\u00be\u00ba\u00fe\u00ca\0\0\0\0, it is an extent of VMware ESX (seSparse)",
    })
    void extentsOfEsxAreRefused(String magic, String message) throws Exception {
        byte[] file = Arrays.copyOf(magic.getBytes(StandardCharsets.ISO_8859_1), 4096);
        assertRefused(write(file), UnsupportedContainerException.class, message);
        assertRefused(
                write(PLAIN + "RW 2 SESPARSE \"x\"\n"),
                UnsupportedContainerException.class,
                "its extent x is of the kind SESPARSE, which is not read");
    }

    @Test
    void aDescriptionWithoutExtentsOrOfTooManyBytesIsRefused() throws Exception {
        assertRefused(write(PLAIN), WrongContainerException.class, "has no line of an extent");
        assertRefused(
                write(PLAIN + "RW 999999999999999 ZERO\n".repeat(4000)),
                WrongContainerException.class,
                "its extents have more than 1152921504606846976 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aTableOutsideTheFileFailsWhereItIsAskedFor(int sector) throws Exception {
        byte[] file = VmdkWriter.sparse(DISK, PLAIN);
        // The second entry of the directory, or the first of the first table.
        int at = sector == 2 ? 2 * SECTOR + 4 : 3 * SECTOR;
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, -1);
        int lost = sector == 2 ? 4 * GRAIN : 0;
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThat(OpenedDisk.read(disk, 8 * GRAIN, 8 * GRAIN))
                    .isEqualTo(Arrays.copyOfRange(DISK, 8 * GRAIN, 16 * GRAIN));
            assertThatThrownBy(() -> OpenedDisk.read(disk, lost, 1))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("at byte 2199023255040 are not inside");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 'bytes for sector 9, not at most'",
        "10, 'is 2'",
        "40, 'is damaged: '",
    })
    void aDamagedGrainIsNamed(int at, String message) throws Exception {
        byte[] file = VmdkWriter.streamed(DISK);
        int grain = 0;
        while (isZero(grain) || grain == 0) {
            grain++;
        }
        // The first grain of the file, or the second if the first of the disk is stored.
        int place = 2 * SECTOR;
        if (!isZero(0)) {
            int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(place + 8);
            place += (12 + length + SECTOR - 1) / SECTOR * SECTOR;
        }
        file[place + at] ^= at == 0 ? (byte) (grain * 8 ^ 9) : (byte) 0x20;
        int expected = grain;
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThatThrownBy(() -> OpenedDisk.read(disk, expected * GRAIN, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageContaining("disk.vmdk: the grain at byte " + place)
                    .hasMessageContaining(message);
        }
    }

    private static boolean isZero(int grain) {
        byte[] bytes = Arrays.copyOfRange(DISK, grain * GRAIN, (grain + 1) * GRAIN);
        return Arrays.equals(bytes, new byte[GRAIN]);
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("disk.vmdk"), file);
    }

    private Path write(String description) throws IOException {
        return write(description.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(
            Path image, Class<? extends IOException> type, String message) {
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(type)
                .hasMessageStartingWith(image + ": ")
                .hasMessageContaining(message);
    }
}
