// SPDX-License-Identifier: Apache-2.0

/**
 * The order in which Linux reads a file. {@link ext2cat.readorder.Predictor} predicts it for an
 * inode, a program and a kernel's model: the reads as bios, data and indirect blocks in their true
 * order, their figures ({@link ext2cat.readorder.OrderStatistics}) and whether the layout allows a
 * better order ({@link ext2cat.readorder.OrderVerifier}). {@link
 * ext2cat.readorder.RecordingSubmitter} shows the reads that are really made, and {@link
 * ext2cat.readorder.OrderFormat} writes either in the formats of blktrace, blkparse and fio.
 */
@NullMarked
package ext2cat.readorder;

import org.jspecify.annotations.NullMarked;
