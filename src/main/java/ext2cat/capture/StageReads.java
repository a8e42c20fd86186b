// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reads at one stage (queued, or issued) on one device, as seen from a place where the file
 * system may begin: those of the file in order, all others by what they are.
 */
final class StageReads {

    /** Reads that begin or end in the file and hold other sectors too: no bio of the file does. */
    static final String PARTLY = "partly of the file, partly not";

    /** Reads beyond the end of the file system. */
    static final String BEYOND = "beyond the end of the file system";

    private static final String BEFORE = "before the beginning of the file system";
    private static final String NO_SECTORS = "without sectors";
    private static final String OTHER = "other blocks of the file system";

    private static final int MAX_PROCESSES = 1 << 14;

    /** What a read counts that goes against the place, beside itself. */
    private static final int CONTRADICTION = 3;

    private final CaptureQuery query;
    private final long offsetSectors;
    private final List<CapturedRead> reads = new ArrayList<>();
    private final Map<String, NoiseCount> noise = new TreeMap<>();

    private final Map<Integer, Tally> tallies = new HashMap<>();

    private long largestSectors;

    /** What one process read of this device: how much in all, and how much against the place. */
    private record Tally(long reads, long contradictions) {}

    StageReads(CaptureQuery query, long offsetSectors) {
        this.query = query;
        this.offsetSectors = offsetSectors;
    }

    void add(CaptureEvent event) {
        if (!event.hasSectors()) {
            count(NO_SECTORS, event);
            return;
        }
        SectorSet file = query.file().sectors();
        largestSectors = Math.max(largestSectors, event.sectors());
        long start = event.sector() - offsetSectors;
        if (start < 0) {
            count(BEFORE, event);
        } else if (file.contains(start, event.sectors())) {
            tally(event, 0);
            reads.add(
                    new CapturedRead(
                            new SectorRead(start, event.sectors(), event.isReadahead()),
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
        tally(event, what.equals(PARTLY) || what.equals(BEYOND) ? 1 : 0);
        NoiseCount before = noise.getOrDefault(what, new NoiseCount(what, 0, 0, event.where()));
        noise.put(what, before.plus(Math.max(event.sectors(), 0)));
    }

    /** The reads of the file, in the order of the capture. */
    List<CapturedRead> reads() {
        return reads;
    }

    /** The reads of the file in the order of time, for a capture that is in another order. */
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

    /** The reads that are neither wholly of the file nor wholly of something else around it. */
    List<NoiseCount> foreign() {
        return noise.values().stream()
                .filter(
                        count ->
                                count.what().equals(PARTLY)
                                        // After a partition there may be another.
                                        || count.what().equals(BEYOND) && offsetSectors == 0)
                .toList();
    }

    /** How many reads are {@link #foreign}. */
    long foreignReads() {
        return foreign().stream().mapToLong(NoiseCount::reads).sum();
    }

    /** How many sectors of the file were read at least once. */
    long coveredSectors() {
        return SectorSet.of(requests(reads)).sectors();
    }

    private void tally(CaptureEvent event, int contradictions) {
        if (tallies.size() < MAX_PROCESSES || tallies.containsKey(event.pid())) {
            tallies.merge(
                    event.pid(),
                    new Tally(1, contradictions),
                    (one, more) ->
                            new Tally(
                                    one.reads() + more.reads(),
                                    one.contradictions() + more.contradictions()));
        }
    }

    /**
     * How well the reads go with the file: how much of the file the process read that read most of
     * it, times the share of its reads that are of the file. A process that reads 53 times, each
     * time of the file, goes before one of 160 reads of which 20 lie in the file by chance. A read
     * that no file at this place causes weighs as four.
     */
    double score() {
        Map<Integer, List<SectorRead>> byProcess = new HashMap<>();
        for (CapturedRead read : reads) {
            byProcess.computeIfAbsent(read.pid(), _ -> new ArrayList<>()).add(read.request());
        }
        double best = 0;
        for (Map.Entry<Integer, List<SectorRead>> process : byProcess.entrySet()) {
            List<SectorRead> own = process.getValue();
            Tally tally = tallies.getOrDefault(process.getKey(), new Tally(own.size(), 0));
            double share =
                    (double) own.size() / (tally.reads() + CONTRADICTION * tally.contradictions());
            best = Math.max(best, SectorSet.of(own).sectors() * share);
        }
        return best;
    }

    static List<SectorRead> requests(List<CapturedRead> reads) {
        return reads.stream().map(CapturedRead::request).toList();
    }
}
