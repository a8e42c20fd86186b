// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

/** Kinds of things that lie in an image and are changed, each as often as any other. */
enum Place {
    SUPERBLOCK,
    DESCRIPTOR,
    INODE,
    BLOCK_AREA,
    MAP,
    DIRECTORY,
    XATTR,
    JOURNAL,
    BITMAP,
    ANYTHING
}
