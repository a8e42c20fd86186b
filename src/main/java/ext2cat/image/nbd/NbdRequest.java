// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** A request under way, and which of its bytes have come. */
final class NbdRequest {

    private final long startBytes;
    private final int lengthBytes;
    private final long wantedBytes;
    private final MemorySegment target;

    /** The runs that have come, end by start; runs that touch are one. */
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    private boolean isRefused;

    /**
     * A request.
     *
     * @param startBytes where it begins, before what is wanted if requests must be aligned
     * @param lengthBytes how long it is
     * @param wantedBytes where what is wanted begins
     * @param target takes what is wanted
     */
    NbdRequest(long startBytes, int lengthBytes, long wantedBytes, MemorySegment target) {
        this.startBytes = startBytes;
        this.lengthBytes = lengthBytes;
        this.wantedBytes = wantedBytes;
        this.target = target;
    }

    long startBytes() {
        return startBytes;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    long wantedBytes() {
        return wantedBytes;
    }

    MemorySegment target() {
        return target;
    }

    /** Notes a run that has come; whether it lies in the request and none of it has come before. */
    boolean isNew(long positionBytes, long runBytes) {
        long fromBytes = positionBytes - startBytes;
        if (fromBytes < 0 || runBytes < 1 || fromBytes > lengthBytes - runBytes) {
            return false;
        }
        long start = positionBytes;
        long end = positionBytes + runBytes;
        Map.Entry<Long, Long> before = runs.floorEntry(start);
        Map.Entry<Long, Long> after = runs.ceilingEntry(start);
        if (before != null && before.getValue() > start || after != null && after.getKey() < end) {
            return false;
        }
        if (before != null && before.getValue() == start) {
            start = before.getKey();
        }
        if (after != null && after.getKey() == end) {
            runs.remove(end);
            end = after.getValue();
        }
        runs.put(start, end);
        return true;
    }

    /** Notes that the server refuses some of it. */
    void refuse() {
        isRefused = true;
    }

    /** Whether the server has refused some of it, which then does not come. */
    boolean isRefused() {
        return isRefused;
    }

    /** Whether all of it has come. */
    boolean isWhole() {
        return runs.size() == 1
                && runs.firstKey() == startBytes
                && runs.firstEntry().getValue() == startBytes + lengthBytes;
    }
}
