// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.check.DamagedImage;
import ext2cat.cli.line.ExitCode;
import ext2cat.device.ChannelDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Targets of symlinks end at their first NUL, slow ones too; an empty one is damage to all. */
final class SymlinkTargetTest {

    private static final String SLOW = "/links/61-bytes";
    private static final String FAST = "/links/59-bytes";
    private static final int INODE_SIZE = 0x4;
    private static final int INODE_BLOCK = 0x28;

    @TempDir private Path folder;

    /** A change of an image. */
    private interface Change {
        void to(DamagedImage image) throws IOException;
    }

    private static List<String> images() {
        return Stream.of("1k", "2k", "4k").map(size -> "tree-default-" + size).toList();
    }

    private static List<Arguments> empty() {
        List<Change> changes =
                List.of(
                        image -> image.block8(image.blockOf(SLOW, 0), 0, 0),
                        image -> image.inode32(image.inode(SLOW), INODE_BLOCK, 0),
                        image -> image.inode32(image.inode(SLOW), INODE_SIZE, 0),
                        image -> image.inode32(image.inode(FAST), INODE_BLOCK, 0),
                        image -> image.inode32(image.inode(FAST), INODE_SIZE, 0));
        List<String> paths = List.of(SLOW, SLOW, SLOW, FAST, FAST);
        return images().stream()
                .flatMap(
                        name ->
                                Stream.of(0, 1, 2, 3, 4)
                                        .map(i -> Arguments.of(name, paths.get(i), changes.get(i))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("empty")
    void anEmptyOneIsDamageToEveryCommand(String name, String path, Change change)
            throws IOException {
        DamagedImage image = new DamagedImage(name);
        long inode = image.inode(path);
        change.to(image);
        Path file = image.writeTo(folder.resolve("damaged.img"));
        String said = path + ": symlink inode " + inode + ": its target is empty\n";
        for (Ran ran :
                List.of(
                        Ran.ext2(folder, "ls", "-l", file, "/links"),
                        Ran.ext2(folder, "tree", file, "/links"),
                        Ran.ext2(folder, "stat", file, path),
                        Ran.ext2(folder, "find", file, "/links", "-printf", "%l\\n"),
                        Ran.ext2(folder, "find", file, "/links", "-lname", "*"),
                        Ran.ext2(folder, "tar", file, "/links"),
                        Ran.ext2(folder, "hash", file, "/links"),
                        Ran.ext2(folder, "extract", "-C", folder.resolve("out"), file, "/links"))) {
            assertThat(ran.err()).as("%s", ran.args()).contains(said);
            assertThat(ran.code()).as("%s", ran.args()).isEqualTo(ExitCode.CORRUPT.value());
        }
    }

    @ParameterizedTest
    @MethodSource("images")
    void itEndsAtTheFirstNul(String name) throws IOException {
        DamagedImage image = new DamagedImage(name);
        image.block8(image.blockOf(SLOW, 0), 3, 0);
        image.inode32(image.inode(FAST), INODE_BLOCK, 0x002F2E61);
        Path file = image.writeTo(folder.resolve("damaged.img"));
        Ran.ext2(folder, "find", file, SLOW, FAST, "-printf", "%l\\n")
                .check("./.\na./\n", "", ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1024 tree-default-1k", "2048 tree-default-2k", "4096 tree-default-4k"})
    void aBlockHasNoRoomForATargetAsLargeAsItself(String size) throws IOException {
        int bytes = Integer.parseInt(size.substring(0, 4));
        DamagedImage image = new DamagedImage(size.substring(5));
        image.inode32(image.inode(SLOW), INODE_SIZE, bytes);
        for (int i = 61; i < bytes; i++) {
            image.block8(image.blockOf(SLOW, 0), i, 'x');
        }
        Path file = image.writeTo(folder.resolve("damaged.img"));
        try (Volume volume = Volume.open(ChannelDevice.open(file))) {
            Inode link = ImagePath.typed(SLOW).locateNoFollow(volume).inode();
            assertThatThrownBy(link::symlinkTarget)
                    .isInstanceOf(CorruptImageException.class)
                    .hasMessage(
                            "symlink inode %d: a target of %d bytes, which is not from 1 to %d"
                                    .formatted(link.number(), bytes, bytes - 1));
        }
    }
}
