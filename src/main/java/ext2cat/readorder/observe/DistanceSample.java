// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.observe;

import ext2cat.readorder.OrderSummary;

import java.util.Arrays;

/**
 * Distances of seeks: how many, their mean, and their median in bounded memory.
 *
 * <p>The mean is exact. The median is exact up to {@link #EXACT_LIMIT} distances; beyond, distances
 * are counted in buckets, 128 to each power of two, and the median is the lowest distance of its
 * bucket: at most 1/128 too small.
 */
public final class DistanceSample {

    /** How many distances are kept one by one. */
    public static final int EXACT_LIMIT = 1 << 16;

    private static final int BUCKET_BITS = 7;

    private long count;
    private double sum;
    private long[] exact = new long[0];
    private long[] buckets = new long[0];

    /**
     * Adds one distance.
     *
     * @param sectors more than 0
     */
    public void add(long sectors) {
        if (buckets.length == 0 && count == EXACT_LIMIT) {
            buckets = new long[(Long.SIZE - BUCKET_BITS) << BUCKET_BITS];
            for (long kept : exact) {
                buckets[bucket(kept)]++;
            }
            exact = new long[0];
        }
        if (buckets.length > 0) {
            buckets[bucket(sectors)]++;
        } else {
            if (count == exact.length) {
                exact = Arrays.copyOf(exact, Math.max(16, exact.length * 2));
            }
            exact[(int) count] = sectors; // count is below EXACT_LIMIT
        }
        count++;
        sum += sectors;
    }

    /** What is known of the distances now. */
    public OrderSummary.Seeks summary() {
        return new OrderSummary.Seeks(count, count == 0 ? 0 : sum / count, median());
    }

    /** The middle distance, the smaller of two; 0 if there is none. */
    private long median() {
        if (count == 0) {
            return 0;
        }
        long rank = (count - 1) / 2;
        if (buckets.length == 0) {
            long[] sorted = Arrays.copyOf(exact, (int) count); // at most EXACT_LIMIT
            Arrays.sort(sorted);
            return sorted[(int) rank];
        }
        int bucket = 0;
        for (long seen = buckets[0]; seen <= rank; seen += buckets[bucket]) {
            bucket++;
        }
        return lowest(bucket);
    }

    /** Distances below 256 have a bucket each; above, the leading eight bits tell the bucket. */
    private static int bucket(long sectors) {
        int shift = Math.max(0, Long.SIZE - 1 - BUCKET_BITS - Long.numberOfLeadingZeros(sectors));
        // shift is at most 56 and the rest below 256, so the narrowing keeps the value.
        return (int) (((long) shift << BUCKET_BITS) + (sectors >>> shift));
    }

    private static long lowest(int bucket) {
        int shift = Math.max(0, (bucket >> BUCKET_BITS) - 1);
        return (bucket - ((long) shift << BUCKET_BITS)) << shift;
    }
}
