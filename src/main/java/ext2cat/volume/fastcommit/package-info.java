// SPDX-License-Identifier: Apache-2.0

/**
 * What the fast commits of ext4 change, made in memory. A fast commit does not hold blocks, as
 * others do, but says what was done: an inode is this, a directory has a name more, file blocks lie
 * there. {@link ext2cat.volume.fastcommit.FastReplay} does it, in blocks that the {@link
 * ext2cat.journal.ReplayedDevice} then has in the place of those of the image. So everything above
 * reads the newest state as any other, and none of it knows of fast commits.
 *
 * <p>What is not said must be found. A new directory needs a block, as does one in which there is
 * no room for a name, and so does a map whose extents do not fit into the inode any more. These
 * blocks are taken from those that are free, as Linux does it, and bitmaps and the counts of the
 * groups follow. The times of a directory that has a name more or less stay as the last full commit
 * left them; Linux gives it those of the replay.
 *
 * <p>Memory grows with the changes, up to 256 MiB of changed blocks.
 *
 * <p>Not exported.
 */
@NullMarked
package ext2cat.volume.fastcommit;

import org.jspecify.annotations.NullMarked;
