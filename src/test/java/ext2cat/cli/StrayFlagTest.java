// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.check.DamagedImage;
import ext2cat.cli.line.ExitCode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;

/** A flag of a feature that the file system lacks: the file is read by its map, with a word. */
final class StrayFlagTest {

    private static final int INODE_FLAGS = 0x20;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "tree-default-1k, 0x80000, Extents, extent",
        "tree-default-2k, 0x10000000, Inline_Data, inline_data",
        "tree-default-4k, 0x800, Encrypted, encrypt",
        "tree-default-4k, 0x200, Compressed_File, compression",
    })
    void theFileIsReadAndTheFlagIsTold(String name, String bit, String flag, String feature)
            throws IOException {
        DamagedImage image = new DamagedImage(name);
        long inode = image.inode("/hello.txt");
        image.inode32(inode, INODE_FLAGS, Long.decode(bit));
        Path file = image.writeTo(folder.resolve("stray.img"));
        String said =
                "warning: /hello.txt: inode %d: the flag %s is set, but the file system lacks the feature %s, so its blocks are read as they lie\n"
                        .formatted(inode, flag, feature);
        Ran.ext2cat(folder, file, "/hello.txt")
                .check("Hello, world!\n", "ext2cat: " + said, ExitCode.OK);
        assertThat(Ran.ext2(folder, "stat", file, "/hello.txt").err())
                .isEqualTo("ext2 stat: " + said);
    }
}
