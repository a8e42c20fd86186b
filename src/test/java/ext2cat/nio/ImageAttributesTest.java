// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.InodeFlag;
import ext2cat.images.Escaped;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.ExpectedXattr;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.StatFs;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an image says of its files beside their bytes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ImageAttributesTest {

    private TestImage tree;
    private FileSystem image;

    @BeforeAll
    void open() throws IOException {
        tree = new TestImages().named("tree-inode256-2k");
        image = FileSystems.newFileSystem(tree.packed());
    }

    @AfterAll
    void close() throws IOException {
        image.close();
    }

    private Path at(String escaped) {
        return image.getPath(PathText.of(Escaped.bytes(escaped)));
    }

    @Test
    void everyInodeSaysWhatTheRecipeGaveIt() throws IOException {
        for (ExpectedEntry entry : tree.expected()) {
            if (entry.is("hardlink")) {
                continue;
            }
            Path path = at(entry.path());
            PosixFileAttributes posix =
                    Files.readAttributes(
                            path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            assertThat(posix.owner().getName()).isEqualTo(Long.toString(entry.uid()));
            assertThat(posix.group().getName()).isEqualTo(Long.toString(entry.gid()));
            assertThat(posix.isOther())
                    .isEqualTo(!List.of("file", "dir", "symlink").contains(entry.type()));
            Map<String, Object> unix =
                    Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
            assertThat((int) unix.get("mode") & 07777).isEqualTo(entry.permissions());
            assertThat(unix.get("nlink")).isEqualTo(entry.links());
            assertThat(unix.get("uid")).isEqualTo((int) entry.uid());
            assertThat(((FileTime) unix.get("lastModifiedTime")).toInstant().getEpochSecond())
                    .isEqualTo(entry.mtimeSeconds());
            if (entry.is("char") || entry.is("block")) {
                String[] device = entry.detail().orElseThrow().split(",");
                long major = Long.parseLong(device[0]);
                long minor = Long.parseLong(device[1]);
                assertThat(unix.get("rdev"))
                        .isEqualTo(minor & 0xff | major << 8 | (minor & ~0xffL) << 12);
            }
        }
    }

    @Test
    void userAttributesAreThoseOfTheRecipe() throws IOException {
        int seen = 0;
        for (ExpectedXattr xattr : tree.xattrs()) {
            Path path = at(xattr.path());
            byte[] value = Escaped.bytes(xattr.value());
            String name = PathText.of(Escaped.bytes(xattr.name()));
            if (name.startsWith("user.")) {
                String ending = name.substring("user.".length());
                UserDefinedFileAttributeView view =
                        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
                assertThat(view.list()).contains(ending);
                ByteBuffer read = ByteBuffer.allocate(view.size(ending) + 3);
                assertThat(view.read(ending, read)).isEqualTo(value.length);
                assertThat(Arrays.copyOf(read.array(), value.length)).isEqualTo(value);
                assertThat((byte[]) Files.getAttribute(path, "user:" + ending)).isEqualTo(value);
                seen++;
            }
        }
        assertThat(seen).isGreaterThan(2);
    }

    @Test
    void anAttributeThatIsNotThereIsRefused() {
        Path file = image.getPath("/hello.txt");
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        assertThatThrownBy(() -> view.size("none")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> view.delete("none"))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.getAttribute(file, "basic:none"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Files.getAttribute(file, "dos:hidden"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theInodeItselfIsShown() throws IOException {
        Path file = image.getPath("/5000-bytes");
        Map<String, Object> ext2 = Files.readAttributes(file, "ext2:*");
        assertThat(ext2)
                .containsEntry("flagBits", 0L)
                .containsEntry("flags", Set.<InodeFlag>of())
                .containsEntry("blocks", 12L)
                .containsKeys("generation", "version", "project", "crtime", "xattrs");
        @SuppressWarnings("unchecked")
        List<List<Long>> extents = (List<List<Long>>) ext2.get("extents");
        assertThat(extents.getFirst().getFirst()).isZero();
        assertThat(extents.stream().mapToLong(List::getLast).sum()).isEqualTo(6144);
        byte[] whole;
        try (Volume volume = Volume.open(tree.packed())) {
            whole = new byte[5000];
            volume.device().read(extents.getFirst().get(1), MemorySegment.ofArray(whole));
        }
        assertThat(whole).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void viewsAreReadAndNeverWritten() throws IOException {
        Path file = image.getPath("/hello.txt");
        PosixFileAttributeView posix =
                Files.getFileAttributeView(file, PosixFileAttributeView.class);
        FileOwnerAttributeView owner =
                Files.getFileAttributeView(file, FileOwnerAttributeView.class);
        assertThat(posix.name()).isEqualTo("posix");
        assertThat(owner.name()).isEqualTo("owner");
        assertThat(owner.getOwner()).isEqualTo(posix.readAttributes().owner());
        assertThat(owner.getOwner())
                .isEqualTo(image.getUserPrincipalLookupService().lookupPrincipalByName("0"));
        assertThatThrownBy(
                        () -> image.getUserPrincipalLookupService().lookupPrincipalByName("root"))
                .isInstanceOf(UserPrincipalNotFoundException.class);
        assertThatThrownBy(() -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.writeString(file, "no"))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.delete(file))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThatThrownBy(() -> Files.copy(file, image.getPath("/copy")))
                .isInstanceOf(ReadOnlyFileSystemException.class);
        assertThat(Files.isWritable(file)).isFalse();
        assertThat(Files.isExecutable(file)).isFalse();
        assertThatThrownBy(
                        () -> file.getFileSystem().provider().checkAccess(file, AccessMode.WRITE))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void theStoreHasTheFiguresOfDf() throws IOException {
        FileStore store = Files.getFileStore(image.getPath("/hello.txt"));
        try (Volume volume = Volume.open(tree.packed())) {
            StatFs figures = StatFs.of(volume);
            assertThat(store.getTotalSpace()).isEqualTo(figures.blocks() * 2048);
            assertThat(store.getUnallocatedSpace()).isEqualTo(figures.freeBlocks() * 2048);
            assertThat(store.getUsableSpace()).isEqualTo(figures.availableBlocks() * 2048);
            assertThat(store.getAttribute("ext2:freeInodes")).isEqualTo(figures.freeInodes());
        }
        assertThat(store.getBlockSize()).isEqualTo(2048);
        assertThat(store.type()).isEqualTo("ext2");
        assertThat(store.isReadOnly()).isTrue();
        assertThat(store.getAttribute("ext2:warnings")).isEqualTo(List.of());
        assertThat(store.supportsFileAttributeView("ext2")).isTrue();
        assertThat(store.supportsFileAttributeView(UserDefinedFileAttributeView.class)).isTrue();
    }
}
