// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.DeviceNumber;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every name of every image is what the tree has from which the image was made. */
final class SoundImagesTest {

    /** Longer files are compared by what was written to them. */
    private static final long MOST_HASHED_BYTES = 16 << 20;

    static Stream<Arguments> imagesAndCarriers() throws IOException {
        return new TestImages()
                .all().stream()
                        .flatMap(
                                image ->
                                        Stream.of(Carrier.values())
                                                .map(carrier -> Arguments.of(image, carrier)));
    }

    @ParameterizedTest
    @MethodSource("imagesAndCarriers")
    void everyEntryIsThatOfTheTree(TestImage image, Carrier carrier, @TempDir Path folder)
            throws Exception {
        Map<String, List<WrittenExtent>> extents =
                image.extents().stream().collect(Collectors.groupingBy(WrittenExtent::path));
        try (Volume volume = Volume.open(carrier.open(image, folder))) {
            Map<String, Inode> found = VolumeTree.of(volume);
            for (ExpectedEntry entry : image.expected()) {
                Inode inode = found.remove(VolumeTree.key(entry.pathBytes()));
                assertThat(inode).as(entry.path()).isNotNull();
                checkLookup(volume, entry, inode);
                if (!entry.is("hardlink")) {
                    checkAttributes(entry, inode);
                }
                if (entry.is("file")) {
                    checkContents(entry, inode, extents.getOrDefault(entry.path(), List.of()));
                }
            }
            assertThat(found.keySet()).as("not in the tree").isEmpty();
        }
    }

    private static void checkLookup(Volume volume, ExpectedEntry entry, Inode inode)
            throws IOException {
        ImagePath path = ImagePath.typed(entry.pathBytes());
        assertThat(path.locateNoFollow(volume).inode().number())
                .as(entry.path())
                .isEqualTo(inode.number());
        if (entry.is("hardlink")) {
            ImagePath first = ImagePath.typed(Escaped.bytes(entry.detail().orElseThrow()));
            assertThat(first.lookup(volume).number()).isEqualTo(inode.number());
        }
        if (entry.is("symlink")) {
            checkSymlink(volume, entry, path, inode);
        }
    }

    private static void checkSymlink(
            Volume volume, ExpectedEntry entry, ImagePath path, Inode symlink) throws IOException {
        assertThat(symlink.symlinkTarget())
                .as(entry.path())
                .isEqualTo(Escaped.bytes(entry.detail().orElseThrow()));
        String end = entry.resolves().orElseThrow();
        switch (end) {
            case "loop" ->
                    assertThatThrownBy(() -> path.lookup(volume))
                            .as(entry.path())
                            .isInstanceOf(FileSystemLoopException.class);
            case "missing" ->
                    assertThatThrownBy(() -> path.lookup(volume))
                            .as(entry.path())
                            .isInstanceOfAny(
                                    NoSuchFileException.class, NotDirectoryException.class);
            default ->
                    assertThat(path.lookup(volume).number())
                            .as(entry.path())
                            .isEqualTo(ImagePath.typed(Escaped.bytes(end)).lookup(volume).number());
        }
    }

    private static void checkAttributes(ExpectedEntry entry, Inode inode) {
        assertThat(inode.type()).as(entry.path()).isEqualTo(type(entry));
        assertThat(inode.disk().permissions()).as(entry.path()).isEqualTo(entry.permissions());
        assertThat(inode.disk().links()).as(entry.path()).isEqualTo(entry.links());
        assertThat(inode.disk().uid()).as(entry.path()).isEqualTo(entry.uid());
        assertThat(inode.disk().gid()).as(entry.path()).isEqualTo(entry.gid());
        assertThat(inode.disk().times().of(InodeTime.MTIME).getEpochSecond())
                .as(entry.path())
                .isEqualTo(entry.mtimeSeconds());
        entry.sizeBytes()
                .ifPresent(size -> assertThat(inode.sizeBytes()).as(entry.path()).isEqualTo(size));
        if (entry.is("char") || entry.is("block")) {
            DeviceNumber device = inode.disk().deviceNumber();
            assertThat(device.major() + "," + device.minor())
                    .as(entry.path())
                    .isEqualTo(entry.detail().orElseThrow());
        }
    }

    private static void checkContents(ExpectedEntry entry, Inode file, List<WrittenExtent> extents)
            throws IOException {
        if (file.sizeBytes() >= MOST_HASHED_BYTES) {
            Contents.check(file, extents);
        } else {
            assertThat(Contents.sha256(file))
                    .as(entry.path())
                    .isEqualTo(entry.sha256().orElseThrow());
        }
    }

    private static FileType type(ExpectedEntry entry) {
        return switch (entry.type()) {
            case "file" -> FileType.REGULAR;
            case "dir" -> FileType.DIRECTORY;
            case "symlink" -> FileType.SYMLINK;
            case "fifo" -> FileType.FIFO;
            case "socket" -> FileType.SOCKET;
            case "char" -> FileType.CHARACTER_DEVICE;
            case "block" -> FileType.BLOCK_DEVICE;
            default -> throw new IllegalArgumentException(entry.type());
        };
    }
}
