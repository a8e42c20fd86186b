// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.disk.Superblock;
import ext2cat.mount.protocol.Request;

/**
 * What the kernel calls a file: by the number of its inode, but the root, inode 2, is its node 1,
 * and so inode 1 is its node 2.
 *
 * <p>A program that gives out numbers of its own needs a table of them, with a count of how often
 * the kernel was told of each, to be lowered with each FORGET. Here there is nothing to remember: a
 * tree of a million files, all known to the kernel, takes no memory.
 */
final class Nodes {

    private Nodes() {}

    /** The node of an inode. */
    static long ofInode(long inode) {
        return exchange(inode);
    }

    /** The inode of a node. */
    static long inode(long node) {
        return exchange(node);
    }

    private static long exchange(long number) {
        if (number == Superblock.ROOT_INODE) {
            return Request.ROOT;
        }
        return number == Request.ROOT ? Superblock.ROOT_INODE : number;
    }
}
