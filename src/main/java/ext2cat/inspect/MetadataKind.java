// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

/** What a block that belongs to no file is for. */
public enum MetadataKind {
    /** What lies before the first group: room for a boot loader. */
    BOOT_BLOCK("boot block"),
    /** The superblock that counts. */
    SUPERBLOCK("superblock"),
    /** A copy of it. */
    BACKUP_SUPERBLOCK("backup superblock"),
    /** Descriptors of groups. */
    GROUP_DESCRIPTORS("group descriptors"),
    /** A copy of them. */
    BACKUP_DESCRIPTORS("backup group descriptors"),
    /** Room for more descriptors. */
    RESERVED_DESCRIPTORS("reserved for group descriptors"),
    /** Tells whether a system has the file system mounted. */
    MULTIPLE_MOUNT_PROTECTION("multiple mount protection"),
    /** Which blocks of a group are in use. */
    BLOCK_BITMAP("block bitmap"),
    /** Which inodes of a group are in use. */
    INODE_BITMAP("inode bitmap"),
    /** Inodes. */
    INODE_TABLE("inode table");

    private final String label;

    MetadataKind(String label) {
        this.label = label;
    }

    /** What people call it. */
    public String label() {
        return label;
    }
}
