// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.image.Location;
import ext2cat.image.partition.PartitionChoiceException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Zip archives with one image in them, with several, with none, and damaged ones. */
final class ZipArchiveTest {

    private static final byte[] TEXT = "Read me first.\n".getBytes();

    private static final String CHOOSE =
            "; choose one with --partition NAME, or add #NAME to the name of the image";

    @TempDir private Path folder;
    private Path archive;
    private byte[] image;

    @BeforeEach
    void makeImage() {
        archive = folder.resolve("image.zip");
        image = OpenedDisk.content(50, 4096, 1);
        image[1024 + 56] = 0x53;
        image[1024 + 57] = (byte) 0xef;
    }

    @Test
    void aStoredImageIsReadWhereItLies() throws Exception {
        write(ZipEntry.STORED, TEXT, image);
        OpenedDisk.check(archive, image);
        try (BlockDevice device = OpenedDisk.open(archive)) {
            assertThat(device).isInstanceOf(Partition.class);
        }
    }

    @Test
    void aDeflatedImageIsExpanded() throws Exception {
        write(ZipEntry.DEFLATED, TEXT, image);
        OpenedDisk.check(archive, image);
    }

    @Test
    void theOnlyFileIsTheImageWhateverItIs() throws Exception {
        write(ZipEntry.DEFLATED, TEXT);
        OpenedDisk.check(archive, TEXT);
        write(ZipEntry.STORED, TEXT);
        OpenedDisk.check(archive, TEXT);
        write(ZipEntry.DEFLATED, new byte[0]);
        try (BlockDevice device = OpenedDisk.open(archive)) {
            assertThat(device.sizeBytes()).isZero();
        }
    }

    @Test
    void aDiskWithPartitionsIsAnImageAndABootSectorIsNone() throws Exception {
        byte[] disk = OpenedDisk.content(9, 512, 2);
        Arrays.fill(disk, 446, 510, (byte) 0);
        disk[446 + 4] = (byte) 0x83;
        disk[510] = 0x55;
        disk[511] = (byte) 0xaa;
        byte[] boot = disk.clone();
        System.arraycopy("FAT16   ".getBytes(), 0, boot, 54, 8);
        write(ZipEntry.DEFLATED, boot, disk);
        OpenedDisk.check(archive, disk);
        disk[446] = 1;
        write(ZipEntry.DEFLATED, boot, disk);
        refuses("none of its 2 files begins like an image: file0 (4608 bytes), file1 (4608 bytes)");
    }

    @Test
    void ofSeveralImagesNoneIsTaken() throws IOException {
        write(ZipEntry.DEFLATED, image, TEXT, image);
        refuses("it holds 2 images: file0 (204800 bytes), file2 (204800 bytes)");
    }

    @Test
    void aFileIsChosenByItsNameAndAPartitionInItAfterThat() throws IOException {
        byte[] other = image.clone();
        other[5000] ^= 1;
        write(ZipEntry.DEFLATED, image, other);
        assertThat(opened(new Location.InPartition("file0"))).isEqualTo(image);
        assertThat(opened(new Location.InPartition("file1"))).isEqualTo(other);
        assertThat(opened(new Location.Disk("file1"))).isEqualTo(other);
        assertThatThrownBy(() -> opened(new Location.InPartition("file1#2")))
                .isInstanceOf(PartitionChoiceException.class);
        assertThatThrownBy(() -> opened(new Location.InPartition("file2")))
                .hasMessage(
                        archive
                                + ": no file is called 'file2', and it holds 2 images:"
                                + " file0 (204800 bytes), file1 (204800 bytes)"
                                + CHOOSE);
    }

    private byte[] opened(Location location) throws IOException {
        try (BlockDevice device =
                new ImageOpener(folder, ExpansionProgress.SILENT).open(archive, location)) {
            return OpenedDisk.read(device, 0, image.length);
        }
    }

    @Test
    void anEncryptedImageIsRefused() throws IOException {
        write(ZipEntry.STORED, image);
        byte[] zip = Files.readAllBytes(archive);
        zip[directoryAt(zip) + 8] |= 1;
        Files.write(archive, zip);
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessage(archive + ": member file0 of the zip archive is encrypted");
    }

    @Test
    void aMethodThatIsNotReadIsRefusedByName() throws IOException {
        write(ZipEntry.STORED, image);
        byte[] zip = Files.readAllBytes(archive);
        zip[directoryAt(zip) + 10] = 14;
        Files.write(archive, zip);
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessage(
                        archive + ": member file0 of the zip archive is compressed by method LZMA");
        zip[directoryAt(zip) + 10] = 77;
        Files.write(archive, zip);
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .hasMessageEndingWith("is compressed by method 77");
    }

    @Test
    void anArchiveThatIsCutOffIsDamaged() throws IOException {
        write(ZipEntry.DEFLATED, image);
        byte[] zip = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(zip, zip.length - 30));
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageStartingWith(
                        archive + ": the directory of the zip archive is missing or damaged (");
    }

    @Test
    void dataThatWouldEndAfterTheArchiveIsRefused() throws IOException {
        write(ZipEntry.STORED, image);
        byte[] zip = Files.readAllBytes(archive);
        ByteBuffer.wrap(zip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(directoryAt(zip) + 20, 0x7fff_ffff);
        Files.write(archive, zip);
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageContaining("file0 overlaps with central directory");
    }

    @Test
    void aWrongChecksumIsDamage() throws IOException {
        write(ZipEntry.DEFLATED, image);
        byte[] zip = Files.readAllBytes(archive);
        zip[directoryAt(zip) + 16] ^= 1;
        Files.write(archive, zip);
        assertThatThrownBy(() -> OpenedDisk.open(archive)).hasMessageContaining("damaged");
    }

    @Test
    void anyDamageEndsInAnExceptionOfInput() throws IOException {
        write(ZipEntry.DEFLATED, TEXT, image);
        byte[] zip = Files.readAllBytes(archive);
        Random random = new Random(1);
        int directoryAt = directoryAt(zip);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = zip.clone();
            int at = directoryAt + random.nextInt(zip.length - directoryAt);
            damaged[at] = (byte) random.nextInt();
            Files.write(archive, damaged);
            try (BlockDevice device = OpenedDisk.open(archive)) {
                assertThat(device.sizeBytes()).isNotNegative();
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    private void refuses(String what) {
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(MemberChoiceException.class)
                .hasMessage(archive + ": " + what + CHOOSE);
    }

    /** Where the first file stands in the directory of the archive, after the folder. */
    private static int directoryAt(byte[] zip) {
        for (int at = zip.length - 4; at > 0; at--) {
            if (zip[at] == 'P' && zip[at + 1] == 'K' && zip[at + 2] == 5 && zip[at + 3] == 6) {
                int start = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(at + 16);
                return start + 46 + "folder/".length();
            }
        }
        throw new AssertionError("no directory");
    }

    private void write(int method, byte[]... files) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            out.putNextEntry(new ZipEntry("folder/"));
            for (int number = 0; number < files.length; number++) {
                ZipEntry entry = new ZipEntry("file" + number);
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 crc = new CRC32();
                    crc.update(files[number]);
                    entry.setCrc(crc.getValue());
                    entry.setSize(files[number].length);
                }
                out.putNextEntry(entry);
                out.write(files[number]);
            }
        }
    }
}
