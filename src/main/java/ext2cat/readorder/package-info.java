// SPDX-License-Identifier: Apache-2.0

/**
 * The order in which Linux reads a file. {@link ext2cat.readorder.Predictor} predicts it for an
 * inode, a program and a kernel's model: the reads as bios, data and indirect blocks in their true
 * order, their figures ({@link ext2cat.readorder.OrderSummary}) and whether the layout allows a
 * better order ({@link ext2cat.readorder.OrderVerdict}). {@link ext2cat.readorder.Pin} pins pages
 * of a file as get_user_pages does.
 *
 * <p>What observes reads as they pass, writes them in formats of other programs, and draws them
 * stands in packages of its own, which are not exported.
 */
@NullMarked
package ext2cat.readorder;

import org.jspecify.annotations.NullMarked;
