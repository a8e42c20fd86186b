// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.disk.Xattr;
import ext2cat.disk.xattr.XattrReader;
import ext2cat.disk.xattr.XattrValues;
import ext2cat.export.DataRuns;
import ext2cat.export.ExportedFile;
import ext2cat.images.TestImages;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of an entry are such that it does not matter how a reader takes them: one after
 * another, each with the last word on a name or a size, or by rank.
 */
final class TarRecordsTest implements TarListener {

    private static final int FILE_BYTES = 5000;
    private static final int DATA_OFFSET = 4096;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> leftOut = new ArrayList<>();
    private Volume volume;
    private TarWriter writer;

    /** A record; a character a byte. */
    private record Pax(String key, String value) {}

    /** An entry as a reader sees it who applies records one after another. */
    private record Entry(String name, long sizeBytes, String linkName) {}

    @BeforeEach
    void open() throws IOException {
        open(FILE_BYTES);
    }

    @AfterEach
    void close() throws IOException {
        volume.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n100",
                "n101",
                "n120",
                "n255",
                "d90/e90/deep",
                "d200/d200/d200/f",
                "ä60",
                "ü120"
            })
    void theLastWordOnAFileWithHolesIsWhatTheImageSays(String shape) throws Exception {
        TreePath path = path(shape);
        sparse(path, List.of(), map -> map.run(DATA_OFFSET, FILE_BYTES - DATA_OFFSET));
        writer.finish();

        String name = "." + bytes(path);
        assertThat(inOrder(records())).isEqualTo(new Entry(name, FILE_BYTES, ""));
        assertThat(records())
                .extracting(Pax::key)
                .as("a size as a record would be both sizes to some")
                .doesNotContain("size")
                .endsWith("GNU.sparse.name", "GNU.sparse.realsize");
        try (TarArchiveInputStream in = read()) {
            TarArchiveEntry entry = in.getNextEntry();
            assertThat(entry.getName()).isEqualTo(path.toString().replaceFirst("^", "."));
            assertThat(entry.getRealSize()).isEqualTo(FILE_BYTES);
            assertThat(in.readAllBytes()).isEqualTo(contents());
            assertThat(in.getNextEntry()).isNull();
        }
    }

    @Test
    void namesOfAFileWithHolesThatAreNoUtf8AreSaidToBeBytesOnce() throws Exception {
        TreePath path =
                TreePath.ROOT.child(
                        FileName.of("\u00e9".repeat(120).getBytes(StandardCharsets.ISO_8859_1)));
        sparse(path, List.of(), map -> map.run(DATA_OFFSET, FILE_BYTES - DATA_OFFSET));
        writer.finish();
        assertThat(records())
                .extracting(Pax::key)
                .containsExactly(
                        "hdrcharset",
                        "path",
                        "GNU.sparse.major",
                        "GNU.sparse.minor",
                        "GNU.sparse.name",
                        "GNU.sparse.realsize");
        assertThat(inOrder(records()).name()).isEqualTo("./" + "\u00e9".repeat(120));
    }

    /** 9 GiB of data and 1 GiB of a hole: neither size has room in octal digits. */
    @Test
    void whatIsStoredOfAFileWithHolesIsInTheHeaderHoweverMuchItIs() throws Exception {
        close();
        open(10L << 30);
        TreePath path = path("n120");
        writer.begin(
                new ExportedFile(path, file(), List.of()), visitor -> visitor.run(0, 9L << 30));
        writer.finish();
        assertThat(inOrder(records())).isEqualTo(new Entry("." + bytes(path), 10L << 30, ""));
        assertThat(records()).extracting(Pax::key).doesNotContain("size");
        assertThat(header().getSize()).isEqualTo((9L << 30) + 512);
    }

    @Test
    void aWholeFileOfEightGibibytesHasItsSizeInBothPlaces() throws Exception {
        close();
        open(8L << 30);
        writer.begin(
                new ExportedFile(path("n4"), file(), List.of()),
                visitor -> visitor.run(0, 8L << 30));
        writer.finish();
        assertThat(records()).containsExactly(new Pax("size", Long.toString(8L << 30)));
        assertThat(header().getSize()).isEqualTo(8L << 30);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 101, 4095})
    void aTargetIsReadBackWhole(int bytes) throws Exception {
        byte[] target = "t".repeat(bytes).getBytes(StandardCharsets.US_ASCII);
        Inode symlink = ImagePath.typed("/links/absolute").locateNoFollow(volume).inode();
        writer.symlink(new ExportedFile(path("n101"), symlink, List.of()), target);
        writer.finish();
        Entry entry = inOrder(records());
        assertThat(bytes > 100 ? entry.linkName() : header().getLinkName())
                .isEqualTo("t".repeat(bytes));
        try (TarArchiveInputStream in = read()) {
            assertThat(in.getNextEntry().getLinkName()).isEqualTo("t".repeat(bytes));
        }
    }

    /** An attribute's value may look like records; a reader goes by the length. */
    @Test
    void attributesComeBeforeTheNameAndKeepTheirBytes() throws Exception {
        String value = "a=b%\n12 path=evil\n\0\u00ff";
        List<Xattr> xattrs =
                List.of(
                        xattr("e=q%\nl", value),
                        xattr("", "empty name"),
                        xattr("50%", "as it is"),
                        xattr("%3D%25%2", "GNU tar would take it for = and %"),
                        xattr("n\0l", "no attribute can have this name"));
        sparse(path("n120"), xattrs, map -> map.run(DATA_OFFSET, FILE_BYTES - DATA_OFFSET));
        writer.finish();
        assertThat(records())
                .startsWith(
                        new Pax("SCHILY.xattr.user.e%3Dq%\nl", value),
                        new Pax("SCHILY.xattr.user.", "empty name"),
                        new Pax("SCHILY.xattr.user.50%", "as it is"),
                        new Pax(
                                "SCHILY.xattr.user.%253D%2525%2",
                                "GNU tar would take it for = and %"))
                .extracting(Pax::key)
                .endsWith("GNU.sparse.name", "GNU.sparse.realsize")
                .noneMatch(key -> key.contains("\0"));
        assertThat(inOrder(records()).name()).isEqualTo("." + bytes(path("n120")));
        assertThat(leftOut).hasSize(1);
        assertThat(leftOut.getFirst())
                .contains("extended attribute user.n\\x00l: no attribute can have this name");
    }

    private void open(long sizeBytes) throws IOException {
        out.reset();
        byte[] image = new TestImages().named("tree-inode256-4k").bytes();
        Path file = Files.write(folder.resolve("image-" + sizeBytes), image);
        try (Volume sound = Volume.open(MappedDevice.open(file))) {
            long number = ImagePath.typed("/5000-bytes").lookup(sound).number();
            int inode = (int) (sound.groupDescriptor(0).inodeTable() * 4096 + (number - 1) * 256);
            ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(inode + 4, (int) sizeBytes).putInt(inode + 108, (int) (sizeBytes >> 32));
        }
        volume = Volume.open(MappedDevice.open(Files.write(file, image)));
        writer = new TarWriter(Channels.newChannel(out), new TarOptions(true, false), this);
    }

    private Inode file() throws IOException {
        return ImagePath.typed("/5000-bytes").lookup(volume);
    }

    private void sparse(TreePath path, List<Xattr> xattrs, Runs runs) throws IOException {
        writer.begin(new ExportedFile(path, file(), xattrs), runs::tell);
        writer.data(DATA_OFFSET, ByteBuffer.wrap(contents()).position(DATA_OFFSET).slice());
        writer.end(Optional.empty());
    }

    /** The runs of a file. */
    private interface Runs {
        void tell(DataRuns.RunVisitor visitor) throws IOException;
    }

    private static byte[] contents() {
        byte[] contents = new byte[FILE_BYTES];
        for (int at = DATA_OFFSET; at < FILE_BYTES; at++) {
            contents[at] = (byte) at;
        }
        return contents;
    }

    /** An attribute of the namespace user, from a block that holds only it. */
    private static Xattr xattr(String name, String value) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(0, 0xEA020000).putInt(8, 1);
        block.put(32, (byte) name.length()).put(33, (byte) 1);
        block.putShort(34, (short) 512).putInt(40, value.length());
        block.put(48, name.getBytes(StandardCharsets.ISO_8859_1));
        block.put(512, value.getBytes(StandardCharsets.ISO_8859_1));
        return XattrReader.inBlock(MemorySegment.ofBuffer(block), 99, 12, XattrValues.NONE)
                .getFirst();
    }

    /** {@code d90/e20}: a directory of 90 letters d and in it a file of 20 letters e. */
    private static TreePath path(String shape) {
        TreePath path = TreePath.ROOT;
        for (String part : shape.split("/", -1)) {
            String digits = part.substring(1);
            path =
                    path.child(
                            FileName.of(
                                    digits.matches("[0-9]+")
                                            ? part.substring(0, 1).repeat(Integer.parseInt(digits))
                                            : part));
        }
        return path;
    }

    private static String bytes(TreePath path) {
        StringBuilder bytes = new StringBuilder();
        for (FileName name : path.names()) {
            bytes.append('/').append(new String(name.toBytes(), StandardCharsets.ISO_8859_1));
        }
        return bytes.toString();
    }

    private String raw() {
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** The records before the first entry. */
    private List<Pax> records() {
        TarArchiveEntry extended = new TarArchiveEntry(block(0));
        assertThat(extended.isPaxHeader()).isTrue();
        List<Pax> records = new ArrayList<>();
        int end = 512 + (int) extended.getSize();
        for (int at = 512; at < end; ) {
            int space = raw().indexOf(' ', at);
            int length = Integer.parseInt(raw().substring(at, space));
            String record = raw().substring(space + 1, at + length);
            assertThat(record).endsWith("\n");
            int equals = record.indexOf('=');
            records.add(
                    new Pax(
                            record.substring(0, equals),
                            record.substring(equals + 1, record.length() - 1)));
            at += length;
        }
        return records;
    }

    /** The header behind the records. */
    private TarArchiveEntry header() {
        long records = new TarArchiveEntry(block(0)).getSize();
        return new TarArchiveEntry(block(512 + (int) (records + 511 & -512)));
    }

    private byte[] block(int at) {
        return raw().substring(at, at + 512).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** As Python's tarfile does it. */
    private Entry inOrder(List<Pax> records) {
        Entry entry = new Entry(header().getName(), header().getSize(), header().getLinkName());
        for (Pax record : records) {
            entry =
                    switch (record.key()) {
                        case "path", "GNU.sparse.name" ->
                                new Entry(record.value(), entry.sizeBytes(), entry.linkName());
                        case "size", "GNU.sparse.realsize" ->
                                new Entry(
                                        entry.name(),
                                        Long.parseLong(record.value()),
                                        entry.linkName());
                        case "linkpath" ->
                                new Entry(entry.name(), entry.sizeBytes(), record.value());
                        default -> entry;
                    };
        }
        return entry;
    }

    private TarArchiveInputStream read() {
        return new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()), "UTF-8");
    }

    @Override
    public void leftOut(TreePath path, IOException thrown) {
        leftOut.add(thrown.getMessage());
    }

    @Override
    public void filledUp(TreePath path, IOException thrown) {
        throw new AssertionError(path.toString(), thrown);
    }

    @Override
    public void socket(TreePath path) {
        throw new AssertionError(path.toString());
    }
}
