// SPDX-License-Identifier: Apache-2.0

/**
 * The bytes of an image. Only this package and {@code host}, which writes, open channels.
 *
 * <p>{@link ext2cat.device.MappedDevice} is what a file or a disk is opened as, {@link
 * ext2cat.device.ChannelDevice} takes everything that cannot be mapped, and {@link
 * ext2cat.device.Partition} is a part of either.
 *
 * <h2>A file that shrinks while it is mapped</h2>
 *
 * <p>The pages of a mapping that lie beyond the end of its file cannot be read: the kernel answers
 * the access with SIGBUS. HotSpot turns the signal into an {@code InternalError}, but not where it
 * happened: compiled code goes on after the failed load, with whatever was in the register, and the
 * error is thrown the next time that the thread looks for one, which may be after the method that
 * copied, and its {@code catch}, have been left. (Measured on JDK 25: a copy of 8, 40, 4,096 or
 * 300,000 bytes that C2 has compiled escaped a {@code catch} around it in every run; interpreted
 * and C1 code never did.) And the page in which the new end lies raises no signal at all: it is
 * read as zeros from the new end on.
 *
 * <p>Both are met by one call after each copy: the file is asked for its size. If the run is not
 * inside it any more the bytes are not believed, zeros or not. The call is native, and a thread
 * that comes back from native code looks for its pending errors; so the error is thrown inside the
 * {@code try} in which its cause was. (It costs about 0.4 µs; a copy of 4 KiB costs 0.05 µs from
 * the processor's cache, more from memory.) A medium that cannot be read raises the same signal
 * with the file as long as ever. Then the run is read once more without the mapping, and the kernel
 * names the reason.
 *
 * <p>Who reads a mapping directly, past {@link ext2cat.device.BlockDevice#read}, has none of this;
 * therefore no device hands its mapping out.
 *
 * <h2>Which way the bytes go</h2>
 *
 * <p>{@link ext2cat.host.OutputChannel} finds out what an output of many bytes leads to. Into a
 * pipe the kernel moves them (sendfile), and the pipe is enlarged. Into a file they are read and
 * written in pieces of 256 KiB, and the file gets its blocks beforehand (fallocate): on ext4 that
 * takes a sixth of the time off. Where files share extents copy_file_range does it. The null device
 * is a device like others.
 *
 * <p>The JVM takes some 20 ms to link its first native call, and 10 for the first {@code
 * FileChannel.transferTo}, which is more than it takes to read 100 MiB. So calls that only help are
 * linked by a second thread.
 *
 * <p>Runs of a few blocks are copied from the mapping, which is the quickest way to what is in
 * memory and the slowest to what is not: each fault waits for the medium. So runs that lie near to
 * each other and seem not to be in memory are read from the file at once, with what lies between
 * them.
 *
 * <p>Tried on Linux 6.18, ext4, and not kept: a second thread that reads the next pieces while one
 * is written into a file (from 5 % slower to 18 % faster, for a quarter more CPU); writes of 1 MiB
 * and more, and from the mapping (up to three times as slow). cachestat(2) takes a thousandth of
 * the time of mincore on large folios, but counts pages whose reading failed as well.
 *
 * <h2>Who owns what</h2>
 *
 * <p>Every mapping has a shared arena of its own, which belongs to its device: any thread may read,
 * and {@code close} unmaps at once. A thread that reads meanwhile gets a {@link
 * java.nio.channels.ClosedChannelException}, not a fault. (Closing a shared arena stops all threads
 * for a moment. That is well below a millisecond, once an image.) The memory that bytes are read
 * into belongs to the caller. A device that is made from another one or from a channel closes it.
 */
@NullMarked
package ext2cat.device;

import org.jspecify.annotations.NullMarked;
