// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.disk.FileName;
import ext2cat.export.Export;
import ext2cat.export.ExportedFile;
import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An archive, read by a program that knows nothing of this one, is the tree of the image. */
final class TarWriterTest implements TarListener {

    private static final long MAX_READ_BYTES = 16 << 20;

    @TempDir private Path folder;
    private final List<String> sockets = new ArrayList<>();

    /** An entry and the hash of its contents. */
    private record Read(TarArchiveEntry entry, String sha256) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tour",
                "tree-default-1k",
                "tree-default-64k",
                "tree-inode256-4k",
                "tree-rev0-2k",
                "maps-1k"
            })
    void everyFileIsInTheArchiveAsTheTreeHasIt(String name) throws Exception {
        TestImage image = new TestImages().named(name);
        Map<String, Read> found = read(archive(image));
        for (ExpectedEntry expected : image.expected()) {
            if (expected.is("socket")) {
                assertThat(sockets).contains(expected.path());
            } else if (!expected.is("hardlink")) {
                check(expected, take(found, expected));
            } else {
                Read link = take(found, expected);
                assertThat(link).as(expected.path()).isNotNull();
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void oneOfTheNamesOfAFileIsTheFileAndTheOthersAreLinksToIt() throws Exception {
        Map<String, Read> found = read(archive(new TestImages().named("tree-default-4k")));
        List<TarArchiveEntry> names =
                List.of(found.get("./hello.txt").entry(), found.get("./links/hard").entry());
        assertThat(names).filteredOn(TarArchiveEntry::isLink).hasSize(1);
        TarArchiveEntry link =
                names.stream().filter(TarArchiveEntry::isLink).findAny().orElseThrow();
        TarArchiveEntry file = names.stream().filter(it -> !it.isLink()).findAny().orElseThrow();
        assertThat(link.getLinkName()).isEqualTo(file.getName());
        assertThat(file.getSize()).isEqualTo(14);
    }

    @Test
    void attributesAreRecordsWithTheirBytes() throws Exception {
        byte[] archive = archive(new TestImages().named("tree-inode256-4k"));
        Map<String, Read> found = read(archive);
        assertThat(found.get("./xattrs/acl").entry().getExtraPaxHeaders())
                .containsEntry(
                        "SCHILY.acl.access",
                        "user::rw-,user:1000:r--,group::r--,mask::r--,other::---");
        assertThat(found.get("./xattrs/many").entry().getExtraPaxHeaders())
                .containsEntry("SCHILY.xattr.security.selinux", "system_u:object_r:etc_t:s0\0")
                .containsEntry("SCHILY.xattr.trusted.note", "for root");
        String raw = new String(archive, StandardCharsets.ISO_8859_1);
        StringBuilder bytes = new StringBuilder();
        for (char c = 0; c <= 0x27; c++) {
            bytes.append(c);
        }
        assertThat(raw)
                .contains("SCHILY.xattr.user.bytes=" + bytes)
                .contains("SCHILY.xattr.user.empty=\n");
    }

    @Test
    void aNameThatIsNoUtf8IsSaidToBeBytes() throws IOException {
        String odd = symlink("\u00e9".repeat(150).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(odd).containsOnlyOnce(" hdrcharset=BINARY\n").contains(" path=./\u00e9\u00e9");
        assertThat(odd.indexOf("hdrcharset")).isLessThan(odd.indexOf(" path="));
        // It is UTF-8, but not composed.
        assertThat(symlink("u\u0308".repeat(60).getBytes(StandardCharsets.UTF_8)))
                .contains(" hdrcharset=BINARY\n");
        assertThat(symlink("\u00fc".repeat(60).getBytes(StandardCharsets.UTF_8)))
                .contains(" path=./")
                .doesNotContain("hdrcharset");
    }

    /** The archive of a symlink of that name and target, a character a byte. */
    private String symlink(byte[] name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path image =
                new TestImages().named("tour").expandInto(Files.createTempDirectory(folder, "t"));
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            TarWriter writer =
                    new TarWriter(Channels.newChannel(out), new TarOptions(true, false), this);
            TreePath path = TreePath.ROOT.child(FileName.of(name));
            writer.symlink(
                    new ExportedFile(
                            path,
                            ImagePath.typed("/snake").locateNoFollow(volume).inode(),
                            List.of()),
                    name);
            writer.finish();
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void keysThatWouldEndEarlyAreSpelledAsGnuTarDoes() throws IOException {
        byte[] bytes = new TestImages().named("tree-inode256-4k").bytes();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("note");
        System.arraycopy("n=%e".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 4);
        Path image = Files.write(folder.resolve("named.img"), bytes);
        assertThat(new String(archive(image, false), StandardCharsets.ISO_8859_1))
                .contains("SCHILY.xattr.trusted.n%3D%e=for root\n");
    }

    @Test
    void timesHaveTheirNanoseconds() throws IOException {
        byte[] bytes = new TestImages().named("tree-inode256-4k").bytes();
        Path image = Files.write(folder.resolve("times.img"), bytes);
        int inode;
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            long number = ImagePath.typed("/5000-bytes").lookup(volume).number();
            inode = (int) (volume.groupDescriptor(0).inodeTable() * 4096 + (number - 1) * 256);
        }
        String text = new String(archive(image, false), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain(" mtime=").doesNotContain(" ctime=");
        bytes[inode + 0x88] = 7 << 2; // i_mtime_extra: seven nanoseconds
        Files.write(image, bytes);
        assertThat(new String(archive(image, false), StandardCharsets.ISO_8859_1))
                .containsOnlyOnce(" mtime=1700000000.000000007\n")
                .doesNotContain(" ctime=");
        assertThat(new String(archive(image, true), StandardCharsets.ISO_8859_1))
                .contains(" atime=1700000000\n", " ctime=1700000000\n");
    }

    @Test
    void holesTakeNoRoom() throws Exception {
        TestImage image = new TestImages().named("sparse-4k");
        byte[] archive = archive(image);
        assertThat(archive.length).isLessThan(64 << 20);
        // Commons Compress reads no sparse file of 2 GiB and more.
        String raw = new String(archive, StandardCharsets.ISO_8859_1);
        for (ExpectedEntry entry : image.expected()) {
            if (entry.is("file") && entry.sizeBytes().orElseThrow() > archive.length) {
                assertThat(raw)
                        .contains(
                                "GNU.sparse.name=.%s\n%d GNU.sparse.realsize=%d\n"
                                        .formatted(
                                                entry.path(),
                                                ("GNU.sparse.realsize"
                                                                        + entry.sizeBytes()
                                                                                .orElseThrow())
                                                                .length()
                                                        + 5,
                                                entry.sizeBytes().orElseThrow()));
            }
        }
    }

    @Test
    void theSameImageMakesTheSameArchive() throws Exception {
        TestImage image = new TestImages().named("maps-1k");
        byte[] archive = archive(image);
        assertThat(archive(image)).isEqualTo(archive);
        assertThat(archive.length % 10_240).isZero();
    }

    private byte[] archive(TestImage image) throws IOException {
        return archive(image.expandInto(Files.createTempDirectory(folder, "image")), false);
    }

    private byte[] archive(Path image, boolean allTimes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Volume volume = Volume.open(MappedDevice.open(image))) {
            TarWriter writer =
                    new TarWriter(Channels.newChannel(out), new TarOptions(true, allTimes), this);
            new Export(volume, TarWriter.EXPORT_OPTIONS)
                    .run(
                            Export.trees(
                                    List.of(new Located(TreePath.ROOT, volume.root())),
                                    TreeWalk.Order.DIRECTORY),
                            writer);
            writer.finish();
        }
        return out.toByteArray();
    }

    /** By name, a character for each byte unless the name is in a record. */
    private static Map<String, Read> read(byte[] archive) throws Exception {
        Map<String, Read> found = new HashMap<>();
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new ByteArrayInputStream(archive), "ISO-8859-1")) {
            for (TarArchiveEntry entry = in.getNextEntry();
                    entry != null;
                    entry = in.getNextEntry()) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                if (entry.getRealSize() < MAX_READ_BYTES) {
                    digest.update(in.readAllBytes());
                }
                Read read = new Read(entry, HexFormat.of().formatHex(digest.digest()));
                assertThat(found.put(entry.getName(), read)).as(entry.getName()).isNull();
            }
        }
        return found;
    }

    private static Read take(Map<String, Read> found, ExpectedEntry expected) {
        byte[] path = expected.pathBytes();
        String end = expected.is("dir") && path.length > 1 ? "/" : "";
        String latin1 = "." + new String(path, StandardCharsets.ISO_8859_1) + end;
        String utf8 = "." + new String(path, StandardCharsets.UTF_8) + end;
        Read read = found.containsKey(latin1) ? found.remove(latin1) : found.remove(utf8);
        assertThat(read).as(expected.path()).isNotNull();
        return read;
    }

    private static void check(ExpectedEntry expected, Read read) {
        TarArchiveEntry entry = read.entry();
        assertThat(entry.isDirectory()).as(expected.path()).isEqualTo(expected.is("dir"));
        assertThat(entry.isSymbolicLink()).isEqualTo(expected.is("symlink"));
        assertThat(entry.isFIFO()).isEqualTo(expected.is("fifo"));
        assertThat(entry.isCharacterDevice()).isEqualTo(expected.is("char"));
        assertThat(entry.isBlockDevice()).isEqualTo(expected.is("block"));
        assertThat(entry.getMode()).isEqualTo(expected.permissions());
        assertThat(entry.getLongUserId()).isEqualTo(expected.uid());
        assertThat(entry.getLongGroupId()).isEqualTo(expected.gid());
        assertThat(entry.getLastModifiedTime().toMillis() / 1000)
                .isEqualTo(expected.mtimeSeconds());
        if (expected.is("symlink")) {
            byte[] target = Escaped.bytes(expected.detail().orElseThrow());
            assertThat(entry.getLinkName())
                    .isIn(
                            new String(target, StandardCharsets.ISO_8859_1),
                            new String(target, StandardCharsets.UTF_8));
        } else if (expected.is("char") || expected.is("block")) {
            assertThat(entry.getDevMajor() + "," + entry.getDevMinor())
                    .isEqualTo(expected.detail().orElseThrow());
        } else if (expected.is("file") && !entry.isLink()) {
            assertThat(entry.getRealSize()).isEqualTo(expected.sizeBytes().orElseThrow());
            if (entry.getRealSize() < MAX_READ_BYTES) {
                assertThat(read.sha256()).as(expected.path()).isEqualTo(expected.sha256().get());
            }
        }
    }

    @Override
    public void leftOut(TreePath path, IOException thrown) {
        throw new AssertionError(path.toString(), thrown);
    }

    @Override
    public void filledUp(TreePath path, IOException thrown) {
        throw new AssertionError(path.toString(), thrown);
    }

    @Override
    public void socket(TreePath path) {
        sockets.add(path.toString());
    }
}
