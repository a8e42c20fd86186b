# SPDX-License-Identifier: Apache-2.0
"""Where each field of the structures on disk lies: name -> (offset, size in bytes)."""

SUPERBLOCK_OFFSET = 1024
MAGIC = 0xEF53
NDIR_BLOCKS = 12

SUPERBLOCK = {
    "s_inodes_count": (0, 4),
    "s_blocks_count": (4, 4),
    "s_r_blocks_count": (8, 4),
    "s_free_blocks_count": (12, 4),
    "s_free_inodes_count": (16, 4),
    "s_first_data_block": (20, 4),
    "s_log_block_size": (24, 4),
    "s_log_frag_size": (28, 4),
    "s_blocks_per_group": (32, 4),
    "s_frags_per_group": (36, 4),
    "s_inodes_per_group": (40, 4),
    "s_magic": (56, 2),
    "s_state": (58, 2),
    "s_rev_level": (76, 4),
    "s_first_ino": (84, 4),
    "s_inode_size": (88, 2),
    "s_block_group_nr": (90, 2),
    "s_feature_compat": (92, 4),
    "s_feature_incompat": (96, 4),
    "s_feature_ro_compat": (100, 4),
    "s_reserved_gdt_blocks": (206, 2),
    "s_journal_inum": (224, 4),
    "s_desc_size": (254, 2),
    "s_first_meta_bg": (260, 4),
}

GROUP_DESCRIPTOR_BYTES = 32
GROUP_DESCRIPTOR = {
    "bg_block_bitmap": (0, 4),
    "bg_inode_bitmap": (4, 4),
    "bg_inode_table": (8, 4),
    "bg_free_blocks_count": (12, 2),
    "bg_free_inodes_count": (14, 2),
    "bg_used_dirs_count": (16, 2),
}

INODE = {
    "i_mode": (0, 2),
    "i_uid": (2, 2),
    "i_size": (4, 4),
    "i_atime": (8, 4),
    "i_ctime": (12, 4),
    "i_mtime": (16, 4),
    "i_dtime": (20, 4),
    "i_gid": (24, 2),
    "i_links_count": (26, 2),
    "i_blocks": (28, 4),
    "i_flags": (32, 4),
    "i_generation": (100, 4),
    "i_file_acl": (104, 4),
    "i_size_high": (108, 4),
} | {f"i_block[{n}]": (40 + 4 * n, 4) for n in range(15)}

DIRENT = {
    "inode": (0, 4),
    "rec_len": (4, 2),
    "name_len": (6, 1),
    "file_type": (7, 1),
}
