// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

/**
 * The seeks in one direction. A distance goes from the end of one request to the start of the next,
 * in sectors of 512 bytes; contiguous requests are no seek.
 *
 * @param count how many
 * @param meanSectors the mean distance, not negative; 0 if there are none
 * @param medianSectors the middle distance; 0 if there are none. Of more than 65,536 seeks it is
 *     known to 1/128
 */
public record SeekSummary(long count, double meanSectors, long medianSectors) {}
