// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.RareStructures;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code ext2 info}: sound file systems, those of ext4, and those whose superblock is damaged. */
final class InfoTest {

    private static final int SUPERBLOCK = 1024;
    private static final int FEATURE_INCOMPAT = SUPERBLOCK + 96;

    private final TestImages images = new TestImages();
    @TempDir private Path folder;

    @Test
    void theSuperblockIsToldInTheWordsOfDumpe2fs() throws IOException {
        Ran ran = Ran.ext2(folder, "info", "--utc", expanded("ext3-clean-1k"));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.text())
                .startsWith(
                        """
                        Filesystem volume name:   <none>
                        Last mounted on:          <not available>
                        Filesystem UUID:          e2ca7000-0000-4000-8000-00000000e2ca
                        Filesystem magic number:  0xEF53
                        Filesystem revision #:    1 (dynamic)
                        Filesystem features:      has_journal ext_attr resize_inode dir_index filetype sparse_super large_file
                        Filesystem flags:         signed_directory_hash
                        Default mount options:    user_xattr acl
                        Filesystem state:         clean
                        Errors behavior:          Continue
                        Filesystem OS type:       Linux
                        Inode count:              64
                        Block count:              2560
                        Reserved block count:     0
                        Overhead clusters:        1054
                        Free blocks:              1434
                        Free inodes:              48
                        First block:              1
                        Block size:               1024
                        Fragment size:            1024
                        Reserved GDT blocks:      9
                        Blocks per group:         8192
                        Fragments per group:      8192
                        Inodes per group:         64
                        Inode blocks per group:   16
                        Filesystem created:       Tue Nov 14 22:13:20 2023
                        Last mount time:          n/a
                        Last write time:          Tue Nov 14 22:13:20 2023
                        Mount count:              0
                        Maximum mount count:      -1
                        Last checked:             Tue Nov 14 22:13:20 2023
                        Check interval:           0 (<none>)
                        Reserved blocks uid:      0
                        Reserved blocks gid:      0
                        First inode:              11
                        Inode size:               256
                        Required extra isize:     32
                        Desired extra isize:      32
                        Journal inode:            8
                        Default directory hash:   half_md4
                        Directory Hash Seed:      e2ca7001-0000-4000-8000-00000000e2ca
                        Journal backup:           inode blocks
                        Journal features:         (none)
                        Total journal size:       1024k
                        Total journal blocks:     1024
                        Max transaction length:   1024
                        Fast commit length:       0
                        Journal sequence:         0x00000001
                        Journal start:            0
                        """)
                .contains(
                        "\n  has_journal        harmless  changes go through a journal (ext3); all",
                        "\nBlocks:\n  metadata 30 (1.2%), used 1096 (42.8%), free 1434 (56.0%)\n")
                .doesNotContain("Worth knowing");
    }

    @Test
    void groupsAreToldAsDumpe2fsDoes() throws IOException {
        assertThat(Ran.ext2(folder, "info", "-g", expanded("ext3-clean-1k")).text())
                .endsWith(
                        """

                        Group 0: (Blocks 1-2559)
                          Primary superblock at 1, Group descriptors at 2-2
                          Reserved GDT blocks at 3-11
                          Block bitmap at 12 (+11)
                          Inode bitmap at 13 (+12)
                          Inode table at 14-29 (+13)
                          1434 free blocks, 48 free inodes, 3 directories
                          Free blocks: 1126-2559
                          Free inodes: 17-64
                        """);
        assertThat(Ran.ext2(folder, "info", "-g", expanded("tree-groups-1k")).text())
                .contains("  Backup superblock at 257, Group descriptors at 258-258\n")
                .contains("Group 2: (Blocks 513-768)\n  Block bitmap at 513 (+0)\n");
    }

    @Test
    void descriptorsThatMetaBgMovedAreToldOneByOne() throws IOException {
        assertThat(Ran.ext2(folder, "info", "-g", expanded("tree-metabg-1k")).text())
                .contains(
                        "Group 0: (Blocks 1-256)\n"
                                + "  Primary superblock at 1, Group descriptor at 2\n")
                .contains("\n  Inode table at ");
    }

    @Test
    void theGroupsWithBackupsAreToldWhereThereAreTwo() throws IOException {
        assertThat(Ran.ext2(folder, "info", expanded("tree-sparse2-1k")).text())
                .contains("\nBackup block groups:      1 5\n");
    }

    @Test
    void mountOptionsWithoutANameAreToldByTheirBits() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        int options = 1 << 3 | 2 << 5 | 1 << 9 | 1 << 13 | 1 << 31;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(SUPERBLOCK + 0x100, options);
        Path image = Files.write(folder.resolve("options.img"), bytes);
        assertThat(Ran.ext2(folder, "info", image).text())
                .contains(
                        "\nDefault mount options:    journal_data_ordered acl block_validity"
                                + " MNTOPT_13 MNTOPT_31\n");
    }

    @Test
    void anImageThatCannotBeReadIsToldOf() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        bytes[FEATURE_INCOMPAT + 1] |= 0x10;
        Ran ran = Ran.ext2(folder, "info", Files.write(folder.resolve("lustre.img"), bytes));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.text())
                .contains("\nBlock count:              1536\n")
                .contains(
                        "  dirdata            refused   directory entries may hold data after the"
                                + " name;")
                .contains("  this program reads no files of it: incompatible features: dirdata\n")
                .contains("metadata 13 (0.8%), used 82 (5.3%), free 1441 (93.8%)\n");
    }

    @Test
    void aGeometryThatMakesNoSenseLeavesTheSuperblock() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        Arrays.fill(bytes, SUPERBLOCK + 32, SUPERBLOCK + 36, (byte) 0);
        Path image = Files.write(folder.resolve("damaged.img"), bytes);
        Ran ran = Ran.ext2(folder, "info", "--groups", image);
        assertThat(ran.err()).contains("superblock: blocks_per_group 0 is not from 1 to 8192");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(ran.text())
                .startsWith("Filesystem volume name:   tour\n")
                .contains("\nBlocks per group:         0\n")
                .doesNotContain("Group 0");
    }

    @Test
    void whatHasNoSuperblockIsRefused() throws IOException {
        Path image = Files.write(folder.resolve("no.img"), new byte[4096]);
        Ran ran = Ran.ext2(folder, "info", image);
        assertThat(ran.text()).isEmpty();
        assertThat(ran.err())
                .contains("not an ext2, ext3 or ext4 image: all of its first 4096 bytes are zero");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void whatShouldBeKnownIsSaid() throws IOException {
        byte[] bytes = images.named("ext3-recover-1k").bytes();
        ByteBuffer superblock =
                ByteBuffer.wrap(bytes, SUPERBLOCK, 1024).slice().order(ByteOrder.LITTLE_ENDIAN);
        superblock.putShort(58, (short) 2); // s_state
        superblock.putInt(0xe8, 15); // s_last_orphan
        superblock.putInt(12, 7); // s_free_blocks_count
        superblock
                .putShort(52, (short) 30)
                .putShort(54, (short) 20); // s_mnt_count, s_max_mnt_count
        superblock.putInt(0x194, 2).putInt(0x1cc, 1_700_000_000).putInt(0x1d4, 99); // errors
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1024);
        Path image = Files.write(folder.resolve("hints.img"), cut);
        assertThat(Ran.ext2(folder, "info", image).text())
                .contains(
                        "\nWorth knowing:\n",
                        "  its journal was replayed in memory: 1 transactions with 1 blocks\n",
                        "  the image is cut off: it has " + cut.length + " bytes, but its file",
                        "  it was not unmounted, or was mounted when the image was made\n",
                        "  Linux found errors in it and noted that it must be checked\n",
                        "  2 errors since the last check, the last in the kernel's ",
                        "  inodes that the next mount frees are listed from inode 15 on\n",
                        "  it was mounted 30 times since the last check, which is due after 20\n",
                        "  the superblock counts 7 free blocks, the groups ");
    }

    @Test
    void whoHasItMountedIsSaid() throws IOException {
        assertThat(Ran.ext2(folder, "info", "--utc", RareStructures.mounted(folder, 17)).text())
                .contains(
                        """
                        MMP block number:         999
                        MMP update interval:      5
                        Character encoding:       utf8-12.1
                        Encoding flags:           1
                        MMP sequence:             0x00000011 (in use)
                        MMP update time:          Tue Nov 14 22:13:20 2023
                        MMP node name:            node\\x1b[1m
                        MMP device name:          sda1
                        MMP check interval:       10
                        """);
        assertThat(Ran.ext2(folder, "info", RareStructures.mounted(folder, 0xFF4D4D50)).text())
                .contains("MMP sequence:             0xff4d4d50 (clean)\n");
        assertThat(Ran.ext2(folder, "info", RareStructures.mounted(folder, 0xE24D4D50)).text())
                .contains("MMP sequence:             0xe24d4d50 (being checked)\n");
    }

    @Test
    void aJournalOfAnotherFileSystemIsDescribed() throws IOException {
        Ran ran = Ran.ext2(folder, "info", RareStructures.journalDevice(folder));
        assertThat(ran.err()).isEmpty();
        assertThat(ran.text())
                .contains(
                        """
                        Journal features:         journal_checksum_v3
                        Total journal size:       1536k
                        Total journal blocks:     1536
                        Max transaction length:   1536
                        Fast commit length:       0
                        Journal first block:      3
                        Journal sequence:         0x00000007
                        Journal start:            100
                        Journal checksum type:    crc32c
                        Journal checksum:         0x12345678
                        Journal users:            9c1af430-c292-478d-b775-0f95982d6a20
                        """);
    }

    @Test
    void orphansInTheirFileAreAHint() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(SUPERBLOCK + 0x64, image.getInt(SUPERBLOCK + 0x64) | 0x10000);
        image.putInt(SUPERBLOCK + 0x280, 12); // s_orphan_file_inum
        Path file = Files.write(folder.resolve("orphans.img"), bytes);
        assertThat(Ran.ext2(folder, "info", file).text())
                .contains("the next mount frees are listed in inode 12, the orphan file\n");
    }

    @Test
    void clustersAreCountedAsBlocks() throws IOException {
        assertThat(Ran.ext2(folder, "info", "--groups", expanded("bigalloc-4k")).text())
                .contains(
                        "\nCluster size:             16384\n",
                        "\nBlocks:\n  metadata 8 (0.4%), used 148 (7.2%), free 1892 (92.4%)\n",
                        "  473 free clusters, ")
                .doesNotContain("Worth knowing", "Free blocks: 0");
        assertThat(
                        Ran.ext2(
                                        folder,
                                        "info",
                                        "--json",
                                        "-g",
                                        images.named("bigalloc-4k").packed())
                                .text())
                .contains("\"free_blocks\": 1892,");
    }

    @Test
    void whatABitmapWouldHoldIsComputedIfItWasNeverWritten() throws IOException {
        byte[] bytes = images.named("tree-groups-1k").bytes();
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(SUPERBLOCK + 0x64, image.getInt(SUPERBLOCK + 0x64) | 0x10); // uninit_bg
        int last = 2048 + 32 * 4;
        image.putShort(last + 18, (short) 3); // bg_flags: neither bitmap was written
        Path file = Files.write(folder.resolve("never.img"), bytes);
        assertThat(Ran.ext2(folder, "info", "-g", file).text())
                .contains(
                        """
                        Group 4: (Blocks 1025-1280) csum 0x0000 [INODE_UNINIT, BLOCK_UNINIT]
                          Block bitmap at 1025 (+0)
                          Inode bitmap at 1026 (+1)
                          Inode table at 1027-1032 (+2)
                          248 free blocks, 48 free inodes, 0 directories
                          Free blocks: 1033-1280
                          Free inodes: 193-240
                        """);
    }

    @Test
    void namesOfAnImageCannotActOnATerminal() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        byte[] label = "\u001b[2J\n".getBytes();
        System.arraycopy(label, 0, bytes, SUPERBLOCK + 120, label.length);
        Path image = Files.write(folder.resolve("hostile.img"), bytes);
        assertThat(Ran.ext2(folder, "info", image).text())
                .startsWith("Filesystem volume name:   \\x1b[2J\\x0a\n");
    }

    @Test
    void jsonHasTheSame() throws IOException {
        Ran ran = Ran.ext2(folder, "info", "--json", "--groups", expanded("tour"));
        assertThat(ran.text())
                .startsWith("{\n  \"superblock\": {\n    \"volume_name\": \"tour\",\n")
                .contains(
                        "\"block_count\": 1536,\n",
                        "\"created\": \"2023-11-14T22:13:20Z\",\n",
                        "\"hints\": [],\n",
                        "\"free_inode_runs\": [\n"
                                + "        [\n"
                                + "          26,\n"
                                + "          64\n"
                                + "        ]\n");
    }

    private Path expanded(String name) throws IOException {
        return images.named(name).expandInto(folder);
    }
}
