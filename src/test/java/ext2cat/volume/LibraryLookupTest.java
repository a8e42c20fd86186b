// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImages;
import ext2cat.volume.path.ImagePath;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Finding, listing and walking, and what is said of each file. */
final class LibraryLookupTest {

    private static Volume volume;

    @BeforeAll
    static void open() throws IOException {
        volume = Volume.open(new TestImages().named("tour").packed());
    }

    @AfterAll
    static void close() throws IOException {
        volume.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/notes/lost, java.nio.file.NoSuchFileException",
        "/nowhere, java.nio.file.NoSuchFileException",
        "/no/such/folder, java.nio.file.NoSuchFileException",
        "/README.txt/x, java.nio.file.NotDirectoryException",
        "/README.txt/, java.nio.file.NotDirectoryException",
        "/snake, java.nio.file.FileSystemLoopException"
    })
    void whatIsNotThereIsTheSameExceptionEverywhere(String path, Class<?> expected) {
        List<ThrowingCallable> ways =
                List.of(
                        () -> volume.lookup(path),
                        () -> volume.walk(path, 1),
                        () -> ImagePath.typed(path).lookup(volume),
                        () -> ImagePath.typed(path).locate(volume));
        for (ThrowingCallable way : ways) {
            assertThatThrownBy(way).isExactlyInstanceOf(expected).hasMessageContaining(path);
        }
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        assertThat(volume.find("/notes/lost")).isEmpty();
        assertThat(volume.find("/README.txt/x")).isEmpty();
        assertThat(volume.find("/notes/latest")).contains(volume.lookup("/notes/verse.txt"));
        assertThatThrownBy(() -> volume.find("/snake"))
                .isExactlyInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void filesAreEqualByVolumeAndNumber() throws IOException {
        Inode file = volume.lookup("/README.txt");
        assertThat(volume.lookup("/notes/README")).isEqualTo(file).hasSameHashCodeAs(file);
        assertThat(volume.lookup("/man-page")).isNotEqualTo(file);
        try (Volume other = Volume.open(new TestImages().named("tour").packed())) {
            assertThat(other.lookup("/README.txt")).isNotEqualTo(file);
        }
    }

    @Test
    void aFileSaysWhatItIs() throws IOException {
        Inode file = volume.lookup("/notes/verse.txt");
        assertThat(file.sizeBytes()).isEqualTo(168);
        assertThat(file.type()).isEqualTo(FileType.REGULAR);
        assertThat(PosixFilePermissions.toString(file.permissions())).isEqualTo("rw-r--r--");
        assertThat(file.owner()).isEqualTo(1000);
        assertThat(file.group()).isEqualTo(1000);
        assertThat(file.modifiedTime()).isEqualTo(Instant.ofEpochSecond(1735689600));
        assertThat(file.accessTime()).isEqualTo(file.disk().times().of(InodeTime.ATIME));
        assertThat(file.changeTime()).isEqualTo(file.disk().times().of(InodeTime.CTIME));
        assertThat(file.xattrs())
                .extracting(Xattr::fullName, Xattr::value)
                .containsExactly(
                        tuple("user.author", "a bystander".getBytes(StandardCharsets.UTF_8)));
        assertThat(file)
                .hasToString("inode %d of %s (regular file of 168 bytes)", file.number(), volume);
        assertThat(PosixFilePermissions.toString(volume.lookup("/lost+found").permissions()))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryIsListedByName() throws IOException {
        List<TreeEntry> entries = volume.lookup("/notes").list();
        assertThat(entries)
                .map(TreeEntry::toString)
                .containsExactly("/README", "/café.txt", "/latest", "/verse.txt");
        assertThat(entries.getFirst().inode()).isEqualTo(volume.lookup("/README.txt"));
        assertThatThrownBy(() -> volume.lookup("/README.txt").list())
                .isExactlyInstanceOf(NotDirectoryException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/notes, 0, /notes",
        "/notes, 1, /notes /notes/README /notes/café.txt /notes/latest /notes/verse.txt",
        "/notes/latest, 9, /notes/verse.txt",
        "/dev/., 2147483647, /dev /dev/null /dev/pipe",
        "/, 1, / /README.txt /backwards /dev /fragments /lost+found /man-page /mostly-nothing"
                + " /notes /nowhere /snake"
    })
    void aWalkGoesAsDeepAsItIsTold(String path, int depth, String expected) throws IOException {
        try (Stream<TreeEntry> files = volume.walk(path, depth)) {
            assertThat(files.map(TreeEntry::toString))
                    .containsExactlyInAnyOrder(expected.split(" "));
        }
    }

    @Test
    void aDirectoryComesBeforeWhatItHolds() throws IOException {
        try (Stream<TreeEntry> files = volume.walk("/", Integer.MAX_VALUE)) {
            List<String> paths = files.map(TreeEntry::toString).toList();
            assertThat(paths).hasSize(17).startsWith("/");
            assertThat(paths.indexOf("/notes")).isLessThan(paths.indexOf("/notes/verse.txt"));
        }
    }

    @Test
    void aClosedWalkGivesNothingMore() throws IOException {
        Iterator<TreeEntry> entries;
        try (Stream<TreeEntry> files = volume.walk("/", 9)) {
            entries = files.iterator();
            assertThat(entries.next()).hasToString("/");
        }
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(() -> volume.walk("/", -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void damageIsThrownInItsTurnAndTheWalkCanGoOn(@TempDir Path folder) throws IOException {
        Path image =
                new MadeImage(1024, 32)
                        .putDirectory(
                                2, MadeImage.directory(11, "round"), MadeImage.file(13, "file"))
                        .putDirectory(11, MadeImage.directory(2, "up"), MadeImage.file(13, "deep"))
                        .putFile(13, 2, "contents")
                        .write(folder.resolve("image"));
        try (Volume damaged = Volume.open(image);
                Stream<TreeEntry> files = damaged.walk("/", 9)) {
            Iterator<TreeEntry> entries = files.iterator();
            assertThat(List.of(next(entries), next(entries), next(entries)))
                    .containsExactly("/", "/round", "/round/up");
            assertThatThrownBy(entries::next)
                    .isExactlyInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("/round/up: ")
                    .hasCauseInstanceOf(CorruptImageException.class);
            assertThat(List.of(next(entries), next(entries)))
                    .containsExactly("/round/deep", "/file");
            assertThat(entries.hasNext()).isFalse();
        }
    }

    private static String next(Iterator<TreeEntry> entries) {
        return entries.next().toString();
    }
}
