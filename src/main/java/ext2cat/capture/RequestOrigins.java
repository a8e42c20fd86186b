// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds for each request that was sent to the driver the queued reads that it is made of. The
 * events are gone through in their order, so that a file which is read twice is not confused with
 * itself: a request takes sectors only of reads that were queued before it and not yet sent.
 */
final class RequestOrigins {

    /**
     * A place where a queued read was cut.
     *
     * @param sector where, from the start of the file system
     * @param afterSectors how far after the start of the read, or the cut before this one
     */
    record Cut(long sector, long afterSectors) {}

    /**
     * A part of a queued read that went in one request.
     *
     * @param request the number of the request
     */
    private record Part(long startSector, long endSector, int request) {}

    /** Sectors of a queued read that are not sent yet. */
    private record Unsent(QueuedRead read, long endSector) {}

    private static final class QueuedRead {
        private final SectorRead request;
        private final int requestsBefore;
        private final List<Part> parts = new ArrayList<>();

        QueuedRead(SectorRead request, int requestsBefore) {
            this.request = request;
            this.requestsBefore = requestsBefore;
        }

        boolean isSplit() {
            return isSent() && parts.size() > 1;
        }

        boolean isSent() {
            long sectors = 0;
            for (Part part : parts) {
                sectors += part.endSector - part.startSector;
            }
            return sectors == request.sectors();
        }
    }

    private final List<QueuedRead> queued = new ArrayList<>();
    private final List<SectorRead> issued = new ArrayList<>();
    private final List<Integer> readsPerRequest = new ArrayList<>();
    private final TreeMap<Long, Unsent> unsent = new TreeMap<>();

    private RequestOrigins() {}

    /** Of the events of a capture, which are put in the order of their time. */
    static RequestOrigins of(List<CapturedRead> queued, List<CapturedRead> issued) {
        Comparator<CapturedRead> order =
                Comparator.comparingLong(CapturedRead::timeNanos)
                        .thenComparingLong(read -> read.where().position());
        List<CapturedRead> queuedInOrder = queued.stream().sorted(order).toList();
        List<CapturedRead> issuedInOrder = issued.stream().sorted(order).toList();
        RequestOrigins origins = new RequestOrigins();
        int next = 0;
        for (CapturedRead request : issuedInOrder) {
            while (next < queuedInOrder.size()
                    && order.compare(queuedInOrder.get(next), request) <= 0) {
                origins.queue(queuedInOrder.get(next++).request());
            }
            origins.issue(request.request());
        }
        while (next < queuedInOrder.size()) {
            origins.queue(queuedInOrder.get(next++).request());
        }
        return origins;
    }

    /** Of reads that are predicted; when they were queued is not known. */
    static RequestOrigins ofPredicted(List<SectorRead> predicted, List<CapturedRead> issued) {
        RequestOrigins origins = new RequestOrigins();
        predicted.forEach(origins::queue);
        issued.forEach(request -> origins.issue(request.request()));
        return origins;
    }

    private void queue(SectorRead request) {
        takeOut(request);
        QueuedRead read = new QueuedRead(request, issued.size());
        queued.add(read);
        unsent.put(request.startSector(), new Unsent(read, request.endSector()));
    }

    private void issue(SectorRead request) {
        issued.add(request);
        int number = issued.size() - 1;
        Set<QueuedRead> reads = new HashSet<>();
        for (Map.Entry<Long, Unsent> entry : takeOut(request)) {
            long start = Math.max(entry.getKey(), request.startSector());
            long end = Math.min(entry.getValue().endSector, request.endSector());
            entry.getValue().read.parts.add(new Part(start, end, number));
            reads.add(entry.getValue().read);
        }
        readsPerRequest.add(reads.size());
    }

    /** Takes these sectors out of the unsent ones; what was there of them, in ascending order. */
    private List<Map.Entry<Long, Unsent>> takeOut(SectorRead request) {
        Long first = unsent.floorKey(request.startSector());
        Map<Long, Unsent> near =
                unsent.subMap(
                        first == null ? request.startSector() : first,
                        true,
                        request.endSector(),
                        false);
        List<Map.Entry<Long, Unsent>> taken = new ArrayList<>();
        for (Map.Entry<Long, Unsent> entry : near.entrySet()) {
            if (entry.getValue().endSector > request.startSector()) {
                taken.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        for (Map.Entry<Long, Unsent> entry : taken) {
            long start = entry.getKey();
            Unsent sectors = entry.getValue();
            unsent.remove(start);
            if (start < request.startSector()) {
                unsent.put(start, new Unsent(sectors.read, request.startSector()));
            }
            if (sectors.endSector > request.endSector()) {
                unsent.put(request.endSector(), sectors);
            }
        }
        return taken;
    }

    /** The requests, in order. */
    List<SectorRead> issued() {
        return issued;
    }

    int queuedReads() {
        return queued.size();
    }

    /** How many queued reads were not sent, or not wholly. */
    long unsentReads() {
        return queued.stream().filter(read -> !read.isSent()).count();
    }

    /** How many queued reads were sent in more than one request. */
    long splitReads() {
        return queued.stream().filter(QueuedRead::isSplit).count();
    }

    /** The places in queued reads where one request ends and another begins. */
    List<Cut> cuts() {
        List<Cut> cuts = new ArrayList<>();
        for (QueuedRead read : queued) {
            if (read.isSplit()) {
                List<Part> parts = new ArrayList<>(read.parts);
                parts.sort(Comparator.comparingLong(Part::startSector));
                for (Part part : parts.subList(0, parts.size() - 1)) {
                    cuts.add(new Cut(part.endSector, part.endSector - part.startSector));
                }
            }
        }
        return cuts;
    }

    /**
     * What was merged, and why neighbours were not.
     *
     * @param orderIsKnown whether it is known when the reads were queued
     */
    Dispatch.Merging merging(boolean orderIsKnown) {
        long requests = 0;
        long reads = 0;
        long most = 0;
        for (int together : readsPerRequest) {
            if (together > 1) {
                requests++;
                reads += together;
                most = Math.max(most, together);
            }
        }
        long largest = issued.stream().mapToLong(SectorRead::sectors).max().orElse(0);
        int mostReads = (int) most;
        long holdMost = readsPerRequest.stream().filter(count -> count == mostReads).count();
        long before = 0;
        long overLargest = 0;
        long overMost = 0;
        long unexplained = 0;
        for (int i = 1; i < queued.size() && orderIsKnown; i++) {
            QueuedRead first = queued.get(i - 1);
            QueuedRead second = queued.get(i);
            if (!areApart(first, second)) {
                continue;
            }
            Part last = last(first);
            Part next = first(second);
            long together = issued.get(last.request).sectors() + next.endSector - next.startSector;
            if (last.request < second.requestsBefore) {
                before++;
            } else if (together > largest) {
                overLargest++;
            } else if (holdMost > 1 && readsPerRequest.get(last.request) == mostReads) {
                overMost++;
            } else {
                unexplained++;
            }
        }
        return new Dispatch.Merging(
                requests, reads, most, before, overLargest, overMost, unexplained);
    }

    private static boolean areApart(QueuedRead first, QueuedRead second) {
        return first.request.endSector() == second.request.startSector()
                && first.isSent()
                && second.isSent()
                && last(first).request != first(second).request;
    }

    private static Part first(QueuedRead read) {
        return read.parts.stream().min(Comparator.comparingLong(Part::startSector)).orElseThrow();
    }

    private static Part last(QueuedRead read) {
        return read.parts.stream().max(Comparator.comparingLong(Part::startSector)).orElseThrow();
    }
}
