// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.InodeBlock;

/** What a block is used for, as a picture of a whole image tells it. */
public enum BlockKind {
    /** Nothing. */
    FREE("free"),
    /** Superblocks, and with them descriptors, the room for more of them, what lies before. */
    SUPERBLOCK("superblocks, descriptors"),
    /** Bitmaps. */
    BITMAP("bitmaps"),
    /** Inode tables. */
    INODE_TABLE("inode tables"),
    /** Contents of directories. */
    DIRECTORY("directories"),
    /** Contents of files and long symlinks, and translators. */
    FILE("files"),
    /** Indirect blocks. */
    INDIRECT("indirect blocks"),
    /** Blocks of trees of extents. */
    EXTENT_TREE("extent tree blocks"),
    /** Extended attributes. */
    ATTRIBUTES("extended attributes"),
    /** The journal. */
    JOURNAL("journal"),
    /** With {@code bigalloc}, the rest of a cluster of which a block is used. */
    CLUSTER_REST("rests of clusters"),
    /** In use, but nobody's. */
    OTHER("in use, without an owner");

    private final String label;

    BlockKind(String label) {
        this.label = label;
    }

    /** What a legend calls it. */
    public String label() {
        return label;
    }

    /** The kind of a block that an inode names beside its map. */
    static BlockKind of(InodeBlock.Kind kind) {
        return switch (kind) {
            case ATTRIBUTES -> ATTRIBUTES;
            case TRANSLATOR -> FILE;
        };
    }

    /** The kind of a part of a group. */
    static BlockKind of(MetadataKind kind) {
        return switch (kind) {
            case BOOT_BLOCK,
                    SUPERBLOCK,
                    BACKUP_SUPERBLOCK,
                    GROUP_DESCRIPTORS,
                    BACKUP_DESCRIPTORS,
                    RESERVED_DESCRIPTORS,
                    MULTIPLE_MOUNT_PROTECTION ->
                    SUPERBLOCK;
            case BLOCK_BITMAP, INODE_BITMAP -> BITMAP;
            case INODE_TABLE -> INODE_TABLE;
        };
    }
}
