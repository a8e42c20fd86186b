// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/** What the blocks of a bio hold. */
public enum BlockUse {
    /** Blocks of a file, directory or long symlink. */
    DATA,
    /** A single indirect block: pointers to data blocks. */
    IND,
    /** A double indirect block: pointers to single indirect blocks. */
    DIND,
    /** A triple indirect block: pointers to double indirect blocks. */
    TIND,
    /** A block of the group descriptor table. */
    GROUP_DESCRIPTORS,
    /** A block of an inode table. */
    INODE_TABLE,
    /** A block or inode bitmap. */
    BITMAP,
    /** A block of extended attributes. */
    XATTR;

    /**
     * The indirect block of that many levels.
     *
     * @param level 1 single, 2 double, 3 triple
     */
    public static BlockUse indirect(int level) {
        return switch (level) {
            case 1 -> IND;
            case 2 -> DIND;
            case 3 -> TIND;
            default -> throw new IllegalArgumentException("no indirect block of level " + level);
        };
    }

    /**
     * Levels of indirection below this block: 1 to 3 for an indirect block, 0 for everything else.
     */
    public int level() {
        return switch (this) {
            case IND -> 1;
            case DIND -> 2;
            case TIND -> 3;
            default -> 0;
        };
    }
}
