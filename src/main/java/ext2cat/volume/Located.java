// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

/**
 * A file and where it was found.
 *
 * @param path its place in the tree, without symlinks and {@code ..}
 * @param inode the file
 */
public record Located(TreePath path, Inode inode) {}
