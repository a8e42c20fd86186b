// SPDX-License-Identifier: Apache-2.0

/**
 * Disks that are divided: GPT and MBR, and which partition is meant.
 *
 * <p>A disk whose first bytes hold a superblock is a file system, whatever a boot sector says of
 * partitions. Otherwise {@link ext2cat.image.partition.Partitioning} finds the table, and the only
 * partition with an ext file system or the one that is asked for by its number, label or UUID. A
 * partition is a part of the disk's device: nothing is copied.
 *
 * <p>What a table says is held against the disk. A partition that begins after the disk's end is
 * left out, one that ends there is cut, and both are said; a chain of logical partitions that leads
 * back to itself ends.
 */
@NullMarked
package ext2cat.image.partition;

import org.jspecify.annotations.NullMarked;
