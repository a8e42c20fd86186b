// SPDX-License-Identifier: Apache-2.0

/**
 * What the bytes of an image mean: {@link ext2cat.volume.Volume} opens a file system, walks paths
 * and finds inodes; {@link ext2cat.volume.Inode} reads what a file holds and lists what a directory
 * does.
 *
 * <p>Nothing is ever written. All reads but that of the superblock pass the volume's {@link
 * ext2cat.bio.BioSubmitter}: metadata through its {@link ext2cat.map.BufferCache}, contents through
 * {@link ext2cat.mpage.Contents}.
 *
 * <p>{@link ext2cat.volume.TreeWalk} goes through a tree and goes on after damage. What else goes
 * through many inodes, and how a path is taken apart, stand in {@code volume.walk} and {@code
 * volume.path}, which are not exported.
 *
 * <p>A path never leaves the image, and at most 40 symlinks are followed. Journals are not
 * replayed; a volume whose journal needs recovery says so in {@link
 * ext2cat.volume.Volume#warnings}.
 */
@NullMarked
package ext2cat.volume;

import org.jspecify.annotations.NullMarked;
