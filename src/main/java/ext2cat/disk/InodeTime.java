// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** The times of an inode that have an extra word, by the kernel's names. */
public enum InodeTime {
    /** i_atime: last access. */
    ATIME(InodeLayout.ATIME, InodeLayout.ATIME_EXTRA),

    /** i_mtime: last change of the contents. */
    MTIME(InodeLayout.MTIME, InodeLayout.MTIME_EXTRA),

    /** i_ctime: last change of the inode. */
    CTIME(InodeLayout.CTIME, InodeLayout.CTIME_EXTRA),

    /** i_crtime: creation; only a large inode has it. */
    CRTIME(InodeLayout.CRTIME, InodeLayout.CRTIME_EXTRA);

    private final int offset;
    private final int extraOffset;

    InodeTime(int offset, int extraOffset) {
        this.offset = offset;
        this.extraOffset = extraOffset;
    }

    int offset() {
        return offset;
    }

    int extraOffset() {
        return extraOffset;
    }
}
