// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.Support.HARMLESS;
import static ext2cat.disk.Support.HONOURED;

/**
 * Flags of s_feature_ro_compat: a system that does not know one of them may read, but not write.
 * Linux mounts such an image read-only, whichever bits are set; so none is refused, known or not.
 * Beside each: what it means, and what a reader makes of it.
 */
public enum RoCompatFeature implements Feature {
    /** Bit 0x1: only some groups have a backup superblock. */
    SPARSE_SUPER(
            0x1,
            "sparse_super",
            "only some groups have a backup superblock",
            HONOURED,
            "groups 0 and 1 and the powers of 3, 5 and 7"),
    /** Bit 0x2: some file is 2 GiB or larger. */
    LARGE_FILE(
            0x2,
            "large_file",
            "some file is 2 GiB or larger",
            HONOURED,
            "sizes of regular files have 64 bits"),
    /** Bit 0x4: directories may be B-trees. */
    BTREE_DIR(
            0x4,
            "btree_dir",
            "directories may be B-trees",
            HARMLESS,
            "a reserved bit, no system writes such directories"),
    /** Bit 0x8: block counts of inodes have 48 bits and may count whole blocks. */
    HUGE_FILE(
            0x8,
            "huge_file",
            "block counts of inodes have 48 bits and may count whole blocks",
            HONOURED,
            "changes block counts only, which are read so"),
    /** Bit 0x10: groups may be uninitialised, descriptors have checksums. */
    UNINIT_BG(
            0x10,
            "uninit_bg",
            "groups may be uninitialised, descriptors have checksums",
            HONOURED,
            "what is not initialised is not looked at; check verifies the checksums"),
    /** Bit 0x20: directories may have more than 65,000 subdirectories. */
    DIR_NLINK(
            0x20,
            "dir_nlink",
            "directories may have more than 65,000 subdirectories",
            HARMLESS,
            "1 link of a directory means uncounted"),
    /** Bit 0x40: every inode has room for fields after byte 128. */
    EXTRA_ISIZE(
            0x40,
            "extra_isize",
            "every inode has room for fields after byte 128",
            HARMLESS,
            "the fields are decoded where they exist"),
    /** Bit 0x80: the file system has snapshots. */
    HAS_SNAPSHOT(
            0x80,
            "has_snapshot",
            "the file system has snapshots",
            HARMLESS,
            "never part of Linux; only writers look at it"),
    /** Bit 0x100: quotas lie in hidden inodes. */
    QUOTA(0x100, "quota", "quotas lie in hidden inodes", HARMLESS, "no path leads to them"),
    /** Bit 0x200: space is allocated in clusters of blocks. */
    BIGALLOC(
            0x200,
            "bigalloc",
            "space is allocated in clusters of blocks",
            HONOURED,
            "maps name blocks; a bit of a bitmap is a cluster"),
    /** Bit 0x400: every structure has a checksum. */
    METADATA_CSUM(
            0x400,
            "metadata_csum",
            "every structure has a checksum",
            HARMLESS,
            "check verifies those of superblock, groups and inodes"),
    /** Bit 0x800: the file system has replicas. */
    REPLICA(
            0x800,
            "replica",
            "the file system has replicas",
            HARMLESS,
            "never part of Linux; only writers look at it"),
    /** Bit 0x1000: the file system must not be written. */
    READ_ONLY(
            0x1000,
            "read-only",
            "the file system must not be written",
            HARMLESS,
            "a reader writes nothing"),
    /** Bit 0x2000: inodes belong to projects that have quotas. */
    PROJECT(
            0x2000,
            "project",
            "inodes belong to projects that have quotas",
            HARMLESS,
            "the project number is decoded where it exists"),
    /** Bit 0x4000: files may share blocks. */
    SHARED_BLOCKS(
            0x4000,
            "shared_blocks",
            "files may share blocks",
            HARMLESS,
            "of Android; a block is read the same for each file"),
    /** Bit 0x8000: files may have hash trees after their ends. */
    VERITY(
            0x8000,
            "verity",
            "files may have hash trees after their ends",
            HARMLESS,
            "the contents are read, the hash trees are not verified"),
    /** Bit 0x10000: the orphan file lists inodes. */
    ORPHAN_PRESENT(
            0x10000,
            "orphan_present",
            "the orphan file lists inodes",
            HARMLESS,
            "a reader frees no inodes");

    private final FeatureFacts facts;

    RoCompatFeature(long bit, String label, String meaning, Support support, String reason) {
        this.facts = new FeatureFacts(bit, label, meaning, support, reason);
    }

    @Override
    public FeatureFacts facts() {
        return facts;
    }

    @Override
    public long wordOf(Features features) {
        return features.roCompat();
    }
}
