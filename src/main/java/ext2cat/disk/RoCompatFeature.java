// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.Support.HARMLESS;
import static ext2cat.disk.Support.HONOURED;
import static ext2cat.disk.Support.REFUSED;

/**
 * Flags of s_feature_ro_compat: a system that does not know one of them may read, but not write.
 * Linux mounts such an image read-only; this reader takes what belongs to ext2 and ext3 and refuses
 * the rest by name, so that nobody takes a half-understood image for a whole one. Beside each: what
 * it means, and why the reader does as it does.
 */
public enum RoCompatFeature implements Feature {
    SPARSE_SUPER(
            0x1,
            "sparse_super",
            "only some groups have a backup superblock",
            HONOURED,
            "groups 0 and 1 and the powers of 3, 5 and 7"),
    LARGE_FILE(
            0x2,
            "large_file",
            "some file is 2 GiB or larger",
            HONOURED,
            "sizes of regular files have 64 bits"),
    BTREE_DIR(
            0x4,
            "btree_dir",
            "directories may be B-trees",
            HARMLESS,
            "a reserved bit, no system writes such directories"),
    HUGE_FILE(
            0x8,
            "huge_file",
            "block counts of inodes have 48 bits and may count whole blocks",
            REFUSED,
            "of ext4; changes block counts only"),
    UNINIT_BG(
            0x10,
            "uninit_bg",
            "groups may be uninitialised, descriptors have checksums",
            REFUSED,
            "of ext4; bitmaps and unused inodes may be garbage"),
    DIR_NLINK(
            0x20,
            "dir_nlink",
            "directories may have more than 65,000 subdirectories",
            REFUSED,
            "of ext4; 1 link means uncounted"),
    EXTRA_ISIZE(
            0x40,
            "extra_isize",
            "every inode has room for fields behind byte 128",
            REFUSED,
            "of ext4; the fields are decoded where they exist"),
    HAS_SNAPSHOT(
            0x80, "has_snapshot", "the file system has snapshots", REFUSED, "never part of Linux"),
    QUOTA(
            0x100,
            "quota",
            "quotas lie in hidden inodes",
            REFUSED,
            "of ext4; changes nothing for a reader of files"),
    BIGALLOC(
            0x200,
            "bigalloc",
            "space is allocated in clusters of blocks",
            REFUSED,
            "of ext4; groups are larger than a bitmap of blocks"),
    METADATA_CSUM(
            0x400,
            "metadata_csum",
            "every structure has a checksum",
            REFUSED,
            "of ext4; the reader verifies no checksums"),
    REPLICA(0x800, "replica", "the file system has replicas", REFUSED, "never part of Linux"),
    READ_ONLY(
            0x1000,
            "read-only",
            "the file system must not be written",
            REFUSED,
            "of ext4; changes nothing for a reader"),
    PROJECT(
            0x2000,
            "project",
            "inodes belong to projects that have quotas",
            REFUSED,
            "of ext4; the project number is decoded where it exists"),
    SHARED_BLOCKS(
            0x4000,
            "shared_blocks",
            "files may share blocks",
            REFUSED,
            "of Android; a check would call the blocks cross-linked"),
    VERITY(
            0x8000,
            "verity",
            "files may have hash trees behind their ends",
            REFUSED,
            "of ext4; the reader verifies no hash trees"),
    ORPHAN_PRESENT(
            0x10000,
            "orphan_present",
            "the orphan file lists inodes",
            REFUSED,
            "of ext4; changes nothing for a reader of paths");

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
