// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Tar archives with one image in them, whole and sparse, and damaged ones. */
final class TarArchiveTest {

    private static final int SIZE = 50 * 4096;

    @TempDir private Path folder;
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();
    private Path archive;
    private byte[] image;

    /** Of the image, bytes 0 to 8192 and 100,000 to 101,000 are no zeros. */
    @BeforeEach
    void makeImage() {
        archive = folder.resolve("image.tar");
        image = new byte[SIZE];
        Random random = new Random(1);
        for (int at = 0; at < SIZE; at++) {
            image[at] = at < 8192 || at >= 100_000 && at < 101_000 ? (byte) random.nextInt() : 0;
        }
        image[1024 + 56] = 0x53;
        image[1024 + 57] = (byte) 0xef;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ustar\00000", "ustar  \0", "\0\0\0\0\0\0\0\0"})
    void anImageIsReadWhereItLies(String magic) throws Exception {
        member('5', "folder/", new byte[0], magic);
        member('0', "folder/readme", "Read me first.\n".getBytes(), magic);
        member('2', "folder/link", new byte[0], magic);
        member('\0', "folder/image", image, magic);
        OpenedDisk.check(write(), image);
        try (BlockDevice device = OpenedDisk.open(archive)) {
            assertThat(device).isInstanceOf(Partition.class);
        }
    }

    @Test
    void aCompressedArchiveIsExpandedFirst() throws Exception {
        member('0', "image", image);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
            tar.writeTo(out);
        }
        OpenedDisk.check(archive, image);
    }

    @Test
    void aHardLinkHasNoDataWhateverItsSizeSays() throws Exception {
        header('1', "link", "00000777777", "ustar  \0");
        member('0', "image", image);
        OpenedDisk.check(write(), image);
    }

    @Test
    void aSizeMayBeBinaryOrInARecord() throws Exception {
        byte[] size = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0x20, 0};
        header('0', "a", new String(size, StandardCharsets.ISO_8859_1), "ustar  \0");
        data(image);
        OpenedDisk.check(write(), image);
        tar.reset();
        member('x', "records", record("size", Integer.toString(SIZE)));
        header('0', "a", "00000000000", "ustar\00000");
        data(image);
        OpenedDisk.check(write(), image);
    }

    @Test
    void theSparseMapOfGnuTarIsInItsHeader() throws Exception {
        ByteBuffer header = headerBytes('S', "image", octal(9192), "ustar  \0");
        header.put(386, (octal(0) + "\0" + octal(8192) + "\0").getBytes());
        header.put(483, octal(SIZE).getBytes());
        header.put(482, (byte) 1);
        sum(header);
        byte[] more = new byte[512];
        byte[] part = (octal(100_000) + "\0" + octal(1000) + "\0").getBytes();
        System.arraycopy(part, 0, more, 0, part.length);
        tar.writeBytes(header.array());
        tar.writeBytes(more);
        stored();
        member('0', "readme", "Read me first.\n".getBytes());
        OpenedDisk.check(write(), image);
    }

    @Test
    void theSparseMapsOfPosixAreInRecordsOrInFrontOfTheData() throws Exception {
        sparseRecords(
                record("GNU.sparse.size", "" + SIZE),
                record("GNU.sparse.offset", "0"),
                record("GNU.sparse.numbytes", "8192"),
                record("GNU.sparse.offset", "100000"),
                record("GNU.sparse.numbytes", "1000"));
        OpenedDisk.check(write(), image);
        sparseRecords(
                record("GNU.sparse.size", "" + SIZE),
                record("GNU.sparse.map", "0,8192,100000,1000"));
        OpenedDisk.check(write(), image);
        version10("2\n0\n8192\n100000\n1000\n");
        OpenedDisk.check(write(), image);
    }

    @Test
    void aMapInFrontMayTakeSeveralBlocks() throws Exception {
        StringBuilder map = new StringBuilder("1026\n0\n8192\n100000\n1000\n");
        map.append("204800\n0\n".repeat(1024));
        version10(map.toString());
        OpenedDisk.check(write(), image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\n0\n8192\n8191\n1000\n", // goes back
                "2\n0\n8192\n204799\n1000\n", // after the end
                "2\n0\n8192\n100000\n100000\n", // more than is stored
                "2\n0\n",
                "1048577\n0\n",
                "x\n",
                "999999999999999999999\n",
                "\n"
            })
    void aSparseMapThatMakesNoSenseIsRefused(String map) throws IOException {
        version10(map);
        write();
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageContaining("the sparse map ");
    }

    @Test
    void longNamesStandInMembersBeforeIt() throws IOException {
        String name = "long/".repeat(40);
        for (int i = 0; i < 2; i++) {
            member('L', "././@LongLink", (name + i + "\0").getBytes());
            member('0', "short", image);
            member('x', "records", record("path", name + "x" + i));
            member('0', "short", image);
        }
        write();
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(MemberChoiceException.class)
                .hasMessageContaining("it holds 4 images: " + name + "0 (204800 bytes), " + name)
                .hasMessageContaining(name + "x1 (204800 bytes); choose one with ");
    }

    @Test
    void whatIsThereOfAnArchiveThatIsCutOffIsRead() throws IOException {
        member('0', "image", image);
        Files.write(archive, Arrays.copyOf(tar.toByteArray(), 512 + 100_500));
        try (BlockDevice device = OpenedDisk.open(archive)) {
            assertThat(device.sizeBytes()).isEqualTo(100_500);
            assertThat(OpenedDisk.read(device, 0, 100_500))
                    .isEqualTo(Arrays.copyOf(image, 100_500));
        }
        version10("2\n0\n8192\n100000\n1000\n");
        Files.write(archive, Arrays.copyOf(tar.toByteArray(), 2048 + 8192 + 500));
        try (BlockDevice device = OpenedDisk.open(archive)) {
            assertThat(device.sizeBytes()).isEqualTo(100_500);
        }
    }

    @Test
    void anyDamageEndsInAnExceptionOfInput() throws IOException {
        version10("2\n0\n8192\n100000\n1000\n");
        byte[] whole = tar.toByteArray();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            int header = 1024 * random.nextInt(2);
            damaged[header + random.nextInt(600)] = (byte) random.nextInt();
            sum(ByteBuffer.wrap(damaged, header, 512).slice());
            Files.write(archive, damaged);
            try (BlockDevice device = OpenedDisk.open(archive)) {
                assertThat(device.sizeBytes()).isNotNegative();
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void anArchiveWithoutFilesIsRefused() throws IOException {
        member('5', "folder/", new byte[0]);
        write();
        assertThatThrownBy(() -> OpenedDisk.open(archive))
                .isInstanceOf(WrongContainerException.class)
                .hasMessage(archive + ": the archive holds no file");
    }

    private void sparseRecords(byte[]... records) {
        tar.reset();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.asList(records).forEach(all::writeBytes);
        member('x', "records", all.toByteArray());
        header('0', "GNUSparseFile.0/image", octal(9192), "ustar\00000");
        stored();
    }

    private void version10(String map) {
        tar.reset();
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        records.writeBytes(record("GNU.sparse.major", "1"));
        records.writeBytes(record("GNU.sparse.minor", "0"));
        records.writeBytes(record("GNU.sparse.realsize", "" + SIZE));
        member('x', "records", records.toByteArray());
        int mapBytes = Math.ceilDiv(map.length(), 512) * 512;
        header('0', "GNUSparseFile.0/image", octal(mapBytes + 9192), "ustar\00000");
        tar.writeBytes(Arrays.copyOf(map.getBytes(), mapBytes));
        stored();
    }

    private void stored() {
        byte[] stored = Arrays.copyOf(image, 9192);
        System.arraycopy(image, 100_000, stored, 8192, 1000);
        data(stored);
    }

    private static byte[] record(String keyword, String value) {
        return "%d %s=%s\n"
                .formatted(keyword.length() + value.length() + 5, keyword, value)
                .getBytes();
    }

    private Path write() throws IOException {
        tar.writeBytes(new byte[1024]);
        return Files.write(archive, tar.toByteArray());
    }

    private void member(char type, String name, byte[] content) {
        member(type, name, content, "ustar\00000");
    }

    private void member(char type, String name, byte[] content, String magic) {
        header(type, name, octal(content.length), magic);
        data(content);
    }

    private void data(byte[] content) {
        tar.writeBytes(Arrays.copyOf(content, Math.ceilDiv(content.length, 512) * 512));
    }

    private void header(char type, String name, String size, String magic) {
        ByteBuffer header = headerBytes(type, name, size, magic);
        sum(header);
        tar.writeBytes(header.array());
    }

    private static ByteBuffer headerBytes(char type, String name, String size, String magic) {
        return ByteBuffer.allocate(512)
                .put(0, name.getBytes())
                .put(124, size.getBytes(StandardCharsets.ISO_8859_1))
                .put(156, (byte) type)
                .put(257, magic.getBytes());
    }

    private static void sum(ByteBuffer header) {
        header.put(148, "        ".getBytes());
        int sum = 0;
        for (int at = 0; at < 512; at++) {
            sum += Byte.toUnsignedInt(header.get(at));
        }
        header.put(148, "%06o\0 ".formatted(sum).getBytes());
    }

    private static String octal(long number) {
        return "%011o".formatted(number);
    }
}
