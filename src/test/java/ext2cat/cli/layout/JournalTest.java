// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;
import ext2cat.journal.LoggedImage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ext2 journal} and {@code ext2 inode --versions}: what the log still holds. */
final class JournalTest {

    @TempDir private Path folder;
    private Path image;

    @BeforeEach
    void makeImage() throws IOException {
        image = new LoggedImage(folder).write(folder.resolve("img"));
    }

    @Test
    void everythingInTheLogIsListed() throws IOException {
        assertThat(Ran.ext2(folder, "journal", "--utc", image).text())
                .isEqualTo(
                        """
                        Journal of 1100 blocks of 1024 bytes, log from block 1, transaction 6 next: to be replayed from block 4

                        Transaction 5, committed 2023-11-14 22:13:25.000000000 +0000, old
                         Log block  Type        Disk block  Contents
                                 1  descriptor              1 block
                                 2  data                 6  inodes 9 to 16
                                 3  commit

                        Transaction 6, committed 2023-11-14 22:13:26.000000000 +0000, to be replayed
                         Log block  Type        Disk block  Contents
                                 4  descriptor              1 block
                                 5  data                 6  inodes 9 to 16
                                 6  revoke                  1 block: 77
                                 7  commit

                        2 fast commits, to be replayed
                          inode 20
                          inode 20: 1 block from file block 0 on lie from block 14 on
                          inode 20: 1 block from file block 1 on lie from block 40 on, unwritten
                          directory inode 13: new is created, inode 20
                          directory inode 2: another is linked, inode 20
                          inode 12: 1 block from file block 1 on are a hole
                          directory inode 2: gone is removed, inode 14
                        """);
    }

    @Test
    void theVersionsOfABlockAreListedTheNewestFirst() throws IOException {
        assertThat(Ran.ext2(folder, "journal", "--utc", "--block=6", image).text())
                .isEqualTo(
                        """
                        Version  Log block  Transaction
                              1          5  6, committed 2023-11-14 22:13:26.000000000 +0000, to be replayed
                              2          2  5, committed 2023-11-14 22:13:25.000000000 +0000, old
                        """);
        assertThat(Ran.ext2(folder, "journal", "--block=9", image).text())
                .isEqualTo("The journal has no version of block 9.\n");
    }

    @Test
    void aVersionIsShownAsTheBlockIs() throws IOException {
        assertThat(Ran.ext2(folder, "journal", "--utc", "--block=6", "--nth=2", image).text())
                .startsWith(
                        "From log block 2, transaction 5, committed 2023-11-14 22:13:25.000000000"
                                + " +0000, old\nBlock 6: in use\n"
                                + "  inode table of group 0, block 2 of 8\n")
                .contains("        12 -rw-------   1     0     0       3072 ");
        byte[] raw =
                Files.readAllBytes(
                        Ran.ext2(folder, "journal", "--block=6", "--nth=1", "--raw", image).out());
        assertThat(raw).hasSize(1024);
        assertThat(raw[3 * 128]).isEqualTo((byte) 0640);
    }

    @Test
    void aVersionThatIsNotThereIsAnError() throws IOException {
        Ran ran = Ran.ext2(folder, "journal", "--block=6", "--nth=3", image);
        assertThat(ran.err()).endsWith("block 6: the journal has 2 versions of it\n");
        assertThat(ran.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
        assertThat(Ran.ext2(folder, "journal", "--nth=3", image).code())
                .isEqualTo(ExitCode.USAGE.value());
    }

    @Test
    void anInodeHasTheVersionsOfItsBlock() throws IOException {
        String text = Ran.ext2(folder, "inode", "--utc", "--versions", image, 12).text();
        assertThat(text)
                .containsSubsequence(
                        "<12> in transaction 6, to be replayed",
                        "(0640/",
                        "<12> in transaction 5, old",
                        "(0600/");
    }

    /** The table's block is the same in both transactions but for inode 12. */
    @Test
    void aVersionLikeTheOneBeforeIsLeftOut() throws IOException {
        assertThat(Ran.ext2(folder, "inode", "--versions", image, 13).text())
                .containsOnlyOnce("<13> in transaction");
    }

    @Test
    void anImageWithoutAJournalHasNone() throws IOException {
        assertThat(
                        Ran.ext2(
                                        folder,
                                        "journal",
                                        new TestImages().named("tour").expandInto(folder))
                                .text())
                .isEqualTo("There is no journal.\n");
    }
}
