// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace.capture;

import ext2cat.trace.Request;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The reads at one stage (queued, or issued) on one device, as seen from a place where the file
 * system may begin: those of the file in order, all others by what they are.
 */
final class StageReads {

    /** Reads that begin or end in the file and hold other sectors too: no bio of the file does. */
    static final String PARTLY = "partly of the file, partly not";

    /** Reads behind the end of the file system. */
    static final String BEYOND = "behind the end of the file system";

    private static final String BEFORE = "before the beginning of the file system";
    private static final String NO_SECTORS = "without sectors";
    private static final String OTHER = "other blocks of the file system";

    private final CaptureQuery query;
    private final SectorSet file;
    private final long offsetSectors;
    private final List<CapturedRead> reads = new ArrayList<>();
    private final Map<String, NoiseCount> noise = new TreeMap<>();

    private long largestSectors;

    StageReads(CaptureQuery query, SectorSet file, long offsetSectors) {
        this.query = query;
        this.file = file;
        this.offsetSectors = offsetSectors;
    }

    void add(CaptureEvent event) {
        if (!event.hasSectors()) {
            count(NO_SECTORS, event);
            return;
        }
        largestSectors = Math.max(largestSectors, event.sectors());
        long start = event.sector() - offsetSectors;
        if (start < 0) {
            count(BEFORE, event);
        } else if (file.contains(start, event.sectors())) {
            reads.add(
                    new CapturedRead(
                            new Request(start, event.sectors(), event.isReadahead()),
                            event.rwbs(),
                            event.pid(),
                            event.process(),
                            event.timeNanos(),
                            event.where()));
        } else if (file.intersects(start, event.sectors())) {
            count(PARTLY, event);
        } else if (start + event.sectors() > query.fileSystemSectors().orElse(Long.MAX_VALUE)) {
            count(BEYOND, event);
        } else {
            count(query.others().useOf(start, event.sectors()).orElse(OTHER), event);
        }
    }

    private void count(String what, CaptureEvent event) {
        NoiseCount before = noise.getOrDefault(what, new NoiseCount(what, 0, 0, event.where()));
        noise.put(what, before.plus(Math.max(event.sectors(), 0)));
    }

    /** The reads of the file, in the order of the capture. */
    List<CapturedRead> reads() {
        return reads;
    }

    /** The same in the order of time, for a capture that is not. */
    List<CapturedRead> readsByTime() {
        return reads.stream().sorted(Comparator.comparingLong(CapturedRead::timeNanos)).toList();
    }

    /** The size of the largest read of the device, of the file or not. */
    long largestSectors() {
        return largestSectors;
    }

    /** All other reads. */
    List<NoiseCount> noise() {
        return List.copyOf(noise.values());
    }

    /** How many reads were neither wholly of the file nor wholly of something else in it. */
    long foreign() {
        return noise.values().stream()
                .filter(count -> count.what().equals(PARTLY) || count.what().equals(BEYOND))
                .mapToLong(NoiseCount::reads)
                .sum();
    }

    /** How many sectors of the file were read at least once. */
    long coveredSectors() {
        return SectorSet.of(requests(reads)).sectors();
    }

    /** How many sectors were read by requests that are among the given ones. */
    long matchedSectors(Set<Request> predicted) {
        Set<Request> matched = new HashSet<>();
        for (CapturedRead read : reads) {
            Request key = Runs.key(read.request());
            if (predicted.contains(key)) {
                matched.add(key);
            }
        }
        return matched.stream().mapToLong(Request::sectors).sum();
    }

    static List<Request> requests(List<CapturedRead> reads) {
        return reads.stream().map(CapturedRead::request).toList();
    }
}
