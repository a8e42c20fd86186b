// SPDX-License-Identifier: Apache-2.0

/**
 * What a structure-minded look at an image finds: maps with their indirect blocks, what each block
 * is used for, by which names an inode can be reached, what was deleted and can still be read.
 *
 * <p>Everything here streams. {@link ext2cat.volume.InodeScan} passes over the inode tables, {@link
 * ext2cat.inspect.MapRuns} over the map of one inode, {@link ext2cat.volume.TreeWalk} over the
 * names; the other classes put these three together, each question answered in one pass. What is
 * kept is bounded by what was asked, or by one bit a block, never by a count that the image tells.
 * Nor is time: what the device does not have is told of at once, and what maps share is looked into
 * again up to a limit only ({@link ext2cat.map.MapWalk}).
 *
 * <p>Unlike the readers of files, which stop at the first damage, these go on behind it: what is
 * damaged is handed to the caller, who tells of it and shows the rest. A map is walked whatever the
 * inode's size and state say, so blocks behind the end and those of deleted inodes are seen.
 *
 * <p>Limits: maps are those of ext2, so an inode with extents is refused by name; journals are not
 * looked into; group descriptors are those that the superblock in use leads to.
 */
@NullMarked
package ext2cat.inspect;

import org.jspecify.annotations.NullMarked;
