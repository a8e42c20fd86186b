// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.Support.HARMLESS;
import static ext2cat.disk.Support.HONOURED;

/**
 * Flags of s_feature_compat: what a system that does not know them may read and write all the same.
 * So none is refused, known or not. Beside each: what it means, and why the reader does as it does.
 */
public enum CompatFeature implements Feature {
    /** Bit 0x1: directories are given blocks in advance. */
    DIR_PREALLOC(
            0x1,
            "dir_prealloc",
            "directories are given blocks in advance",
            HARMLESS,
            "the blocks are empty entries to a reader"),
    /** Bit 0x2: inodes may belong to an AFS server. */
    IMAGIC_INODES(
            0x2,
            "imagic_inodes",
            "inodes may belong to an AFS server",
            HARMLESS,
            "no path leads to them"),
    /** Bit 0x4: changes go through a journal (ext3). */
    HAS_JOURNAL(
            0x4,
            "has_journal",
            "changes go through a journal (ext3)",
            HARMLESS,
            "all is in place unless needs_recovery is set"),
    /** Bit 0x8: inodes may have extended attributes. */
    EXT_ATTR(
            0x8,
            "ext_attr",
            "inodes may have extended attributes",
            HONOURED,
            "those in inodes and in blocks are decoded"),
    /** Bit 0x10: blocks are kept for a longer descriptor table. */
    RESIZE_INODE(
            0x10,
            "resize_inode",
            "blocks are kept for a longer descriptor table",
            HARMLESS,
            "they belong to inode 7 and lie after the table"),
    /** Bit 0x20: large directories have a hash index. */
    DIR_INDEX(
            0x20,
            "dir_index",
            "large directories have a hash index",
            HARMLESS,
            "read in sequence, the index looks like unused entries"),
    /** Bit 0x40: bitmaps and inode tables may be uninitialised. */
    LAZY_BG(
            0x40,
            "lazy_bg",
            "bitmaps and inode tables may be uninitialised",
            HARMLESS,
            "no path leads to an uninitialised inode"),
    /** Bit 0x80: an inode lists what snapshots exclude. */
    EXCLUDE_INODE(
            0x80,
            "exclude_inode",
            "an inode lists what snapshots exclude",
            HARMLESS,
            "only writers of snapshots look at it"),
    /** Bit 0x100: a bitmap marks what snapshots exclude. */
    SNAPSHOT_BITMAP(
            0x100,
            "snapshot_bitmap",
            "a bitmap marks what snapshots exclude",
            HARMLESS,
            "only writers of snapshots look at it"),
    /** Bit 0x200: at most two groups have a backup superblock. */
    SPARSE_SUPER2(
            0x200,
            "sparse_super2",
            "at most two groups have a backup superblock",
            HONOURED,
            "their numbers stand in the superblock"),
    /** Bit 0x400: the journal has an area for small commits. */
    FAST_COMMIT(
            0x400,
            "fast_commit",
            "the journal has an area for small commits",
            HARMLESS,
            "it is part of the journal"),
    /** Bit 0x800: inode numbers and the UUID may not change. */
    STABLE_INODES(
            0x800,
            "stable_inodes",
            "inode numbers and the UUID may not change",
            HARMLESS,
            "a reader changes neither"),
    /** Bit 0x1000: a file lists the inodes to be freed at mount. */
    ORPHAN_FILE(
            0x1000,
            "orphan_file",
            "a file lists the inodes to be freed at mount",
            HARMLESS,
            "a reader frees no inodes");

    private final FeatureFacts facts;

    CompatFeature(long bit, String label, String meaning, Support support, String reason) {
        this.facts = new FeatureFacts(bit, label, meaning, support, reason);
    }

    @Override
    public FeatureFacts facts() {
        return facts;
    }

    @Override
    public long wordOf(Features features) {
        return features.compat();
    }
}
