// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * {@code ext2 readorder} and {@code ext2 pin} on files of extents, and on files in their inodes.
 */
final class ExtentReadsTest {

    @Test
    void theFiguresNameTheNodesThatWereRead() throws Exception {
        assertThat(run("xtool-4k-a", "/x_depth3", "readorder", "--model=ext4"))
                .contains(
                        "     1         for 0                5236      1  extent index  single"
                                + " block\n",
                        "\n"
                            + "  extent leaf                     20            20            20    "
                            + "        20\n",
                        "\n"
                            + "  extent index                    10            10            10    "
                            + "        10\n")
                .doesNotContain("IND");
        assertThat(run("xmix-2k-a", "/b_dbl", "readorder"))
                .contains("\n  DIND                             1 ")
                .doesNotContain("extent");
        assertThat(run("xtool-4k-a", "/x_depth3", "readorder", "--format=json"))
                .contains("\"extent_leaf\": 20,", "\"extent_index\": 10,", "\"ind\": 0,");
    }

    @Test
    void aPinReadsTheNodesFromTheRootDown() throws Exception {
        assertThat(run("xtool-4k-a", "/x_depth3", "pin", "--driver=ext4", "--pages=1"))
                .containsSubsequence(
                        "reads R 41888 + 8 (extent index for block 0)",
                        "reads R 41832 + 8 (extent index for block 0)",
                        "reads R 41672 + 8 (extent leaf for block 0)",
                        "reads RA 39744 + 8 (data 0)",
                        "Pinned 1 of 1 page");
    }

    @Test
    void aFileInItsInodeIsThereWithoutARead() throws Exception {
        for (String reader : new String[] {"cat", "mmap", "whole", "direct:4096"}) {
            assertThat(run("xmix-2k-a", "/i100", "readorder", "--model=ext4", "--reader=" + reader))
                    .contains("(nothing to read)");
        }
        assertThat(run("xmix-2k-a", "/i100", "pin", "--driver=ext4"))
                .contains(
                        "0    0x1000000000  major  r         3               referenced,uptodate\n",
                        "Pinned 1 of 1 page; 1 major fault, 0 minor faults; 0 bios, 0 bytes read.");
    }

    private static String run(String image, String path, String... words) throws Exception {
        String file = "/oracle/bio-ext4-extents/images/" + image + ".img.xz";
        String[] args = new String[words.length + 2];
        System.arraycopy(words, 0, args, 0, words.length);
        args[words.length] =
                Path.of(Objects.requireNonNull(ExtentReadsTest.class.getResource(file)).toURI())
                        .toString();
        args[words.length + 1] = path;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Streams streams =
                new Streams(
                        Channels.newChannel(out), new PrintWriter(new StringWriter(), true), false);
        assertThat(Ext2.run(args, streams)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
