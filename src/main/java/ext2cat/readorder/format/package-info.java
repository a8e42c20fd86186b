// SPDX-License-Identifier: Apache-2.0

/**
 * An order of reads written in the formats of blktrace, blkparse, fio and as a table: {@link
 * ext2cat.readorder.format.OrderFormat} opens an {@link ext2cat.readorder.format.OrderWriter},
 * which takes each read as a bio. {@link ext2cat.readorder.format.SectorRead} is a read as the
 * block layer counts it, and {@link ext2cat.readorder.format.BioText} names the parts of a bio.
 *
 * <p>Not exported: a user of the library is given bios by {@code Predictor}.
 */
@NullMarked
package ext2cat.readorder.format;

import org.jspecify.annotations.NullMarked;
