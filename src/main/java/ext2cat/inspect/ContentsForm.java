// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;

/** Where the contents of an inode are. */
public enum ContentsForm {
    /** Where direct and indirect block pointers lead. */
    BLOCK_POINTERS("block pointers"),
    /** Where a tree of extents leads. */
    EXTENTS("extents"),
    /** In the inode: the first 60 bytes in i_block, others in the attribute system.data. */
    INLINE_DATA("inline data"),
    /** In i_block: the target of a short symlink. */
    FAST_SYMLINK("fast symlink"),
    /** Nowhere: a device, a fifo, a socket, an inode that was never used. */
    NONE("none");

    private final String label;

    ContentsForm(String label) {
        this.label = label;
    }

    /** What people and programs call it. */
    public String label() {
        return label;
    }

    /** The form of an inode's contents. */
    static ContentsForm of(DiskInode inode) {
        if (inode.isInline()) {
            return INLINE_DATA;
        }
        if (inode.isFastSymlink()) {
            return FAST_SYMLINK;
        }
        if (!inode.hasMap()) {
            return NONE;
        }
        return inode.isMappedByExtents() ? EXTENTS : BLOCK_POINTERS;
    }
}
