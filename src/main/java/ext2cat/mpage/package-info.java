// SPDX-License-Identifier: Apache-2.0

/**
 * How a file's pages are read: which of them together, in how many reads, and in which order.
 *
 * <p>A read goes through three steps, each of which knows nothing of the one before:
 *
 * <ol>
 *   <li>{@link ext2cat.mpage.read.OpenFile} turns system calls into readahead windows, as the
 *       kernel's {@code filemap_read}, {@code filemap_fault} and readahead do. Its {@link
 *       ext2cat.mpage.read.AddressSpace} knows which pages are cached.
 *   <li>{@link ext2cat.mpage.read.MpageReader} turns a window into bios (mpage_readpages). It sees
 *       a file system only as {@link ext2cat.mpage.GetBlock}.
 *   <li>A {@link ext2cat.bio.BioSubmitter} carries the bios out, or records them.
 * </ol>
 *
 * <p>{@link ext2cat.mpage.Contents} is the way of this program's own commands: it chooses its
 * windows itself and enters at the second step. What differs between kernels, and between a kernel
 * and this program, is a {@link ext2cat.mpage.ReadModel}: a value, not a branch of the code.
 *
 * <h2>BH_Boundary</h2>
 *
 * <p>The pages of a window are mapped one after another, and a bio is submitted only when the next
 * page cannot be added to it. Mapping may itself need a read: the pointers to file blocks 12 and up
 * are in an indirect block. So a reader that maps first and submits later reads the indirect block
 * before the data that it has already mapped. Take a file of 16 blocks, laid out as ext2 does it:
 *
 * <pre>
 *   disk block   6183 ... 6194   6195       6196 ... 6199
 *   holds        file 0 ... 11   indirect   file 12 ... 15
 * </pre>
 *
 * <p>One window over all of it, mapped first, is read as
 *
 * <pre>
 *   6195 (indirect), 6183-6194, 6196-6199
 * </pre>
 *
 * <p>a seek back of 13 blocks, for reasons of bookkeeping alone. Therefore get_block sets
 * BH_Boundary on a mapping that ends with the last pointer of its table: the next mapping will read
 * a block which probably follows this one on disk, so submit what you have. The order becomes
 *
 * <pre>
 *   6183-6194, 6195 (indirect), 6196-6199
 * </pre>
 *
 * <p>and the disk goes forward. The flag has its price: a bio ends at each such border even where
 * the indirect block is cached, or where the data goes on without a gap.
 *
 * <p>The ext4 driver, which serves ext2 images on most machines of today, lets the flag count only
 * when the mapping was made for one folio and ends with it ({@link
 * ext2cat.mpage.ReadModel.BoundaryRule#WITHIN_FOLIO}); for a window over the border it reads the
 * indirect block first again.
 *
 * <h2>Extents</h2>
 *
 * <p>There is no such flag in a tree of extents: the node that maps the next block is always read
 * before the data at hand. What was read of it stays known: an extent is asked for once as it is
 * stored, and from then on with all that adjoins it in the leaves read so far ({@link
 * ext2cat.mpage.GetBlock#knownWith}). To a reader through the page cache that makes no difference;
 * one with O_DIRECT has a bio for each answer. Extents of 2, 3 and 4 adjacent blocks are read as
 *
 * <pre>
 *   2, 7
 * </pre>
 *
 * <p>Unwritten extents are holes to all readers.
 *
 * <h2>Confused pages</h2>
 *
 * <p>A page, or a folio, goes into a bio only if its blocks are one run on disk, perhaps with a
 * hole behind. Data after a hole, or two runs, make it <i>confused</i>: the bio at hand is
 * submitted, and the page is read block by block. Pages of one block cannot be confused.
 *
 * <h2>What is proved</h2>
 *
 * <p>The windows and bios of {@link ext2cat.mpage.ReadModel#EXT2} and {@link
 * ext2cat.mpage.ReadModel#EXT4}, of files that pointers and that extents map, equal recordings of
 * Linux 6.1 and 6.18, from system calls to bios. The recordings were made with memory so fragmented
 * that no two pages of a bio were adjacent, since a bio counts adjacent pages as one and may then
 * be longer than 256 pages. That depends on where the pages lie in memory, which no image tells.
 *
 * <p>{@code tools/compare/live-order} makes such recordings on a running Linux 6.18, of files and
 * reads chosen by chance, and compares them with {@link ext2cat.mpage.ReadModel#EXT4}.
 */
@NullMarked
package ext2cat.mpage;

import org.jspecify.annotations.NullMarked;
