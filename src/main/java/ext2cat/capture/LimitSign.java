// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * A limit of a queue by which cuts in reads can be explained. It is inferred: the cuts are where
 * this limit would have put them, which does not prove that it did.
 *
 * @param limit the limit, as the files of {@code /sys/block/DEVICE/queue} have it
 * @param value what it would be: sectors, or segments
 * @param cuts how many cuts it explains
 */
public record LimitSign(Limit limit, long value, long cuts) {

    /** The limits. */
    public enum Limit {
        /** {@code max_sectors_kb}: no request is larger, and reads are cut at this length. */
        MAX_SECTORS,
        /** {@code max_segments}, if no two pages of the reads adjoin in memory. */
        MAX_SEGMENTS,
        /**
         * {@code max_segments}, if some pages adjoin in memory and share a segment: the value is
         * the most that it can be.
         */
        MAX_SEGMENTS_AT_MOST,
        /** {@code chunk_sectors}: no request crosses a multiple of it on the device. */
        CHUNK
    }
}
