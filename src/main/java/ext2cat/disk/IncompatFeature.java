// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static ext2cat.disk.Support.HARMLESS;
import static ext2cat.disk.Support.HONOURED;
import static ext2cat.disk.Support.REFUSED;

/**
 * Flags of s_feature_incompat: a system that does not know one of them must not touch the image.
 * Beside each: what it means, and why the reader does as it does.
 */
public enum IncompatFeature implements Feature {
    /** Bit 0x1: file contents may be compressed (e2compr). */
    COMPRESSION(
            0x1,
            "compression",
            "file contents may be compressed (e2compr)",
            REFUSED,
            "nothing here expands them"),
    /** Bit 0x2: directory entries hold the type of the file. */
    FILETYPE(
            0x2,
            "filetype",
            "directory entries hold the type of the file",
            HONOURED,
            "without it the byte is not looked at"),
    /** Bit 0x4: the journal holds changes that are not yet in place. */
    NEEDS_RECOVERY(
            0x4,
            "needs_recovery",
            "the journal holds changes that are not yet in place",
            HONOURED,
            "the journal is replayed in memory"),
    /** Bit 0x8: this is the journal of another file system. */
    JOURNAL_DEV(
            0x8,
            "journal_dev",
            "this is the journal of another file system",
            REFUSED,
            "it holds no files"),
    /** Bit 0x10: group descriptors lie near the groups they describe. */
    META_BG(
            0x10,
            "meta_bg",
            "group descriptors lie near the groups they describe",
            HONOURED,
            "their places are computed as in Linux"),
    /** Bit 0x40: files may be mapped by extents. */
    EXTENT(
            0x40,
            "extent",
            "files may be mapped by extents",
            HONOURED,
            "of ext4; the reader follows both kinds of maps"),
    /** Bit 0x80: block numbers may have more than 32 bits. */
    BIT64(
            0x80,
            "64bit",
            "block numbers may have more than 32 bits",
            HONOURED,
            "of ext4; descriptors are wider, block pointers are not"),
    /** Bit 0x100: a block says whether another system has it mounted. */
    MMP(
            0x100,
            "mmp",
            "a block says whether another system has it mounted",
            HARMLESS,
            "of ext4; a reader does not look whether it is written to"),
    /** Bit 0x200: bitmaps and inode tables of several groups lie together. */
    FLEX_BG(
            0x200,
            "flex_bg",
            "bitmaps and inode tables of several groups lie together",
            HONOURED,
            "of ext4; the descriptors say where they are"),
    /** Bit 0x400: values of extended attributes may lie in inodes of their own. */
    EA_INODE(
            0x400,
            "ea_inode",
            "values of extended attributes may lie in inodes of their own",
            HONOURED,
            "of ext4; they are read from there"),
    /** Bit 0x1000: directory entries may hold data after the name. */
    DIRDATA(
            0x1000,
            "dirdata",
            "directory entries may hold data after the name",
            REFUSED,
            "the reader does not know its form"),
    /** Bit 0x2000: the superblock holds the seed of the checksums. */
    METADATA_CSUM_SEED(
            0x2000,
            "metadata_csum_seed",
            "the superblock holds the seed of the checksums",
            HONOURED,
            "of ext4; check begins its checksums with it"),
    /** Bit 0x4000: directories may be larger than 2 GiB. */
    LARGE_DIR(
            0x4000,
            "large_dir",
            "directories may be larger than 2 GiB",
            HONOURED,
            "of ext4; sizes of directories have 64 bits"),
    /** Bit 0x8000: small files and directories lie in their inodes. */
    INLINE_DATA(
            0x8000,
            "inline_data",
            "small files and directories lie in their inodes",
            HONOURED,
            "of ext4; they are read there"),
    /** Bit 0x10000: names and contents may be encrypted. */
    ENCRYPT(
            0x10000,
            "encrypt",
            "names and contents may be encrypted",
            HONOURED,
            "of ext4; names are shown as Linux shows them without a key, contents are refused"),
    /** Bit 0x20000: directories may ignore the case of names. */
    CASEFOLD(
            0x20000,
            "casefold",
            "directories may ignore the case of names",
            HARMLESS,
            "of ext4; the reader compares the bytes of names");

    private final FeatureFacts facts;

    IncompatFeature(long bit, String label, String meaning, Support support, String reason) {
        this.facts = new FeatureFacts(bit, label, meaning, support, reason);
    }

    @Override
    public FeatureFacts facts() {
        return facts;
    }

    @Override
    public long wordOf(Features features) {
        return features.incompat();
    }
}
