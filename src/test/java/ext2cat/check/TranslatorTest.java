// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The block of a translator, which an inode of the Hurd has beside its map. */
final class TranslatorTest {

    private static final String FILE = "/hello.txt";
    private static final int CREATOR_OS = 0x48;
    private static final int HURD = 1;
    private static final int INODE_SIZE = 0x4;
    private static final int INODE_TRANSLATOR = 0x24;
    private static final int INODE_BLOCK = 0x28;

    @TempDir private Path folder;
    private DamagedImage image;
    private long inode;
    private long block;

    /** Makes the only block of a file its translator: so all counts and bitmaps stay right. */
    private void load(String name) throws IOException {
        image = new DamagedImage(name);
        inode = image.inode(FILE);
        block = image.blockOf(FILE, 0);
        image.superblock32(CREATOR_OS, HURD)
                .inode32(inode, INODE_SIZE, 0)
                .inode32(inode, INODE_BLOCK, 0)
                .inode32(inode, INODE_TRANSLATOR, block)
                .block16(block, 0, 11);
        byte[] words = "/hurd/null\0".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < words.length; i++) {
            image.block8(block, 2 + i, words[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "tree-default-2k", "tree-default-4k"})
    void itIsABlockOfTheFile(String name) throws IOException {
        load(name);
        assertThat(image.findings()).isEmpty();
        Path file = image.writeTo(folder.resolve("hurd.img"));
        Ran.ext2(folder, "block", file, block)
                .check(
                        "Block %d: in use\n  translator of inode %d (/hello.txt, /links/hard)\n  /hurd/null\n\n"
                                .formatted(block, inode),
                        "",
                        ExitCode.OK);
        assertThat(Ran.ext2(folder, "stat", file, FILE).text())
                .contains("Translator: block " + block + "\n");
        Path svg = folder.resolve("use.svg");
        Ran.ext2(folder, "blocks", "--plot", svg, file).check("", "", ExitCode.OK);
        assertThat(Files.readString(svg)).doesNotContain("in use, without an owner");
    }

    @Test
    void oneOutsideTheFileSystemIsFound() throws IOException {
        load("tree-default-1k");
        image.inode32(inode, INODE_TRANSLATOR, 0x7FFFFFFF);
        assertThat(image.findings())
                .contains(
                        "pointer-outside: inode %d: the translator is said to be block 2147483647, which is outside the file system (blocks %s)"
                                .formatted(inode, image.sound().blockRange()));
    }

    @Test
    void oneInMetadataIsFound() throws IOException {
        load("tree-default-1k");
        image.inode32(inode, INODE_TRANSLATOR, 1);
        assertThat(image.findings())
                .contains(
                        "block-in-metadata: inode %d: the translator is block 1, which is metadata of the file system"
                                .formatted(inode));
    }

    @Test
    void oneOfTwoInodesIsFound() throws IOException {
        load("tree-default-1k");
        long other = image.inode("/hole");
        image.inode32(other, INODE_TRANSLATOR, block);
        assertThat(image.findings())
                .anyMatch(
                        finding ->
                                finding.startsWith("multiply-claimed: block " + block)
                                        && finding.contains("inode " + inode + " (translator)")
                                        && finding.contains("inode " + other + " (translator)"));
    }
}
