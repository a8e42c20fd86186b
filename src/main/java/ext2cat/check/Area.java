// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/** What a problem is about. Each area is the matter of one pass or of one structure. */
public enum Area {
    /** The superblock and its backups. */
    SUPERBLOCK("superblock"),
    /** Group descriptors, and where they put bitmaps and inode tables. */
    GROUPS("groups"),
    /** The fields of an inode. */
    INODE("inode"),
    /** Block pointers, and what they make of size and block count. */
    MAP("map"),
    /** Blocks that belong to more than one thing. */
    CLAIMS("claims"),
    /** Extended attributes. */
    XATTR("xattr"),
    /** The journal's superblock. */
    JOURNAL("journal"),
    /** Inodes to be deleted at the next mount. */
    ORPHANS("orphans"),
    /** Entries of directories. */
    DIRECTORY("directory"),
    /** Hash trees of directories. */
    INDEX("index"),
    /** How directories hang together. */
    TREE("tree"),
    /** Link counts. */
    LINKS("links"),
    /** Bitmaps of blocks and inodes. */
    BITMAP("bitmap"),
    /** Counts of what is free. */
    COUNTS("counts");

    private final String label;

    Area(String label) {
        this.label = label;
    }

    /** {@return the area in a word, for people and programs} */
    public String label() {
        return label;
    }
}
