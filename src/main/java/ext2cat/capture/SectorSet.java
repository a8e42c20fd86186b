// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of sectors, as disjoint ranges in ascending order. */
final class SectorSet {

    private final long[] begins;
    private final long[] ends;
    private final int ranges;

    private SectorSet(long[] begins, long[] ends, int ranges) {
        this.begins = begins;
        this.ends = ends;
        this.ranges = ranges;
    }

    /** The sectors of all requests together. */
    static SectorSet of(Collection<SectorRead> requests) {
        SectorRead[] sorted = requests.toArray(SectorRead[]::new);
        Arrays.sort(sorted, Comparator.comparingLong(SectorRead::startSector));
        long[] begins = new long[sorted.length];
        long[] ends = new long[sorted.length];
        int ranges = 0;
        for (SectorRead request : sorted) {
            if (ranges > 0 && request.startSector() <= ends[ranges - 1]) {
                ends[ranges - 1] = Math.max(ends[ranges - 1], request.endSector());
            } else {
                begins[ranges] = request.startSector();
                ends[ranges] = request.endSector();
                ranges++;
            }
        }
        return new SectorSet(begins, ends, ranges);
    }

    /** How many sectors it holds. */
    long sectors() {
        long sectors = 0;
        for (int i = 0; i < ranges; i++) {
            sectors += ends[i] - begins[i];
        }
        return sectors;
    }

    /**
     * Sectors in a row.
     *
     * @param begin the first
     * @param end the one after the last
     */
    record Range(long begin, long end) {}

    /** Those from {@code begin} to before {@code end}, ascending. */
    List<Range> within(long begin, long end) {
        List<Range> within = new ArrayList<>();
        for (int i = Math.max(0, rangeAtOrBefore(begin)); i < ranges && begins[i] < end; i++) {
            if (ends[i] > begin) {
                within.add(new Range(Math.max(begin, begins[i]), Math.min(end, ends[i])));
            }
        }
        return within;
    }

    boolean contains(long start, long sectors) {
        int range = rangeAtOrBefore(start);
        return range >= 0 && start + sectors <= ends[range];
    }

    /** Whether any of the sectors is in it. */
    boolean intersects(long start, long sectors) {
        int range = rangeAtOrBefore(start + sectors - 1);
        return range >= 0 && ends[range] > start;
    }

    /** The last range that begins at or before the sector; -1 if none does. */
    private int rangeAtOrBefore(long sector) {
        int found = Arrays.binarySearch(begins, 0, ranges, sector);
        return found >= 0 ? found : -found - 2;
    }
}
