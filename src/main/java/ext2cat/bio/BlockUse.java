// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

/**
 * What the blocks of a bio hold.
 *
 * @param kind what they are for
 * @param level for a block of a file's map the levels of the tree from here on down: 1 if it leads
 *     to data, more if it leads to other blocks of the map; 0 for everything else
 * @param text what people and trace formats call it: {@code data}, {@code IND}, {@code bitmap}
 */
public record BlockUse(Kind kind, int level, String text) {

    /** What blocks are for. */
    public enum Kind {
        /** Blocks of a file, directory or long symlink. */
        DATA,
        /** A block of a file's map: an indirect block. */
        MAP,
        /** A block of the group descriptor table. */
        GROUP_DESCRIPTORS,
        /** A block of an inode table. */
        INODE_TABLE,
        /** A block or inode bitmap. */
        BITMAP,
        /** A block of extended attributes. */
        XATTR
    }

    /** More levels than any map has. */
    public static final int MAX_LEVEL = 7;

    /** Blocks of a file, directory or long symlink. */
    public static final BlockUse DATA = new BlockUse(Kind.DATA, 0, "data");

    /** A block of the group descriptor table. */
    public static final BlockUse GROUP_DESCRIPTORS =
            new BlockUse(Kind.GROUP_DESCRIPTORS, 0, "group descriptors");

    /** A block of an inode table. */
    public static final BlockUse INODE_TABLE = new BlockUse(Kind.INODE_TABLE, 0, "inode table");

    /** A block or inode bitmap. */
    public static final BlockUse BITMAP = new BlockUse(Kind.BITMAP, 0, "bitmap");

    /** A block of extended attributes. */
    public static final BlockUse XATTR = new BlockUse(Kind.XATTR, 0, "xattr");

    /** A use whose level fits its kind. */
    public BlockUse {
        boolean fits = kind == Kind.MAP ? level >= 1 && level <= MAX_LEVEL : level == 0;
        if (!fits) {
            throw new IllegalArgumentException("no " + text + " of level " + level);
        }
    }

    /**
     * {@return a block of a file's map}
     *
     * @param level from 1 to {@link #MAX_LEVEL}
     * @param text what that kind of map calls it
     */
    public static BlockUse map(int level, String text) {
        return new BlockUse(Kind.MAP, level, text);
    }

    /** {@return whether the blocks are what a file holds} */
    public boolean isData() {
        return kind == Kind.DATA;
    }

    /** {@return whether the block is one of a file's map} */
    public boolean isMap() {
        return kind == Kind.MAP;
    }

    @Override
    public String toString() {
        return text;
    }
}
