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
import java.util.List;
import java.util.stream.Stream;

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
                              "form": "block pointers",
                              "data_blocks": 1,
                              "indirect_blocks": 0,
                              "double_indirect_blocks": 0,
                              "triple_indirect_blocks": 0,
                              "runs": 1,
                              "holes": 0,
                              "hole_blocks": 0,
                              "blocks_after_end": 0,
                              "clusters": 1,
                              "damages": 0
                            }
                          }
                        ]
                        """,
                        "ext2 blocks: /none: no such file or directory\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void aTreeOfExtentsHasALineForEachBlockAndEachExtent() throws IOException {
        Path image = images.named("extents-1k").expandInto(folder);
        Ran ran = Ran.ext2(folder, "blocks", image, "/deep");
        assertThat(ran.text())
                .startsWith(
                        "File size of /deep is 716800 (700 blocks of 1024 bytes)\n"
                                + HEADING
                                + """
                                 idx:        0..     699:         68..        68:      1:             depth 1
                                leaf:        0..     165:         64..        64:      1:             depth 0
                                   0:        0..       0:         65..        65:      1:
                                   1:        2..       2:         67..        67:      1:         66:
                                """)
                .endsWith(
                        """
                         349:      698..     698:        763..       763:      1:        762: last
                        /deep: 350 extents found, 6 extent tree blocks, 350 holes of 350 blocks
                        """);
        assertThat(Ran.ext2(folder, "blocks", "-e", image, "/deep").text()).doesNotContain("depth");
        assertThat(Ran.ext2(folder, "blocks", "--json", image, "/deep").text())
                .contains("\"extent_leaf_blocks\": 5,", "\"extent_index_blocks\": 1,")
                .containsIgnoringWhitespaces(
                        """
                        { "kind": "extent index", "level": 2, "file_block": 0,
                          "covered_blocks": 700, "disk_block": 68 },
                        { "kind": "extent leaf", "level": 1, "file_block": 0,
                          "covered_blocks": 166, "disk_block": 64 },
                        """);
    }

    @Test
    void unwrittenExtentsAreFlagged() throws IOException {
        Path image = images.named("extents-1k").expandInto(folder);
        for (String[] options : new String[][] {{}, {"--extents"}}) {
            Object[] words =
                    Stream.of(List.of("blocks"), List.of(options), List.of(image, "/prepared"))
                            .flatMap(List::stream)
                            .toArray();
            Ran.ext2(folder, words)
                    .check(
                            "File size of /prepared is 16384 (16 blocks of 1024 bytes)\n"
                                    + HEADING
                                    + """
                                       0:        0..       3:        765..       768:      4:
                                       1:        4..      11:        769..       776:      8:             unwritten
                                       2:       12..      15:        777..       780:      4:             eof
                                       3:       16..      19:        785..       788:      4:        781: last,unwritten,beyond,eof
                                    /prepared: 2 extents found, 12 unwritten blocks
                                    """,
                            "",
                            ExitCode.OK);
        }
        assertThat(Ran.ext2(folder, "blocks", "--json", image, "/prepared").text())
                .containsIgnoringWhitespaces(
                        """
                        { "kind": "unwritten", "file_block": 4, "disk_block": 769,
                          "count_blocks": 8 }
                        """)
                .contains("\"unwritten_blocks\": 12,");
    }

    @Test
    void aFileInItsInodeHasNoBlocks() throws IOException {
        Path image = images.named("extents-1k").expandInto(folder);
        assertThat(Ran.ext2(folder, "blocks", image, "/hundred", "/long", "/short").text())
                .contains(
                        "/hundred: 0 extents found; the inode itself holds the contents\n",
                        "/long: 0 extents found; the inode itself holds the contents\n",
                        "/short: 0 extents found; the inode itself holds the target\n");
        assertThat(Ran.ext2(folder, "blocks", "--json", image, "/hundred", "/short").text())
                .contains("\"form\": \"inline data\"", "\"form\": \"fast symlink\"");
    }

    @Test
    void clustersAreCounted() throws IOException {
        Path image = images.named("bigalloc-4k").expandInto(folder);
        // Blocks 52 to 62 are of 3 clusters; the leaf has one of its own.
        assertThat(Ran.ext2(folder, "blocks", image, "/alternating").text())
                .startsWith(
                        "File size of /alternating is 49152 (12 blocks of 4096 bytes, clusters of"
                                + " 4 blocks)\n")
                .contains(" 1 extent tree block, 4 clusters, 6 holes of 6 blocks\n");
        Path svg = folder.resolve("use.svg");
        Ran.ext2(folder, "blocks", "--plot=" + svg, image).check("", "", ExitCode.OK);
        assertThat(Files.readString(svg))
                .contains("extent tree blocks: 2<", "rests of clusters: 67<", "files: 72<")
                .doesNotContain("without an owner");
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
