// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.FileName;

/** One change of a fast commit: what a tag of it says. */
public sealed interface FastChange {

    /** {@return the number of the inode that is changed, or that a name is for} */
    long inode();

    /**
     * The inode, all but its map (EXT4_FC_TAG_INODE).
     *
     * @param inode its number
     * @param bytes its bytes, up to the end of the extra fields or of the whole inode
     */
    record WholeInode(long inode, byte[] bytes) implements FastChange {}

    /**
     * File blocks lie elsewhere now, or are written now (EXT4_FC_TAG_ADD_RANGE).
     *
     * @param inode the file
     * @param fileBlock the first of them
     * @param diskBlock where that lies
     * @param blocks how many
     * @param unwritten whether they read as zeros
     */
    record AddRange(long inode, long fileBlock, long diskBlock, long blocks, boolean unwritten)
            implements FastChange {}

    /**
     * File blocks are a hole now (EXT4_FC_TAG_DEL_RANGE).
     *
     * @param inode the file
     * @param fileBlock the first of them
     * @param blocks how many
     */
    record RemoveRange(long inode, long fileBlock, long blocks) implements FastChange {}

    /**
     * A directory changes.
     *
     * @param kind what happens to the name
     * @param directory the directory
     * @param inode the file
     * @param name its name
     */
    record Entry(Kind kind, long directory, long inode, FileName name) implements FastChange {

        /** What can happen to a name. */
        public enum Kind {
            /** It is the first one of a new file (EXT4_FC_TAG_CREAT). */
            CREATE,
            /** It is another one of a file (EXT4_FC_TAG_LINK). */
            LINK,
            /** It is none any more (EXT4_FC_TAG_UNLINK). */
            UNLINK
        }
    }
}
