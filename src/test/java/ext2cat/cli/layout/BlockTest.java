// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Terminal;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code ext2 block}: what is at a block, and what it holds. */
final class BlockTest {

    private final TestImages images = new TestImages();
    @TempDir private Path folder;

    @Test
    void eachKindOfBlockSaysWhatItIsAndHolds() throws IOException {
        Ran.ext2(folder, "block", "--utc", expanded("tour"), 0, 2, 3, 4, 12, 26, 27, 1012, 1535)
                .check(
                        """
                        Block 0: in no group
                          boot block of group 0

                        Block 2: in use
                          group descriptors of group 0
                             group  block map  inode map  inode table    free blocks  inodes  dirs
                                 0          3          4            5           1441      39     4

                        Block 3: in use
                          block bitmap of group 0
                          used: 1-35, 1000-1016, 1020, 1022, 1024, 1026, 1028, 1030, 1032, 1034, 1036, 1038, 1040, 1042, 1044-1045, 1047, 1049, 1051, 1053, 1055, 1057, 1059, 1070-1090
                          free: 36-999, 1017-1019, 1021, 1023, 1025, 1027, 1029, 1031, 1033, 1035, 1037, 1039, 1041, 1043, 1046, 1048, 1050, 1052, 1054, 1056, 1058, 1060-1069, 1091-1535

                        Block 4: in use
                          inode bitmap of group 0
                          used: 1-25
                          free: 26-64

                        Block 12: in use
                          inode table of group 0, block 8 of 8
                             57-64 free

                        Block 26: in use
                          file block 0 of inode 12 (/README.txt, /notes/README)

                        Block 27: in use
                          file block 0 of inode 13 (/notes)
                          0x0000 inode 13, rec_len 12, directory, .
                          0x000c inode 2, rec_len 12, directory, ..
                          0x0018 inode 14, rec_len 20, regular file, verse.txt
                          0x002c inode 15, rec_len 20, regular file, caf\u00c3\u00a9.txt
                          0x0040 inode 16, rec_len 16, symbolic link, latest
                          0x0050 inode 12, rec_len 944, regular file, README

                        Block 1012: in use
                          single indirect block of inode 23 (/man-page), from file block 12 on
                          file blocks 12-15: 1013-1016
                          file blocks 16-267: hole

                        Block 1535: free

                        """,
                        "",
                        ExitCode.OK);
    }

    @Test
    void aSuperblockIsFoundInABlockThatIsLargerToo() throws IOException {
        assertThat(Ran.ext2(folder, "block", expanded("deleted-4k"), 0).text())
                .startsWith("Block 0: in use\n  superblock of group 0\n")
                .contains("\n  Block size:               4096\n");
        assertThat(Ran.ext2(folder, "block", expanded("tree-groups-1k"), 257).text())
                .startsWith("Block 257: in use\n  backup superblock of group 1\n")
                .contains("\n  Block size:               1024\n");
    }

    @Test
    void theRoomForDescriptorsIsATableOfItsInodeToo() throws IOException {
        assertThat(Ran.ext2(folder, "block", expanded("ext3-clean-1k"), 3, 100).text())
                .contains("  reserved for group descriptors of group 0, block 1 of 9\n")
                .contains("  single indirect block of inode 7 (reserved group descriptors), from")
                .contains("of inode 8 (journal)");
    }

    @Test
    void deletedEntriesAndTheBlocksOfDeletedInodesAreSeen() throws IOException {
        Path image = expanded("deleted-1k");
        assertThat(Ran.ext2(folder, "block", image, 84, 86).text())
                .isEqualTo(
                        """
                        Block 84: free
                          double indirect block of deleted inode 16, from file block 268 on
                          file blocks 268-523: 85
                          file blocks 524-65803: hole

                        Block 86: free
                          file block 268 of deleted inode 16

                        """);
        String root = Ran.ext2(folder, "blocks", "--extents", image, "/").text().split("\n")[2];
        String block = root.split("\\.\\.")[1].split(":")[1].strip();
        assertThat(Ran.ext2(folder, "block", image, block).text())
                .containsPattern("inode 14, rec_len \\d+, regular file, gone-short \\(deleted\\)")
                .containsPattern("inode 12, rec_len \\d+, regular file, stays\n");
    }

    @Test
    void attributesAreShownWithTheInodesThatShareThem() throws IOException {
        assertThat(Ran.ext2(folder, "block", expanded("tree-everything-1k"), 1240).text())
                .contains(
                        "  extended attributes of inode 140 (/xattrs/many)\n",
                        "  trusted.note=\"for root\"\n",
                        "  security.selinux=system_u:object_r:etc_t:s0\n");
    }

    @Test
    void inodesOfATableStandInLinesAndUnusedOnesTogether() throws IOException {
        assertThat(Ran.ext2(folder, "block", "--utc", expanded("tour"), 5, 8).text())
                .contains(
                        """
                                 1 free
                                 2 drwxr-xr-x   5     0     0       1024 2023-11-14 22:13:20
                               3-8 free
                        """)
                .contains("        25 -rw-r--r--   1     0     0      20480 ", "     26-32 free\n");
    }

    @Test
    void onATerminalLongListsAreBrokenWhereItEnds() throws IOException {
        Terminal narrow = new Terminal(true, 50, false);
        Path tour = expanded("tour");
        assertThat(text(Listed.on(narrow, "block", tour, 3)))
                .startsWith(
                        """
                        Block 3: in use
                          block bitmap of group 0
                          used: 1-35, 1000-1016, 1020, 1022, 1024, 1026,
                                1028, 1030, 1032, 1034, 1036, 1038, 1040,
                                1042, 1044-1045, 1047, 1049, 1051, 1053,
                        """);
        assertThat(text(Listed.on(narrow, "info", "--groups", tour)).lines())
                .contains(
                        "  ext_attr           honoured  inodes may have",
                        "                               extended",
                        "  Free blocks: 36-999, 1017-1019, 1021, 1023,",
                        "    1025, 1027, 1029, 1031, 1033, 1035, 1037,");
    }

    private static String text(Listed listed) {
        return new String(listed.out(), StandardCharsets.UTF_8);
    }

    @Test
    void aBlockThatTwoFilesClaimHasBothAndOneOfNobodySaysSo() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The first pointer of inode 14 becomes that of inode 12.
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(5 * 1024 + 13 * 128 + 40, 26);
        Path image = Files.write(folder.resolve("crossed.img"), bytes);
        assertThat(Ran.ext2(folder, "block", image, 26, 28).text())
                .isEqualTo(
                        """
                        Block 26: in use
                          file block 0 of inode 12 (/README.txt, /notes/README)
                          file block 0 of inode 14 (/notes/verse.txt)

                        Block 28: in use
                          no structure refers to it

                        """);
    }

    @Test
    void theBytesCanBeHad() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        Path image = expanded("tour");
        Ran raw = Ran.ext2(folder, "block", "--raw", image, 26, 1012);
        assertThat(Files.readAllBytes(raw.out()))
                .startsWith(Arrays.copyOfRange(bytes, 26 * 1024, 27 * 1024))
                .endsWith(Arrays.copyOfRange(bytes, 1012 * 1024, 1013 * 1024))
                .hasSize(2048);
        assertThat(Ran.ext2(folder, "block", "--hex", image, 1012).text())
                .isEqualTo(
                        """
                        Block 1012: in use
                          single indirect block of inode 23 (/man-page), from file block 12 on
                        00000000  f5 03 00 00 f6 03 00 00  f7 03 00 00 f8 03 00 00  |................|
                        00000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|
                        *
                        00000400

                        """);
    }

    @Test
    void aBlockThatIsNotThereIsToldAndTheNextIsShown() throws IOException {
        Ran ran = Ran.ext2(folder, "block", expanded("tour"), 1536, 1535);
        assertThat(ran.err())
                .isEqualTo(
                        "ext2 block: block 1536: there is none; the file system has blocks 0 to"
                                + " 1535\n");
        assertThat(ran.text()).isEqualTo("Block 1535: free\n\n");
        assertThat(ran.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void aDirectoryThatIsDamagedIsShownUpToThere() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        bytes[27 * 1024 + 0x2c + 4] = 7;
        Path image = Files.write(folder.resolve("damaged.img"), bytes);
        Ran ran = Ran.ext2(folder, "block", image, 27);
        assertThat(ran.text()).contains("verse.txt\n").doesNotContain("latest");
        assertThat(ran.err()).contains("block 27: ").contains("rec_len 7 is less than 12");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void jsonHasTheUses() throws IOException {
        assertThat(Ran.ext2(folder, "block", "--json", expanded("tour"), 1012).text())
                .isEqualTo(
                        """
                        [
                          {
                            "disk_block": 1012,
                            "state": "in use",
                            "uses_count": 1,
                            "uses": [
                              {
                                "kind": "indirect",
                                "level": 1,
                                "file_block": 12,
                                "inode": 23,
                                "deleted": false,
                                "paths": [
                                  "/man-page"
                                ]
                              }
                            ]
                          }
                        ]
                        """);
    }

    private Path expanded(String name) throws IOException {
        return images.named(name).expandInto(folder);
    }
}
