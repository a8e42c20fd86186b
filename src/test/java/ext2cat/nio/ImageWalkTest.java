// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.images.ExpectedEntry;
import ext2cat.images.HostileCase;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Walks through images: all that is there is met, by its true name. */
final class ImageWalkTest {

    @TempDir private Path folder;

    static Stream<TestImage> images() throws IOException {
        return new TestImages().all().stream().filter(image -> !image.name().equals("far-4k"));
    }

    @ParameterizedTest
    @MethodSource("images")
    void theWalkOfEachImageIsItsListing(TestImage tested) throws IOException {
        List<ExpectedEntry> expected = tested.expected();
        try (FileSystem image = FileSystems.newFileSystem(tested.packed());
                Stream<Path> walk = Files.walk(image.getPath("/"))) {
            assertThat(sorted(walk.map(Path::toString)))
                    .isEqualTo(
                            sorted(expected.stream().map(entry -> PathText.of(entry.pathBytes()))));
        }
    }

    /** Recipes do not name the directory that mke2fs makes. */
    private static Set<String> sorted(Stream<String> names) {
        return names.filter(name -> !name.startsWith("/lost+found"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A path of a walk knows its inode; one of a string is looked up; they are the same file. */
    @Test
    void aPathOfAWalkAndOneOfItsTextLeadToOneFile() throws IOException {
        TestImage tested = new TestImages().named("tree-default-1k");
        try (FileSystem image = FileSystems.newFileSystem(tested.packed());
                Stream<Path> walk = Files.walk(image.getPath("/"))) {
            for (Path path : walk.toList()) {
                Path looked = image.getPath(path.toString());
                assertThat(looked).isEqualTo(path);
                assertThat(key(looked, LinkOption.NOFOLLOW_LINKS))
                        .isEqualTo(key(path, LinkOption.NOFOLLOW_LINKS));
                if (Files.exists(looked)) {
                    assertThat(key(path)).isEqualTo(key(looked));
                }
            }
        }
    }

    private static Object key(Path path, LinkOption... options) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, options).fileKey();
    }

    @Test
    void aDamagedDirectoryGivesWhatCanBeReadBeforeItSaysSo() throws IOException {
        Path made =
                new MadeImage(1024, 16)
                        .putDirectory(
                                2,
                                MadeImage.file(11, "one"),
                                MadeImage.file(11, "a/b"),
                                MadeImage.file(11, "two"),
                                MadeImage.file(11, "one"))
                        .putFile(11, 2, "text")
                        .write(folder.resolve("made.img"));
        try (FileSystem image = FileSystems.newFileSystem(made);
                DirectoryStream<Path> entries = Files.newDirectoryStream(image.getPath("/"))) {
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> entries.forEach(path -> names.add(path.toString())))
                    .isInstanceOf(DirectoryIteratorException.class)
                    .cause()
                    .hasMessageContaining("no file can have the name")
                    .satisfies(cause -> assertThat(cause.getSuppressed()).hasSize(1));
            assertThat(names).containsExactly("/one", "/two");
        }
    }

    @Test
    @Timeout(30)
    void aDirectoryInItselfIsNotEntered() throws IOException {
        Path made =
                new MadeImage(1024, 16)
                        .putDirectory(2, MadeImage.directory(11, "a"))
                        .putDirectory(11, MadeImage.directory(12, "b"))
                        .putDirectory(12, MadeImage.directory(11, "a"), MadeImage.directory(2, "r"))
                        .write(folder.resolve("made.img"));
        List<IOException> failures = new ArrayList<>();
        try (FileSystem image = FileSystems.newFileSystem(made)) {
            Files.walkFileTree(image.getPath("/"), new Reader(failures));
        }
        assertThat(failures)
                .hasSize(2)
                .allMatch(failure -> failure instanceof FileSystemLoopException);
    }

    static Stream<HostileCase> hostileCases() throws IOException {
        return new TestImages().hostile().stream();
    }

    @ParameterizedTest
    @MethodSource("hostileCases")
    @Timeout(30)
    void noDamagedImageEndsAWalkInAnythingButAnIOException(HostileCase damaged) throws IOException {
        Path file = Files.write(folder.resolve("damaged.img"), damaged.bytes());
        List<IOException> failures = new ArrayList<>();
        try (FileSystem image = FileSystems.newFileSystem(file)) {
            Files.walkFileTree(image.getPath("/"), new Reader(failures));
        } catch (IOException | ProviderNotFoundException e) {
            return; // it is not opened
        }
        assertThat(failures).doesNotContainNull();
    }

    /** Reads the beginning of each file. */
    private static final class Reader extends SimpleFileVisitor<Path> {

        private final List<IOException> failures;

        Reader(List<IOException> failures) {
            this.failures = failures;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            try {
                Files.readAttributes(file, "ext2:flags,xattrs", LinkOption.NOFOLLOW_LINKS);
                if (attributes.isRegularFile() && attributes.size() < 1 << 20) {
                    Files.readAllBytes(file);
                } else if (attributes.isSymbolicLink()) {
                    Files.readSymbolicLink(file);
                }
            } catch (IOException e) {
                failures.add(e);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException thrown) {
            failures.add(thrown);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException thrown) {
            if (thrown != null) {
                failures.add(thrown);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
