// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

import ext2cat.disk.CorruptImageException;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.nio.file.StandardOpenOption;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How an image becomes a file system, and how it ends. */
final class OpeningTest {

    @TempDir private Path folder;

    private Path tour() throws IOException {
        return new TestImages().named("tour").expandInto(folder);
    }

    private static URI uri(Path image) {
        return URI.create("ext2:" + image.toUri() + "!/");
    }

    @Test
    void theProviderIsInstalled() {
        assertThat(FileSystemProvider.installedProviders())
                .extracting(FileSystemProvider::getScheme)
                .contains("ext2");
    }

    @Test
    void anImageIsOpenedByItsPath() throws IOException {
        try (FileSystem image = FileSystems.newFileSystem(tour())) {
            assertThat(Files.readString(image.getPath("/notes/café.txt"))).startsWith("un café");
            assertThat(image.isReadOnly()).isTrue();
            assertThat(image.getRootDirectories()).containsExactly(image.getPath("/"));
        }
    }

    @Test
    void anImageIsOpenedByItsUriOnce() throws IOException {
        Path file = tour();
        try (FileSystem image = FileSystems.newFileSystem(uri(file), Map.of())) {
            Path cafe = image.getPath("/notes/café.txt");
            assertThat(Path.of(cafe.toUri())).isEqualTo(cafe);
            assertThat(cafe.toUri().toString()).endsWith("tour.img!/notes/caf%C3%A9.txt");
            assertThat(image.getPath("notes").toUri().toString()).endsWith("!/notes/");
            assertThat(FileSystems.getFileSystem(uri(file))).isSameAs(image);
            assertThatThrownBy(() -> FileSystems.newFileSystem(uri(file), Map.of()))
                    .isInstanceOf(FileSystemAlreadyExistsException.class);
        }
        assertThatThrownBy(() -> FileSystems.getFileSystem(uri(file)))
                .isInstanceOf(FileSystemNotFoundException.class);
        assertThatThrownBy(() -> Path.of(uri(file)))
                .isInstanceOf(FileSystemNotFoundException.class);
        FileSystems.newFileSystem(uri(file), Map.of()).close();
    }

    @Test
    void whatIsNoImageIsLeftToOthers() throws IOException {
        Path zip = folder.resolve("zipped.img");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("tour.img"));
            Files.copy(tour(), out);
        }
        Path text = Files.writeString(folder.resolve("text"), "no image\n".repeat(1000));
        FileSystemProvider provider = new Ext2FileSystemProvider();
        for (Path other : List.of(zip, text, folder)) {
            assertThatThrownBy(() -> provider.newFileSystem(other, Map.of()))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        try (FileSystem opened = FileSystems.newFileSystem(zip)) {
            assertThat(opened.provider().getScheme()).isEqualTo("jar");
        }
        assertThatThrownBy(() -> FileSystems.newFileSystem(text))
                .isInstanceOf(ProviderNotFoundException.class);
        assertThatThrownBy(() -> FileSystems.newFileSystem(uri(text), Map.of()))
                .isInstanceOf(CorruptImageException.class);
    }

    @Test
    void aClassLoaderMayHaveTheProvider() throws IOException {
        try (FileSystem image =
                FileSystems.newFileSystem(tour(), Map.of(), OpeningTest.class.getClassLoader())) {
            assertThat(Files.isDirectory(image.getPath("notes"))).isTrue();
        }
    }

    @Test
    void theEnvironmentSaysWhereAndHow() throws IOException {
        byte[] tour = new TestImages().named("tour").bytes();
        Path moved = folder.resolve("moved.img");
        try (FileChannel out =
                FileChannel.open(moved, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(tour), 12_345);
        }
        for (Object offset : List.of(12_345, 12_345L, "12345")) {
            try (FileSystem image = FileSystems.newFileSystem(moved, Map.of("offset", offset))) {
                assertThat(Files.exists(image.getPath("/notes"))).isTrue();
            }
        }
        try (FileSystem image =
                FileSystems.newFileSystem(
                        tour(), Map.of("superblock", "1", "strict", true, "create", "true"))) {
            assertThat(Files.exists(image.getPath("/notes"))).isTrue();
        }
        for (Map<String, ?> wrong :
                List.of(
                        Map.of("offset", "a"),
                        Map.of("offset", -1),
                        Map.of("strict", "maybe"),
                        Map.of("offset", 0, "partition", "1"))) {
            assertThatThrownBy(() -> FileSystems.newFileSystem(moved, wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theJournalIsReplayedUnlessTheEnvironmentSaysNo() throws IOException {
        Path image = new TestImages().named("ext3-recover-1k").packed();
        try (FileSystem newest = FileSystems.newFileSystem(image);
                FileSystem asItLies = FileSystems.newFileSystem(image, Map.of("replay", false))) {
            assertThat(Files.mismatch(newest.getPath("/changed"), asItLies.getPath("/changed")))
                    .isNotNegative();
            assertThat(
                            (String)
                                    newest.getFileStores()
                                            .iterator()
                                            .next()
                                            .getAttribute("ext2:replayed"))
                    .isNotEmpty();
        }
    }

    @Test
    void anImageMayLieInAnyFileSystem() throws IOException {
        byte[] tour = new TestImages().named("tour").bytes();
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path file = Files.write(memory.getPath("/disk.img"), tour);
            try (FileSystem image = FileSystems.newFileSystem(uri(file), Map.of())) {
                assertThat(Path.of(image.getPath("/notes").toUri()))
                        .isEqualTo(image.getPath("/notes"));
                assertThat(Files.exists(image.getPath("/notes/café.txt"))).isTrue();
            }
        }
    }

    @Test
    void anImageMayLieInAnImage() throws IOException {
        Path inner =
                new MadeImage(1024, 16)
                        .putDirectory(2, MadeImage.file(11, "hello"))
                        .putFile(11, 1, "hello, inner world")
                        .write(folder.resolve("inner.img"));
        Path file = outer(Files.readAllBytes(inner));
        try (FileSystem outer = FileSystems.newFileSystem(uri(file), Map.of());
                FileSystem image =
                        FileSystems.newFileSystem(uri(outer.getPath("/inner.img")), Map.of())) {
            Path hello = image.getPath("/hello");
            assertThat(Files.readString(hello)).isEqualTo("hello, inner world");
            assertThat(hello.toUri().toString()).contains("outer.img!/inner.img!/hello");
            assertThat(Files.readString(Path.of(hello.toUri()))).isEqualTo("hello, inner world");
        }
    }

    /** An image in which {@code /inner.img} has these bytes. */
    private Path outer(byte[] inner) throws IOException {
        return new MadeImage(8192, 16)
                .putDirectory(2, MadeImage.file(11, "inner.img"))
                .putBytes(11, 1, inner)
                .write(folder.resolve("outer.img"));
    }

    @Test
    void afterItsEndNothingCanBeAskedOfIt() throws IOException {
        FileSystem image = FileSystems.newFileSystem(tour());
        Path cafe = image.getPath("/notes/café.txt");
        FileChannel channel = FileChannel.open(cafe);
        DirectoryStream<Path> entries = Files.newDirectoryStream(image.getPath("/notes"));
        image.close();
        image.close();

        assertThat(image.isOpen()).isFalse();
        assertThat(channel.isOpen()).isFalse();
        assertThat(entries.iterator().hasNext()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(() -> Files.readAllBytes(cafe))
                .isInstanceOf(ClosedFileSystemException.class);
        assertThatThrownBy(() -> Files.size(cafe)).isInstanceOf(ClosedFileSystemException.class);
        assertThatThrownBy(() -> Files.newDirectoryStream(image.getPath("/")))
                .isInstanceOf(ClosedFileSystemException.class);
        assertThatThrownBy(() -> Files.getFileStore(cafe))
                .isInstanceOf(ClosedFileSystemException.class);
        assertThat(cafe.getParent()).hasToString("/notes");
    }
}
