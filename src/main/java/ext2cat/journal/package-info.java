// SPDX-License-Identifier: Apache-2.0

/**
 * The journal of ext3 and ext4 (jbd2): what it holds that is not yet in place.
 *
 * <p>{@link ext2cat.journal.Recovery} goes through the log as Linux does when it mounts: once to
 * find its end, once for what is revoked, once for the blocks. Nothing is written. The answer is an
 * index from a block of the file system to the place in the log where its newest version lies, and
 * {@link ext2cat.journal.ReplayedDevice} is the device with these blocks in their places. Memory
 * grows with the number of blocks in the log, not with their size.
 *
 * <p>A log is numbers of big-endian order: a descriptor block names the blocks that follow it, a
 * commit block ends a transaction, a revoke block says which blocks of earlier transactions must
 * not be written any more. Each begins with a magic number, its kind and the number of its
 * transaction. A logged block that begins with the magic number has zeros there instead, and a flag
 * that says so.
 *
 * <p>After the end of the log may lie fast commits, which {@link ext2cat.journal.FastCommits}
 * reads. What they change is made by {@code ext2cat.volume.fastcommit}.
 *
 * <p>Not exported: {@code ext2cat.volume.Volume} opens the newest state.
 */
@NullMarked
package ext2cat.journal;

import org.jspecify.annotations.NullMarked;
