// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every offset of the main code, against tables of offset, size and name typed from the format's
 * documentation, which in turn must add up as the C structures that they describe.
 */
final class DiskLayoutTest {

    private static final String SUPERBLOCK =
            """
            0x000   4 s_inodes_count
            0x004   4 s_blocks_count_lo
            0x008   4 s_r_blocks_count_lo
            0x00C   4 s_free_blocks_count_lo
            0x010   4 s_free_inodes_count
            0x014   4 s_first_data_block
            0x018   4 s_log_block_size
            0x01C   4 s_log_cluster_size
            0x020   4 s_blocks_per_group
            0x024   4 s_clusters_per_group
            0x028   4 s_inodes_per_group
            0x02C   4 s_mtime
            0x030   4 s_wtime
            0x034   2 s_mnt_count
            0x036   2 s_max_mnt_count
            0x038   2 s_magic
            0x03A   2 s_state
            0x03C   2 s_errors
            0x03E   2 s_minor_rev_level
            0x040   4 s_lastcheck
            0x044   4 s_checkinterval
            0x048   4 s_creator_os
            0x04C   4 s_rev_level
            0x050   2 s_def_resuid
            0x052   2 s_def_resgid
            0x054   4 s_first_ino
            0x058   2 s_inode_size
            0x05A   2 s_block_group_nr
            0x05C   4 s_feature_compat
            0x060   4 s_feature_incompat
            0x064   4 s_feature_ro_compat
            0x068  16 s_uuid
            0x078  16 s_volume_name
            0x088  64 s_last_mounted
            0x0C8   4 s_algorithm_usage_bitmap
            0x0CC   1 s_prealloc_blocks
            0x0CD   1 s_prealloc_dir_blocks
            0x0CE   2 s_reserved_gdt_blocks
            0x0D0  16 s_journal_uuid
            0x0E0   4 s_journal_inum
            0x0E4   4 s_journal_dev
            0x0E8   4 s_last_orphan
            0x0EC  16 s_hash_seed
            0x0FC   1 s_def_hash_version
            0x0FD   1 s_jnl_backup_type
            0x0FE   2 s_desc_size
            0x100   4 s_default_mount_opts
            0x104   4 s_first_meta_bg
            0x108   4 s_mkfs_time
            0x10C  68 s_jnl_blocks
            0x150   4 s_blocks_count_hi
            0x154   4 s_r_blocks_count_hi
            0x158   4 s_free_blocks_count_hi
            0x15C   2 s_min_extra_isize
            0x15E   2 s_want_extra_isize
            0x160   4 s_flags
            0x164   2 s_raid_stride
            0x166   2 s_mmp_interval
            0x168   8 s_mmp_block
            0x170   4 s_raid_stripe_width
            0x174   1 s_log_groups_per_flex
            0x175   1 s_checksum_type
            0x176   1 - s_encryption_level
            0x177   1 - s_reserved_pad
            0x178   8 s_kbytes_written
            0x180   4 - s_snapshot_inum
            0x184   4 - s_snapshot_id
            0x188   8 - s_snapshot_r_blocks_count
            0x190   4 - s_snapshot_list
            0x194   4 s_error_count
            0x198   4 s_first_error_time
            0x19C   4 s_first_error_ino
            0x1A0   8 s_first_error_block
            0x1A8  32 s_first_error_func
            0x1C8   4 s_first_error_line
            0x1CC   4 s_last_error_time
            0x1D0   4 s_last_error_ino
            0x1D4   4 s_last_error_line
            0x1D8   8 s_last_error_block
            0x1E0  32 s_last_error_func
            0x200  64 s_mount_opts
            0x240   4 s_usr_quota_inum
            0x244   4 s_grp_quota_inum
            0x248   4 s_overhead_clusters
            0x24C   8 s_backup_bgs
            0x254   4 - s_encrypt_algos
            0x258  16 - s_encrypt_pw_salt
            0x268   4 s_lpf_ino
            0x26C   4 s_prj_quota_inum
            0x270   4 s_checksum_seed
            0x274   1 s_wtime_hi
            0x275   1 s_mtime_hi
            0x276   1 s_mkfs_time_hi
            0x277   1 s_lastcheck_hi
            0x278   1 s_first_error_time_hi
            0x279   1 s_last_error_time_hi
            0x27A   1 s_first_error_errcode
            0x27B   1 s_last_error_errcode
            0x27C   2 s_encoding
            0x27E   2 s_encoding_flags
            0x280   4 s_orphan_file_inum
            0x284 376 - s_reserved
            0x3FC   4 s_checksum
            """;

    private static final String INODE =
            """
            0x00  2 i_mode
            0x02  2 i_uid
            0x04  4 i_size
            0x08  4 i_atime
            0x0C  4 i_ctime
            0x10  4 i_mtime
            0x14  4 i_dtime
            0x18  2 i_gid
            0x1A  2 i_links_count
            0x1C  4 i_blocks
            0x20  4 i_flags
            0x24  4 i_linux_version
            0x28 60 i_block
            0x64  4 i_generation
            0x68  4 i_file_acl
            0x6C  4 i_size_high
            0x70  4 - i_faddr
            0x74  2 i_linux_blocks_high
            0x76  2 i_linux_file_acl_high
            0x78  2 i_linux_uid_high
            0x7A  2 i_linux_gid_high
            0x7C  2 - i_linux_checksum_lo
            0x7E  2 - i_linux_reserved
            0x80  2 i_extra_isize
            0x82  2 - i_checksum_hi
            0x84  4 i_ctime_extra
            0x88  4 i_mtime_extra
            0x8C  4 i_atime_extra
            0x90  4 i_crtime
            0x94  4 i_crtime_extra
            0x98  4 i_version_hi
            0x9C  4 i_projid
            """;

    private static final String HURD_INODE =
            """
            0x00 36 - i_mode to i_flags
            0x24  4 i_hurd_translator
            0x28 76 - i_block to i_faddr
            0x74  1 - i_hurd_frag
            0x75  1 - i_hurd_fsize
            0x76  2 i_hurd_mode_high
            0x78  2 - i_hurd_uid_high
            0x7A  2 - i_hurd_gid_high
            0x7C  4 i_hurd_author
            """;

    private static final String GROUP_DESCRIPTOR =
            """
            0x00  4 bg_block_bitmap_lo
            0x04  4 bg_inode_bitmap_lo
            0x08  4 bg_inode_table_lo
            0x0C  2 bg_free_blocks_count_lo
            0x0E  2 bg_free_inodes_count_lo
            0x10  2 bg_used_dirs_count_lo
            0x12  2 bg_flags
            0x14  4 - bg_exclude_bitmap_lo
            0x18  2 - bg_block_bitmap_csum_lo
            0x1A  2 - bg_inode_bitmap_csum_lo
            0x1C  2 bg_itable_unused_lo
            0x1E  2 bg_checksum
            0x20  4 bg_block_bitmap_hi
            0x24  4 bg_inode_bitmap_hi
            0x28  4 bg_inode_table_hi
            0x2C  2 bg_free_blocks_count_hi
            0x2E  2 bg_free_inodes_count_hi
            0x30  2 bg_used_dirs_count_hi
            0x32  2 bg_itable_unused_hi
            0x34  4 - bg_exclude_bitmap_hi
            0x38  2 - bg_block_bitmap_csum_hi
            0x3A  2 - bg_inode_bitmap_csum_hi
            0x3C  4 - bg_reserved
            """;

    /** A line of a table; one that the main code leaves out has a dash before the name. */
    private record Line(long offset, long sizeBytes, boolean used, String name) {}

    @Test
    void superblockFieldsLieWhereTheFormatPutsThem() throws Exception {
        check(SuperblockLayout.class, "s_", 1024, SUPERBLOCK);
        assertThat(SuperblockLayout.SIZE_BYTES).isEqualTo(1024);
    }

    @Test
    void inodeFieldsLieWhereTheFormatPutsThem() throws Exception {
        check(InodeLayout.class, "i_", 160, INODE, 128, HURD_INODE);
        assertThat(InodeLayout.GOOD_OLD_SIZE_BYTES).isEqualTo(128);
    }

    @Test
    void groupDescriptorFieldsLieWhereTheFormatPutsThem() throws Exception {
        check(GroupDescriptorLayout.class, "bg_", 64, GROUP_DESCRIPTOR);
        assertThat(GroupDescriptorLayout.WIDE_SIZE_BYTES).isEqualTo(64);
    }

    /** Checks the constants of a class against tables, each given as its size and its text. */
    private static void check(Class<?> constants, String prefix, Object... sizesAndTables)
            throws Exception {
        Map<String, Integer> documented = new TreeMap<>();
        for (int i = 0; i < sizesAndTables.length; i += 2) {
            List<Line> lines = lines((String) sizesAndTables[i + 1]);
            checkThatItAddsUp(lines, (int) sizesAndTables[i]);
            for (Line line : lines) {
                if (line.used) {
                    documented.put(
                            line.name.substring(prefix.length()).toUpperCase(), (int) line.offset);
                }
            }
        }
        assertThat(constantsOf(constants)).isEqualTo(documented);
    }

    private static void checkThatItAddsUp(List<Line> lines, int sizeBytes) {
        StructLayout struct =
                MemoryLayout.structLayout(
                        lines.stream().map(DiskLayoutTest::member).toArray(MemoryLayout[]::new));
        assertThat(struct.byteSize()).isEqualTo(sizeBytes);
        for (Line line : lines) {
            assertThat(struct.byteOffset(PathElement.groupElement(line.name)))
                    .as(line.name)
                    .isEqualTo(line.offset);
        }
    }

    private static MemoryLayout member(Line line) {
        return MemoryLayout.sequenceLayout(line.sizeBytes, ValueLayout.JAVA_BYTE)
                .withName(line.name);
    }

    private static List<Line> lines(String table) {
        List<Line> lines = new ArrayList<>();
        for (String text : table.split("\n")) {
            String[] words = text.trim().split(" +", 3);
            boolean used = !words[2].startsWith("- ");
            lines.add(
                    new Line(
                            Long.decode(words[0]),
                            Long.parseLong(words[1]),
                            used,
                            used ? words[2] : words[2].substring(2)));
        }
        return lines;
    }

    private static Map<String, Integer> constantsOf(Class<?> layout) throws Exception {
        Map<String, Integer> constants = new TreeMap<>();
        for (Field field : layout.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && field.getType() == int.class
                    && !field.getName().endsWith("_SIZE_BYTES")
                    && !field.getName().equals("SIZE_BYTES")) {
                constants.put(field.getName(), field.getInt(null));
            }
        }
        return constants;
    }
}
