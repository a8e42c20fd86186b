// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every file system of Java's that holds the tree of the image {@code tree-default-1k} must
 * answer. It is asked of the image, and of copies of the tree in file systems of others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FileTreeContract {

    private Path root;
    private List<ExpectedEntry> expected;

    /** The directory that holds the tree. */
    abstract Path open(TestImage image, Path folder) throws IOException;

    abstract void close() throws IOException;

    @BeforeAll
    void begin(@TempDir Path folder) throws IOException {
        TestImage image = new TestImages().named("tree-default-1k");
        root = open(image, folder);
        // Only what every file system can hold.
        expected =
                image.expected().stream()
                        .filter(
                                entry ->
                                        Set.of("file", "dir", "symlink", "hardlink")
                                                .contains(entry.type()))
                        .filter(entry -> isUtf8(entry.pathBytes()))
                        .toList();
        assertThat(expected).hasSizeGreaterThan(250);
    }

    @AfterAll
    void end() throws IOException {
        close();
    }

    static boolean isUtf8(byte[] name) {
        return !new String(name, StandardCharsets.UTF_8).contains("\ufffd");
    }

    private static String text(ExpectedEntry entry) {
        return PathText.of(entry.pathBytes());
    }

    private Path at(ExpectedEntry entry) {
        return at(text(entry).substring(1));
    }

    private Path at(String relative) {
        return root.resolve(relative);
    }

    /** The path below the root, with a slash before it. */
    private String below(Path path) {
        return "/" + root.relativize(path).toString();
    }

    private Set<String> expectedPaths() {
        return expected.stream()
                .map(FileTreeContract::text)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> kept(Stream<Path> walked) {
        Set<String> expectedPaths = expectedPaths();
        return walked.map(this::below)
                .filter(expectedPaths::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private ExpectedEntry largest() {
        return expected.stream()
                .filter(entry -> entry.is("file") && entry.sizeBytes().getAsLong() < 1 << 20)
                .max(Comparator.comparingLong(entry -> entry.sizeBytes().getAsLong()))
                .orElseThrow();
    }

    @Test
    void aWalkMeetsEveryName() throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            assertThat(kept(walk)).isEqualTo(expectedPaths());
        }
        try (Stream<Path> found =
                Files.find(root, 1, (_, attributes) -> attributes.isDirectory())) {
            assertThat(kept(found))
                    .isEqualTo(
                            expected.stream()
                                    .filter(
                                            entry ->
                                                    entry.is("dir")
                                                            && entry.path().lastIndexOf('/') == 0)
                                    .map(FileTreeContract::text)
                                    .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    @Test
    void everyFileHasItsBytes() throws IOException, NoSuchAlgorithmException {
        for (ExpectedEntry entry : expected) {
            if (entry.is("file") && entry.sizeBytes().getAsLong() < 8 << 20) {
                byte[] bytes = Files.readAllBytes(at(entry));
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
                assertThat(HexFormat.of().formatHex(hash)).isEqualTo(entry.sha256().orElseThrow());
                assertThat(Files.size(at(entry))).isEqualTo(bytes.length);
            }
        }
    }

    @Test
    void attributesAreThoseOfTheTree() throws IOException {
        for (ExpectedEntry entry : expected) {
            if (entry.is("hardlink")) {
                continue;
            }
            BasicFileAttributes attributes =
                    Files.readAttributes(
                            at(entry), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            assertThat(attributes.isRegularFile()).isEqualTo(entry.is("file"));
            assertThat(attributes.isDirectory()).isEqualTo(entry.is("dir"));
            assertThat(attributes.isSymbolicLink()).isEqualTo(entry.is("symlink"));
            assertThat(attributes.isOther()).isFalse();
            if (entry.is("file")) {
                assertThat(attributes.size()).isEqualTo(entry.sizeBytes().getAsLong());
                assertThat(attributes.lastModifiedTime().toInstant().getEpochSecond())
                        .isEqualTo(entry.mtimeSeconds());
            }
            assertThat(Files.getAttribute(at(entry), "isDirectory", LinkOption.NOFOLLOW_LINKS))
                    .isEqualTo(entry.is("dir"));
        }
    }

    @Test
    void aVisitorEntersAndLeavesEachDirectory() throws IOException {
        List<String> entered = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path directory, BasicFileAttributes attributes) {
                        entered.add(below(directory));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path directory, IOException thrown) {
                        assertThat(thrown).isNull();
                        left.add(below(directory));
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertThat(entered.getFirst()).isEqualTo("/");
        assertThat(left.getLast()).isEqualTo("/");
        assertThat(left).containsExactlyInAnyOrderElementsOf(entered);
        assertThat(left.indexOf("/d1/d2")).isLessThan(left.indexOf("/d1"));
    }

    @Test
    void symlinksLeadWhereTheyShould() throws IOException {
        int followed = 0;
        for (ExpectedEntry entry : expected) {
            if (!entry.is("symlink")) {
                continue;
            }
            Path link = at(entry);
            String target = PathText.of(Escaped.bytes(entry.detail().orElseThrow()));
            assertThat(Files.readSymbolicLink(link).toString())
                    .isEqualTo(root.getFileSystem().getPath(target).toString());
            String resolves = entry.resolves().orElse("-");
            Path way = root.relativize(link.getParent()).resolve(target).normalize();
            if (target.startsWith("/") || way.startsWith("..")) {
                continue; // leads out of a copy that lies in a directory
            }
            if (resolves.equals("loop")) {
                assertThatThrownBy(() -> Files.readAllBytes(link)).isInstanceOf(IOException.class);
                assertThatThrownBy(link::toRealPath).isInstanceOf(IOException.class);
            } else if (resolves.equals("missing")) {
                assertThat(Files.exists(link)).isFalse();
                assertThat(Files.exists(link, LinkOption.NOFOLLOW_LINKS)).isTrue();
            } else if (resolves.startsWith("/")) {
                Path real = at(PathText.of(Escaped.bytes(resolves)).substring(1));
                if (Files.exists(real)) {
                    assertThat(link.toRealPath()).isEqualTo(real.toRealPath());
                    assertThat(Files.isSameFile(link, real)).isTrue();
                    followed++;
                }
            }
        }
        assertThat(followed).isPositive();
    }

    @Test
    void hardLinksAreOneFile() throws IOException {
        int seen = 0;
        for (ExpectedEntry entry : expected) {
            if (entry.is("hardlink")) {
                Path first =
                        at(PathText.of(Escaped.bytes(entry.detail().orElseThrow())).substring(1));
                assertThat(Files.isSameFile(at(entry), first)).isTrue();
                assertThat(key(at(entry))).isEqualTo(key(first)).isNotEqualTo(key(root));
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    private static Object key(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        Path file = at(largest());
        Path missing = at("no such file");
        assertThatThrownBy(() -> Files.size(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
        assertThatThrownBy(() -> Files.newByteChannel(missing))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newDirectoryStream(missing))
                .isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(missing::toRealPath).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> Files.newDirectoryStream(file))
                .isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> Files.readSymbolicLink(file)).isInstanceOf(NotLinkException.class);
        assertThatThrownBy(() -> Files.size(file.resolve("below")))
                .isInstanceOf(FileSystemException.class);
        assertThat(Files.exists(file.resolve("below"))).isFalse();
    }

    @Test
    void globsFilterADirectory() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root, "*-bytes")) {
            List<String> names = new ArrayList<>();
            entries.forEach(path -> names.add(path.getFileName().toString()));
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream()
                                    .map(FileTreeContract::text)
                                    .filter(
                                            text ->
                                                    text.lastIndexOf('/') == 0
                                                            && text.endsWith("-bytes"))
                                    .map(text -> text.substring(1))
                                    .toList())
                    .isNotEmpty();
        }
    }

    @Test
    void aStreamOfADirectoryGivesOneIterator() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at("d1"))) {
            assertThat(entries.iterator().next()).isEqualTo(at("d1/d2"));
            assertThatThrownBy(entries::iterator).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @SuppressWarnings("try") // it is closed in the middle of the test
    void channelsReadAtAnyPosition() throws IOException {
        Path file = at(largest());
        byte[] bytes = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(channel.size()).isEqualTo(bytes.length);
            ByteBuffer buffer = ByteBuffer.allocate(1000);
            assertThat(channel.read(buffer, 4000)).isEqualTo(1000);
            assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(bytes, 4000, 5000));
            assertThat(channel.position()).isZero();
            assertThat(channel.read(buffer.clear(), bytes.length - 7)).isEqualTo(7);
            assertThat(channel.read(buffer.clear(), bytes.length)).isEqualTo(-1);
            assertThat(channel.position(bytes.length + 9).read(buffer.clear())).isEqualTo(-1);
            ByteBuffer[] parts = {ByteBuffer.allocate(10), ByteBuffer.allocateDirect(5000)};
            assertThat(channel.position(1).read(parts)).isEqualTo(5010);
            assertThat(channel.position()).isEqualTo(5011);
            assertThat(parts[1].get(4999)).isEqualTo(bytes[5010]);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(channel.transferTo(100, Long.MAX_VALUE, Channels.newChannel(out)))
                    .isEqualTo(bytes.length - 100);
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 100, bytes.length));
            assertThat(channel.transferTo(bytes.length + 1, 1, Channels.newChannel(out))).isZero();
            assertThatThrownBy(() -> channel.write(buffer))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.read(buffer, -1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.position(-1))
                    .isInstanceOf(IllegalArgumentException.class);
            channel.close();
            assertThat(channel.isOpen()).isFalse();
            assertThatThrownBy(() -> channel.read(buffer))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer all = ByteBuffer.allocate(bytes.length);
            while (all.hasRemaining() && channel.read(all) >= 0) {}
            assertThat(all.array()).isEqualTo(bytes);
        }
    }

    @Test
    void filesAreComparedAndCopied(@TempDir Path folder) throws IOException {
        Path file = at(largest());
        Path copy = folder.resolve("copy");
        Files.copy(file, copy);
        assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
        try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[] {(byte) ~Files.readAllBytes(file)[4444]}), 4444);
        }
        assertThat(Files.mismatch(file, copy)).isEqualTo(4444);
        assertThat(Files.isReadable(file)).isTrue();
        assertThat(Files.isExecutable(root)).isTrue();
    }

    @Test
    void aLoopOfDirectoriesIsSeenWhenLinksAreFollowed() throws IOException {
        List<Throwable> failures = new ArrayList<>();
        Files.walkFileTree(
                root,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                Integer.MAX_VALUE,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException thrown) {
                        failures.add(thrown);
                        return FileVisitResult.CONTINUE;
                    }
                });
        assertThat(failures).hasAtLeastOneElementOfType(FileSystemLoopException.class);
    }
}
