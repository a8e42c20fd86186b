// SPDX-License-Identifier: Apache-2.0

/**
 * What the bytes of an image mean: {@link ext2cat.volume.Volume} opens a file system, walks paths
 * and finds inodes; {@link ext2cat.volume.Inode} reads what a file holds, {@link
 * ext2cat.volume.DirectoryReader} what a directory lists.
 *
 * <p>Nothing is ever written. All reads but that of the superblock pass the volume's {@link
 * ext2cat.bio.BioSubmitter}: metadata through its {@link ext2cat.map.BufferCache}, contents through
 * {@link ext2cat.mpage.Contents}.
 *
 * <p>What goes through many files is here too, once: {@link ext2cat.volume.TreeWalk} through a
 * tree, {@link ext2cat.volume.GroupWalk} through the groups, {@link ext2cat.volume.InodeScan}
 * through all inodes in use or not, {@link ext2cat.volume.PathsOf} for the paths of some of them.
 * Each goes on after damage and hands it to a {@link ext2cat.volume.Damage}.
 *
 * <p>All that goes through trees asks {@link ext2cat.volume.Entered} which directories it may
 * enter, and takes the entries from {@link ext2cat.volume.DirectoryEntries}, where a name counts
 * once.
 *
 * <p>A path never leaves the image, and at most 40 symlinks are followed. Journals are not
 * replayed; a volume whose journal needs recovery says so in {@link
 * ext2cat.volume.Volume#warnings}.
 */
@NullMarked
package ext2cat.volume;

import org.jspecify.annotations.NullMarked;
