// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.List;

/**
 * Infers from the places where reads were cut which limits of the queue cut them. The block layer
 * cuts a bio where it would become larger than {@code max_sectors}, where it would have more than
 * {@code max_segments} segments, or at a multiple of {@code chunk_sectors}, whichever comes first
 * (bio_split_rw of block/blk-merge.c). Each leaves a mark of its own:
 *
 * <ul>
 *   <li>at max_sectors, pieces are all of one length, and no request is larger than that;
 *   <li>at max_segments, a piece has a page or more a segment, so that pieces are no shorter than
 *       max_segments pages, and longer where pages happen to adjoin in memory;
 *   <li>at chunk_sectors, all cuts are at multiples of one number, and no request crosses one.
 * </ul>
 */
final class LimitFit {

    /** A page of 4096 bytes. */
    private static final long PAGE_SECTORS = 8;

    /** A bio of single pages has at most this many segments, so it is never cut after more. */
    private static final long MAX_BIO_SEGMENTS = 256;

    /** Chunks smaller than 64 KiB are not made; smaller common divisors are chance. */
    private static final long MIN_CHUNK_SECTORS = 128;

    private final List<RequestOrigins.Cut> cuts;
    private final List<SectorRead> issued;
    private final long offsetSectors;
    private final long largestSectors;

    /**
     * @param cuts where queued reads were cut
     * @param issued the requests that were sent
     * @param offsetSectors where the file system begins on the device
     * @param largestSectors the largest request that was sent to the device, of this file or not
     */
    LimitFit(
            List<RequestOrigins.Cut> cuts,
            List<SectorRead> issued,
            long offsetSectors,
            long largestSectors) {
        this.cuts = cuts;
        this.issued = issued;
        this.offsetSectors = offsetSectors;
        this.largestSectors = largestSectors;
    }

    /** The limits that explain the cuts, the more probable first. */
    List<LimitSign> signs() {
        List<RequestOrigins.Cut> atLargest = new ArrayList<>();
        List<RequestOrigins.Cut> shorter = new ArrayList<>();
        for (RequestOrigins.Cut cut : cuts) {
            (cut.afterSectors() == largestSectors ? atLargest : shorter).add(cut);
        }
        List<LimitSign> signs = new ArrayList<>();
        if (shorter.isEmpty()) {
            sign(signs, LimitSign.Limit.MAX_SECTORS, largestSectors, atLargest);
            chunk(signs, atLargest);
            segments(signs, atLargest);
        } else if (!chunk(signs, cuts)) {
            sign(signs, LimitSign.Limit.MAX_SECTORS, largestSectors, atLargest);
            if (!chunk(signs, shorter)) {
                segments(signs, shorter);
            }
        }
        return signs;
    }

    private static void sign(
            List<LimitSign> signs,
            LimitSign.Limit limit,
            long value,
            List<RequestOrigins.Cut> explained) {
        if (!explained.isEmpty()) {
            signs.add(new LimitSign(limit, value, explained.size()));
        }
    }

    private boolean chunk(List<LimitSign> signs, List<RequestOrigins.Cut> explained) {
        long chunk = 0;
        for (RequestOrigins.Cut cut : explained) {
            chunk = greatestCommonDivisor(chunk, cut.sector() + offsetSectors);
        }
        if (explained.size() < 2 || chunk < MIN_CHUNK_SECTORS || isCrossed(chunk)) {
            return false;
        }
        sign(signs, LimitSign.Limit.CHUNK, chunk, explained);
        return true;
    }

    private boolean isCrossed(long chunk) {
        for (SectorRead request : issued) {
            long start = request.startSector() + offsetSectors;
            if (start / chunk != (start + request.sectors() - 1) / chunk) {
                return true;
            }
        }
        return false;
    }

    private static void segments(List<LimitSign> signs, List<RequestOrigins.Cut> explained) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (RequestOrigins.Cut cut : explained) {
            least = Math.min(least, cut.afterSectors());
            most = Math.max(most, cut.afterSectors());
        }
        long pages = least / PAGE_SECTORS;
        if (!explained.isEmpty() && pages > 0 && pages <= MAX_BIO_SEGMENTS) {
            boolean isExact = explained.size() > 1 && least == most && least % PAGE_SECTORS == 0;
            sign(
                    signs,
                    isExact ? LimitSign.Limit.MAX_SEGMENTS : LimitSign.Limit.MAX_SEGMENTS_AT_MOST,
                    pages,
                    explained);
        }
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
