// SPDX-License-Identifier: Apache-2.0

/**
 * What debugfs and fls are asked for: whose a block is ({@link ext2cat.inspect.BlockUses}, {@link
 * ext2cat.inspect.UseMap}), what was deleted and can still be read ({@link
 * ext2cat.inspect.DeletedInodes}, {@link ext2cat.inspect.DeletedNames}, {@link
 * ext2cat.inspect.Timeline}), what can be read of a damaged file ({@link ext2cat.inspect.Salvage}),
 * and what the groups consist of ({@link ext2cat.inspect.GroupParts}).
 *
 * <p>It is a room of its own, as high as {@code check}: no reader of files needs it, and what
 * several rooms need of inodes and paths is in {@code volume}. It differs from {@code check} in
 * that it shows what lies there and judges nothing. Only the commands use it, so the module does
 * not export it.
 *
 * <p>Everything here streams. The classes put {@link ext2cat.volume.walk.InodeScan}, {@link
 * ext2cat.volume.TreeWalk} and the walk of an inode's map together, each question answered in one
 * pass. What is kept is bounded by what was asked, or by one bit a block, never by a count that the
 * image names. Nor is time: what the device does not have is reported at once, and what maps share
 * is looked into again up to a limit only ({@link ext2cat.map.PassedNodes}).
 *
 * <p>Unlike the readers of files, which stop at the first damage, these go on after it: what is
 * lost is handed to a {@link ext2cat.volume.walk.Damage}, and the rest is shown. A map is walked
 * whatever the inode's size and state say, so blocks after the end and those of deleted inodes are
 * seen.
 *
 * <p>Limits: maps are those of ext2, so an inode with extents is refused by name; journals are not
 * looked into; group descriptors are those that the superblock in use leads to.
 */
package ext2cat.inspect;
