// SPDX-License-Identifier: Apache-2.0

/**
 * Takes many files out of an image: {@link ext2cat.export.Export} walks a tree and hands each file,
 * with its contents, to a {@link ext2cat.export.Receiver}, in the order of the walk. The reads are
 * made in another order, that of the disk.
 *
 * <pre>
 *   reading thread                                              receiving thread
 *
 *   TreeWalk  ->  Gatherer  ->  Sweep   ->  DiskOrder           Batch  ->  Receiver
 *   names,        what is       4 MiB of    reads sorted   |    files      tar, hash,
 *   inodes        wanted of     files, in   by disk block  |    in walk    extract, diff
 *                 each          walk order  (one sweep)    |    order
 *                    |                          |          |      ^
 *                    |                          v          |      |
 *                    +-- LargeFile ---->  Slab: 4 MiB  -- Handoff-+
 *                        piece by piece   of contents
 * </pre>
 *
 * <p><b>The order of reads.</b> Small files are gathered for a sweep until its memory is full. Then
 * all that they need is read in one pass over the disk: blocks of attributes, targets of symlinks,
 * pointers and data. A file is mapped by the planner that maps every file ({@link
 * ext2cat.mpage.Contents}); only its bios do not go out at once, but wait until the sweep comes by.
 * An indirect block is read when the sweep reaches it, and what it points to is put before the
 * sweep; what turns out to lie behind, in a fragmented file, is read in a second sweep. A file too
 * large for a sweep is read front to back in pieces, while nothing else is read.
 *
 * <p><b>Memory</b> is that of the slabs, a fixed number: who holds all of them makes the other side
 * wait. Beside it there are the paths of the files in them, the way of the walk, and one bit for
 * each directory. With {@link ext2cat.export.ExportOptions#withHardLinks} the first names of files
 * with several are kept, up to a bound.
 *
 * <p><b>Damage.</b> What cannot be read is reported where it is met, and the rest goes on. A file
 * of which only the beginning can be read is handed out as far as that, and its end says why. A
 * name that no file can have (with a slash or a NUL in it) is damage, and so all below it is left
 * out: whoever writes names down can rely on that.
 */
@NullMarked
package ext2cat.export;

import org.jspecify.annotations.NullMarked;
