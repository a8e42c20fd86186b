// SPDX-License-Identifier: Apache-2.0

/**
 * What goes through many files, groups or inodes and goes on after damage, which it hands to a
 * {@link ext2cat.volume.walk.Damage}: {@link ext2cat.volume.walk.GroupWalk} through the groups,
 * {@link ext2cat.volume.walk.InodeScan} through all inodes, in use or not, {@link
 * ext2cat.volume.walk.PathsOf} through a tree for the paths of some inodes.
 *
 * <p>All that goes through trees, {@link ext2cat.volume.TreeWalk} too, asks {@link
 * ext2cat.volume.walk.Entered} which directories it may enter, and takes the entries from {@link
 * ext2cat.volume.walk.DirectoryEntries}, where a name counts once. {@link
 * ext2cat.volume.walk.DirectoryReader} is one directory as it is stored.
 *
 * <p>Not exported: a user of the library walks with {@code Volume.walk} or {@code TreeWalk}.
 */
@NullMarked
package ext2cat.volume.walk;

import org.jspecify.annotations.NullMarked;
