// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.ExpectedXattr;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.mount.protocol.Opcode;
import ext2cat.mount.protocol.Request;
import ext2cat.mount.serve.FakeKernel.Got;
import ext2cat.mount.serve.FakeKernel.Listed;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What a mount answers, without one. */
final class ServerTest {

    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int ENXIO = 6;
    private static final int ENOTDIR = 20;
    private static final int ERANGE = 34;
    private static final int ENAMETOOLONG = 36;
    private static final int ENOSYS = 38;
    private static final int ENODATA = 61;

    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;

    /** Where an answer to LOOKUP has the attributes, and where those have what. */
    private static final int ATTRIBUTES = 40;

    private static final int SIZE = 8;
    private static final int SECTORS = 16;
    private static final int MTIME = 32;
    private static final int MODE = 60;
    private static final int LINKS = 64;
    private static final int UID = 68;
    private static final int GID = 72;
    private static final int DEVICE = 76;

    @TempDir private Path folder;

    private Volume open(String image) throws IOException {
        return Volume.open(new TestImages().named(image).packed());
    }

    @Test
    void everyFileOfATreeIsFoundAndRead() throws Exception {
        for (String name : List.of("tour", "tree-default-1k", "tree-everything-1k", "htree-2k")) {
            TestImage image = new TestImages().named(name);
            try (Volume volume = Volume.open(image.packed())) {
                FakeKernel kernel = new FakeKernel(volume);
                Map<String, Long> nodes = new TreeMap<>();
                walk(kernel, Request.ROOT, "/", nodes);
                for (ExpectedEntry entry : image.expected()) {
                    Long node = nodes.remove(key(entry.pathBytes()));
                    if (!entry.path().equals("/")) {
                        assertThat(node).as(entry.path()).isNotNull();
                        check(kernel, node, entry);
                    }
                }
                assertThat(nodes).isEmpty();
                for (ExpectedXattr xattr : image.xattrs()) {
                    Got got =
                            kernel.xattr(
                                    kernel.node(key(Escaped.bytes(xattr.path()))),
                                    xattr.name(),
                                    65536);
                    assertThat(bytes(got)).as(xattr.name()).isEqualTo(Escaped.bytes(xattr.value()));
                }
                assertThat(kernel.said()).isEmpty();
            }
        }
    }

    private static void walk(FakeKernel kernel, long node, String path, Map<String, Long> nodes) {
        List<Listed> listed = kernel.list(node, Opcode.READDIRPLUS, 1 << 12);
        assertThat(listed).startsWith(listed.get(0)).extracting(Listed::name).contains(".", "..");
        for (Listed entry : listed) {
            if (!entry.name().equals(".") && !entry.name().equals("..")) {
                assertThat(nodes.put(path + entry.name(), entry.node())).isNull();
                assertThat(kernel.lookup(node, entry.name()).body().getLong(0))
                        .isEqualTo(entry.node());
                if (entry.type() == 4) {
                    walk(kernel, entry.node(), path + entry.name() + "/", nodes);
                }
            }
        }
    }

    private static void check(FakeKernel kernel, long node, ExpectedEntry entry) throws Exception {
        if (entry.is("hardlink")) {
            assertThat(kernel.node(key(Escaped.bytes(entry.detail().orElseThrow()))))
                    .isEqualTo(node);
            return;
        }
        ByteBuffer status = kernel.ask(Opcode.GETATTR, node, new byte[16]).body().slice(16, 88);
        status.order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(status.getInt(MODE) & 07777).as(entry.path()).isEqualTo(entry.permissions());
        assertThat(status.getInt(LINKS)).as(entry.path()).isEqualTo(entry.links());
        assertThat(Integer.toUnsignedLong(status.getInt(UID))).isEqualTo(entry.uid());
        assertThat(Integer.toUnsignedLong(status.getInt(GID))).isEqualTo(entry.gid());
        assertThat(status.getLong(MTIME)).as(entry.path()).isEqualTo(entry.mtimeSeconds());
        if (entry.is("symlink")) {
            assertThat(bytes(kernel.ask(Opcode.READLINK, node, new byte[0])))
                    .isEqualTo(Escaped.bytes(entry.detail().orElseThrow()));
        }
        if (entry.is("file")) {
            assertThat(status.getLong(SIZE)).isEqualTo(entry.sizeBytes().orElseThrow());
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(kernel.contents(node));
            assertThat(HexFormat.of().formatHex(digest)).isEqualTo(entry.sha256().orElseThrow());
        }
    }

    @Test
    void aDeviceHasTheNumberThatTheKernelDecodes() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            Got device = kernel.lookup(kernel.node("/dev"), "null");
            assertThat(device.body().getInt(ATTRIBUTES + DEVICE)).isEqualTo(1 << 8 | 3);
        }
    }

    @Test
    void whatIsNotThereIsSaidInTheWayThatTheKernelKeeps() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            Got none = kernel.lookup(Request.ROOT, "none");
            assertThat(none.errno()).isZero();
            assertThat(none.body().getLong(0)).as("node").isZero();
            assertThat(none.body().getLong(16)).as("valid for seconds").isGreaterThan(1 << 20);
            assertThat(kernel.lookup(kernel.node("/README.txt"), "x").errno()).isEqualTo(ENOTDIR);
            assertThat(kernel.lookup(Request.ROOT, "x".repeat(256)).errno())
                    .isEqualTo(ENAMETOOLONG);
            assertThat(kernel.said()).isEmpty();
        }
    }

    @Test
    void dotAndDotDotAreFoundForExports() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            long notes = kernel.node("/notes");
            assertThat(kernel.lookup(notes, ".").body().getLong(0)).isEqualTo(notes);
            assertThat(kernel.lookup(notes, "..").body().getLong(0)).isEqualTo(Request.ROOT);
        }
    }

    @Test
    void aListGoesOnWhereItEndedHoweverSmallItsParts() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            List<Listed> whole = kernel.list(Request.ROOT, Opcode.READDIR, 1 << 16);
            assertThat(whole).extracting(Listed::name).contains("README.txt", "snake", "..");
            assertThat(kernel.list(Request.ROOT, Opcode.READDIR, 48)).isEqualTo(whole);
            assertThat(kernel.list(Request.ROOT, Opcode.READDIRPLUS, 176))
                    .extracting(Listed::name)
                    .isEqualTo(whole.stream().map(Listed::name).toList());
        }
    }

    @Test
    void dataAndHolesAreFound() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            long node = kernel.node("/mostly-nothing"); // data in the first and the last block
            long size = 64 << 20;
            assertThat(kernel.seek(node, 0, SEEK_DATA).body().getLong()).isZero();
            assertThat(kernel.seek(node, 5, SEEK_HOLE).body().getLong()).isEqualTo(1024);
            assertThat(kernel.seek(node, 1024, SEEK_DATA).body().getLong()).isEqualTo(size - 1024);
            assertThat(kernel.seek(node, 2000, SEEK_HOLE).body().getLong()).isEqualTo(2000);
            assertThat(kernel.seek(node, size - 1, SEEK_HOLE).body().getLong()).isEqualTo(size);
            assertThat(kernel.seek(node, size, SEEK_HOLE).errno()).isEqualTo(ENXIO);
        }
    }

    @Test
    void aReadEndsWithTheFile() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            long node = kernel.node("/README.txt");
            assertThat(kernel.read(node, 460, 4096).body().remaining()).isEqualTo(6);
            assertThat(kernel.read(node, 466, 4096).body().remaining()).isZero();
            assertThat(kernel.read(node, 1 << 20, 4096).body().remaining()).isZero();
            assertThat(kernel.counts().reads()).isEqualTo(3);
            assertThat(kernel.counts().readBytes()).isEqualTo(6);
        }
    }

    @Test
    void attributesFitTheRoomOrSayHowMuchTheyNeed() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            long node = kernel.node("/notes/verse.txt");
            assertThat(kernel.xattr(node, "user.author", 0).body().getInt()).isEqualTo(11);
            assertThat(kernel.xattr(node, "user.author", 10).errno()).isEqualTo(ERANGE);
            assertThat(kernel.xattr(node, "user.none", 0).errno()).isEqualTo(ENODATA);
            assertThat(kernel.xattrs(node, 0).body().getInt()).isEqualTo(12);
            assertThat(bytes(kernel.xattrs(node, 100)))
                    .isEqualTo("user.author\0".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void aFileInItsInodeHasTheBlocksThatLinuxCounts() throws IOException {
        try (Volume volume = open("extents-1k")) {
            ByteBuffer file = new FakeKernel(volume).lookup(Request.ROOT, "hundred").body();
            assertThat(file.getLong(ATTRIBUTES + SIZE)).isEqualTo(100);
            assertThat(file.getLong(ATTRIBUTES + SECTORS)).isEqualTo(1);
        }
    }

    @Test
    void anImageWithoutAttributesHasAnEmptyListOfThem() throws IOException {
        try (Volume volume = open("maps-4k")) {
            FakeKernel kernel = new FakeKernel(volume);
            assertThat(bytes(kernel.xattrs(Request.ROOT, 100))).isEmpty();
            assertThat(kernel.xattr(Request.ROOT, "user.x", 0).errno()).isEqualTo(ENODATA);
        }
    }

    @Test
    void trustedAttributesAreShownToRootOnly() throws IOException {
        TestImage image = new TestImages().named("tree-everything-1k");
        ExpectedXattr trusted =
                image.xattrs().stream()
                        .filter(xattr -> xattr.name().startsWith("trusted."))
                        .findFirst()
                        .orElseThrow();
        try (Volume volume = Volume.open(image.packed())) {
            FakeKernel kernel = new FakeKernel(volume);
            long node = kernel.node(key(Escaped.bytes(trusted.path())));
            assertThat(text(kernel.xattrs(node, 65536))).contains(trusted.name() + "\0");
            assertThat(text(kernel.as(1000).xattrs(node, 65536))).doesNotContain("trusted.");
        }
    }

    @Test
    void nothingIsOpenedOrClosedAndNothingIsWritten() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            assertThat(kernel.ask(Opcode.OPEN, 12, new byte[8]).errno()).isEqualTo(ENOSYS);
            assertThat(kernel.ask(Opcode.OPENDIR, 1, new byte[8]).errno()).isEqualTo(ENOSYS);
            assertThat(kernel.ask(Opcode.OTHER, 1, new byte[8]).errno()).isEqualTo(ENOSYS);
            assertThat(kernel.ask(Opcode.RELEASE, 12, new byte[24]).errno()).isZero();
        }
    }

    @Test
    void aFileThatWasForgottenIsServedAgain() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            long node = kernel.node("/README.txt");
            byte[] lookups = FakeKernel.buffer(8).putLong(1).array();
            assertThat(kernel.send(Opcode.FORGET, node, lookups)).isEmpty();
            byte[] many =
                    FakeKernel.buffer(24).putInt(1).putInt(0).putLong(node).putLong(1).array();
            assertThat(kernel.send(Opcode.BATCH_FORGET, 0, many)).isEmpty();
            assertThat(kernel.contents(node)).hasSize(466);
        }
    }

    @Test
    void anInterruptOfWhatIsNotBeingAnsweredIsToComeAgain() throws IOException {
        try (Volume volume = open("tour")) {
            byte[] unique = FakeKernel.buffer(8).putLong(998).array();
            Got got = new FakeKernel(volume).ask(Opcode.INTERRUPT, 0, unique);
            assertThat(got.errno()).isEqualTo(11);
        }
    }

    @Test
    void ownersAndPermissionsAreThoseThatWereAskedFor() throws IOException {
        Ownership mine = new Ownership(OptionalLong.of(7), OptionalLong.of(8), OptionalInt.of(027));
        try (Volume volume = open("tour")) {
            ByteBuffer file =
                    new FakeKernel(volume, mine).lookup(Request.ROOT, "README.txt").body();
            assertThat(file.getInt(ATTRIBUTES + MODE)).isEqualTo(0100750);
            assertThat(file.getInt(ATTRIBUTES + UID)).isEqualTo(7);
            assertThat(file.getInt(ATTRIBUTES + GID)).isEqualTo(8);
        }
    }

    @Test
    void theFileSystemIsAsFullAsDfSays() throws IOException {
        try (Volume volume = open("tour")) {
            ByteBuffer got = new FakeKernel(volume).ask(Opcode.STATFS, 1, new byte[0]).body();
            assertThat(got.remaining()).isEqualTo(80);
            assertThat(List.of(got.getLong(0), got.getLong(8), got.getLong(24), got.getLong(32)))
                    .containsExactly(1523L, 1441L, 64L, 39L);
            assertThat(List.of(got.getInt(40), got.getInt(44))).containsExactly(1024, 255);
        }
    }

    @Test
    void aDamagedFileIsAnErrorAndALineAndTheNextIsServed() throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        int inode12 = 5 * 1024 + 11 * 128; // the table of inodes is in block 5
        ByteBuffer image = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        assertThat(image.getInt(inode12 + 4)).as("size of README.txt").isEqualTo(466);
        image.putInt(inode12 + 40, 0x7fffffff);
        try (Volume volume = Volume.open(Files.write(folder.resolve("damaged"), bytes))) {
            FakeKernel kernel = new FakeKernel(volume);
            assertThat(kernel.read(12, 0, 4096).errno()).isEqualTo(EIO);
            assertThat(kernel.said()).hasSize(1).first().asString().startsWith("12: ");
            assertThat(kernel.counts().failures()).isEqualTo(1);
            assertThat(kernel.contents(kernel.node("/man-page"))).hasSize(16384);
        }
    }

    @Test
    void aDamagedDirectoryShowsWhatCanBeReadAndThenFails() throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int entry = text.indexOf("snake", text.indexOf("README.txt")) - 8; // in the root
        bytes[entry + 4] = 7; // a length that no entry has
        try (Volume volume = Volume.open(Files.write(folder.resolve("damaged"), bytes))) {
            FakeKernel kernel = new FakeKernel(volume);
            List<Listed> listed = kernel.list(Request.ROOT, Opcode.READDIR, 1 << 16);
            assertThat(listed).extracting(Listed::name).contains("README.txt");
            byte[] end =
                    FakeKernel.buffer(40).putLong(0).putLong(listed.size()).putInt(4096).array();
            assertThat(kernel.ask(Opcode.READDIR, 1, end).errno()).isEqualTo(EIO);
            assertThat(kernel.lookup(Request.ROOT, "README.txt").errno()).isZero();
            assertThat(kernel.lookup(Request.ROOT, "none").errno()).isEqualTo(EIO);
            assertThat(kernel.said()).first().asString().contains("rec_len");
        }
    }

    @Test
    void anInodeThatIsNotThereIsAnError() throws IOException {
        try (Volume volume = open("tour")) {
            FakeKernel kernel = new FakeKernel(volume);
            assertThat(kernel.ask(Opcode.GETATTR, 1L << 40, new byte[16]).errno()).isEqualTo(EIO);
            assertThat(kernel.read(0, 0, 1).errno()).isEqualTo(EIO);
        }
    }

    private static byte[] bytes(Got got) {
        assertThat(got.errno()).isZero();
        return got.body().array();
    }

    private static String text(Got got) {
        return new String(bytes(got), StandardCharsets.ISO_8859_1);
    }

    private static String key(byte[] path) {
        return new String(path, StandardCharsets.ISO_8859_1);
    }
}
