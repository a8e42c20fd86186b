// SPDX-License-Identifier: Apache-2.0

/**
 * What inodes hold: {@code ext2 stat} tells it of paths and {@code ext2 inode} of numbers, {@code
 * ext2 lsdel} for those that are deleted, and {@code ext2 timeline} for the times of all.
 *
 * <p>What is told is gathered first ({@code InodeFacts}) and then written, as text or as JSON, so
 * that both tell the same.
 */
package ext2cat.cli.inode;
