// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

/**
 * What the block layer made of the queued reads of a file. The order of reads is compared before
 * this; a queue's limits and plugs change only how many requests reach the driver.
 *
 * @param queued reads that were queued (Q)
 * @param issued requests that were sent to the driver (D); 0 if the capture does not hold them
 * @param merges reads that were joined to a request (M, F)
 * @param splits reads that were split (X)
 * @param largestSectors the largest request sent
 */
public record Dispatch(long queued, long issued, long merges, long splits, long largestSectors) {}
