// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ext2 blocks}: maps as text and as JSON. */
final class BlocksTest {

    private static final String HEADING =
            " ext:     logical_offset:        physical_offset: length:   expected: flags:\n";

    private final TestImages images = new TestImages();
    @TempDir private Path folder;
    private Path tour;

    @BeforeEach
    void expand() throws IOException {
        tour = images.named("tour").expandInto(folder);
    }

    @Test
    void indirectBlocksStandWhereTheyAreNeeded() throws IOException {
        Ran.ext2(folder, "blocks", tour, "/man-page")
                .check(
                        "File size of /man-page is 16384 (16 blocks of 1024 bytes)\n"
                                + HEADING
                                + """
                                   0:        0..      11:       1000..      1011:     12:
                                 ind:       12..     267:       1012..      1012:      1:
                                   1:       12..      15:       1013..      1016:      4:       1012: last,eof
                                /man-page: 2 extents found, 1 indirect block
                                """,
                        "",
                        ExitCode.OK);
    }

    @Test
    void holesHaveNoLineAndAreCounted() throws IOException {
        Ran.ext2(folder, "blocks", "--extents", tour, "<22>")
                .check(
                        "File size of <22> is 67108864 (65536 blocks of 1024 bytes)\n"
                                + HEADING
                                + """
                                   0:        0..       0:         31..        31:      1:
                                   1:    65535..   65535:         34..        34:      1:         32: last,eof
                                <22>: 2 extents found, 2 indirect blocks, 1 hole of 65534 blocks
                                """,
                        "",
                        ExitCode.OK);
    }

    @Test
    void aFileThatIsNotThereIsToldAndTheNextIsShown() throws IOException {
        Ran ran = Ran.ext2(folder, "blocks", tour, "/none", "/README.txt");
        assertThat(ran.err()).isEqualTo("ext2 blocks: /none: no such file or directory\n");
        assertThat(ran.text()).startsWith("File size of /README.txt is 466 (1 block of");
        assertThat(ran.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void aDamagedMapIsShownAsFarAsItCanBeRead() throws IOException {
        byte[] damaged = images.named("tour").bytes();
        // Pointers 2 and 13 of /man-page, inode 23 in the table at block 5.
        ByteBuffer.wrap(damaged).putInt(5 * 1024 + 22 * 128 + 48, -1);
        ByteBuffer.wrap(damaged).putInt(5 * 1024 + 22 * 128 + 40 + 52, -1);
        Path image = Files.write(folder.resolve("damaged.img"), damaged);
        Ran.ext2(folder, "blocks", image, "/man-page")
                .check(
                        "File size of /man-page is 16384 (16 blocks of 1024 bytes)\n"
                                + HEADING
                                + """
                                   0:        0..       1:       1000..      1001:      2:
                                   1:        3..      11:       1003..      1011:      9:       1002:
                                 ind:       12..     267:       1012..      1012:      1:
                                   2:       12..      15:       1013..      1016:      4:       1012: eof
                                /man-page: 3 extents found, 1 indirect block, 1 hole of 1 block; damaged, so this is a part of it
                                """,
                        """
                        ext2 blocks: /man-page: inode 23, file block 2: it points to block 4294967295, which is outside the file system (blocks 1 to 1535)
                        ext2 blocks: /man-page: inode 23, file block 268: the DIND block is said to be block 4294967295, which is outside the file system (blocks 1 to 1535)
                        """,
                        ExitCode.CORRUPT);
    }

    @Test
    void damageWithoutEndIsCounted() throws IOException {
        byte[] damaged = images.named("tour").bytes();
        for (int i = 0; i < 256; i += 2) {
            ByteBuffer.wrap(damaged).putInt(1012 * 1024 + 4 * i, -1);
        }
        Path image = Files.write(folder.resolve("damaged.img"), damaged);
        Ran ran = Ran.ext2(folder, "blocks", image, "/man-page");
        assertThat(ran.err().lines())
                .hasSize(11)
                .last()
                .isEqualTo("ext2 blocks: /man-page: 118 more places are damaged");
    }

    @Test
    void jsonHasTheMapAndItsFigures() throws IOException {
        Ran.ext2(folder, "blocks", "--json", tour, "/README.txt", "/none")
                .check(
                        """
                        [
                          {
                            "path": "/README.txt",
                            "inode": 12,
                            "size_bytes": 466,
                            "block_size_bytes": 1024,
                            "map": [
                              {
                                "kind": "data",
                                "file_block": 0,
                                "disk_block": 26,
                                "count_blocks": 1
                              }
                            ],
                            "map_summary": {
                              "data_blocks": 1,
                              "indirect_blocks": 0,
                              "double_indirect_blocks": 0,
                              "triple_indirect_blocks": 0,
                              "runs": 1,
                              "holes": 0,
                              "hole_blocks": 0,
                              "blocks_after_end": 0,
                              "damages": 0
                            }
                          }
                        ]
                        """,
                        "ext2 blocks: /none: no such file or directory\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void thePictureShowsTheImageAndTheFile() throws IOException {
        Path image = Files.copy(tour, folder.resolve("a<b&c\u001b.img"));
        Path picture = folder.resolve("use.svg");
        Ran ran = Ran.ext2(folder, "blocks", "--plot", picture, image, "/man-page");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.text()).startsWith("File size of /man-page is 16384 ");
        String svg = Files.readString(picture);
        assertThat(svg)
                .contains("a&lt;b&amp;c\\x1b.img are used for")
                .contains(">free: 1441</text>", ">of /man-page: 17</text>")
                .contains("<title>blocks 1000-1011: files, /man-page</title>")
                .contains("<title>block 1012: indirect blocks, /man-page</title>");
    }

    @Test
    void thePictureNeedsNoPathAndMayBeAPage() throws IOException {
        Path picture = folder.resolve("use.html");
        Ran.ext2(folder, "blocks", "--plot", picture, tour).check("", "", ExitCode.OK);
        assertThat(Files.readString(picture))
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'")
                .doesNotContain("stands out");
    }

    @Test
    void aPictureThatCannotBeWrittenIsTold() throws IOException {
        Path picture = folder.resolve("none/use.svg");
        Ran.ext2(folder, "blocks", "--plot", picture, tour)
                .check(
                        "",
                        "ext2 blocks: " + picture + ": no such file or directory\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void withoutAPathOrAPictureThereIsNothingToDo() throws IOException {
        Ran.ext2(folder, "blocks", tour)
                .check(
                        "",
                        "ext2 blocks: a PATH or --plot is needed\nTry 'ext2 blocks --help'.\n",
                        ExitCode.USAGE);
    }
}
