// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.disk.InodeBlock;

/** What a block is used for. A block of a sound image has one owner, or is free and has none. */
public sealed interface BlockOwner {

    /**
     * Metadata of a group.
     *
     * @param part all of it
     */
    record Metadata(GroupParts.Part part) implements BlockOwner {}

    /** A block that an inode has. */
    sealed interface OfInode extends BlockOwner {

        /** The number of the inode. */
        long inode();

        /**
         * Whether the inode is deleted: what the block holds may still be its, or another's since.
         */
        boolean deleted();
    }

    /**
     * Contents of a file, directory or long symlink.
     *
     * @param fileBlock which block of it
     */
    record Contents(long inode, boolean deleted, long fileBlock) implements OfInode {}

    /**
     * A block of a map itself.
     *
     * @param use which kind of map, and its level: 1 if it leads to data
     * @param fileBlock the first file block that it covers
     */
    record Table(long inode, boolean deleted, BlockUse use, long fileBlock) implements OfInode {}

    /**
     * A block that the inode names beside its map.
     *
     * @param kind extended attributes, which several inodes may share, or a translator
     */
    record Own(long inode, boolean deleted, InodeBlock.Kind kind) implements OfInode {}
}
