// SPDX-License-Identifier: Apache-2.0

/**
 * What is wrong with a file system: a reader's fsck, which repairs nothing. {@link
 * ext2cat.check.Check} checks a volume and hands on {@link ext2cat.check.Finding}s; each has a
 * {@link ext2cat.check.Problem}, which tells how much it matters, and a {@link
 * ext2cat.check.Place}.
 *
 * <p><b>The passes</b> are those of e2fsck, for each needs what the one before has learnt, and
 * their common memory is {@code Subject}:
 *
 * <ol start="0">
 *   <li>superblock, its backups, and where the groups have their bitmaps and tables. The blocks of
 *       all these are claimed.
 *   <li>every inode of every table by itself: mode, flags, times, attributes; then its map, whose
 *       blocks are claimed too. If a block was claimed twice, all maps are walked once more to name
 *       its owners. Links and types are remembered, 5 bytes an inode. What users, groups and
 *       projects have is compared with their quotas.
 *   <li>the entries of every directory, which are counted as links, and its hash tree.
 *   <li>whether every directory hangs below the root.
 *   <li>whether each inode has as many links as it says.
 *   <li>the bitmaps against what was claimed, and the counts against the bitmaps; with {@code
 *       bigalloc}, all in clusters.
 * </ol>
 *
 * <p><b>What could not be seen</b> limits what is concluded ({@code Loss}). If an inode table
 * cannot be read, its files may use any block that is marked: so a marked block without a user is
 * no finding then. If a directory cannot be read to its end, link counts are not compared. What
 * follows from damage that was told is not told again, as far as that is known.
 *
 * <p><b>Hostile images.</b> Memory and time grow with what the image holds, not with what it
 * claims: bitmaps are made of pieces that exist when needed; blocks beyond the end of the device
 * are not looked for. {@link ext2cat.map.FileMap#walk} enters each table of pointers once in a
 * pass, so knotted maps cost no more than sound ones; a directory block that many directories share
 * is read again some thousand times, then no more. Of each kind of finding only the first become
 * sentences, the rest is counted.
 *
 * <p><b>Not looked at</b>: what the journal holds; of times, all but their nanoseconds and whether
 * they are likely; whether names in a directory with more than two million of them are unique.
 */
@NullMarked
package ext2cat.check;

import org.jspecify.annotations.NullMarked;
