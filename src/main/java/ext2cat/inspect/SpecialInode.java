// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.Superblock;

import java.util.Optional;

/** The inodes below the first one for files, which no path but the root's leads to. */
public final class SpecialInode {

    private static final String[] LABELS = {
        "bad blocks",
        "root directory",
        "user quota",
        "group quota",
        "boot loader",
        "undelete directory",
        "reserved group descriptors",
        "journal",
        "exclude bitmap",
        "replica"
    };

    private SpecialInode() {}

    /** What the inode is for, if that is laid down. */
    public static Optional<String> label(Superblock superblock, long inode) {
        return inode >= 1 && inode <= LABELS.length && inode < superblock.firstInode()
                ? Optional.of(LABELS[(int) inode - 1])
                : Optional.empty();
    }
}
