// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;
import ext2cat.readorder.format.SectorRead;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where a file system may begin on a device. Two reads of one process in a row have a
 * distance and two lengths, which do not depend on where the file system begins; each pair that is
 * also among the predicted ones votes for the place that would make it the same. The places with
 * most votes are worth a closer look.
 */
final class OffsetVotes {

    private static final int MAX_VOTES = 1 << 16;
    private static final int MAX_PROCESSES = 1 << 14;
    private static final int MAX_STARTS = 8;
    private static final int MAX_PLACES = 16;

    private record Pair(long distance, long first, long second) {}

    private record Process(DeviceNumber device, BlockAction action, int pid) {}

    private record Spot(DeviceNumber device, long offsetSectors) {}

    private final Map<Pair, List<Long>> predicted = new HashMap<>();
    private final Map<Long, List<Long>> single = new HashMap<>();
    private final Map<Process, SectorRead> last = new HashMap<>();
    private final Map<Spot, Long> votes = new HashMap<>();

    OffsetVotes(List<ModelOrder> predictions, List<ModelOrder> hints) {
        predictions.forEach(this::learn);
        if (!isWeak()) {
            hints.forEach(this::learn);
        }
    }

    private void learn(ModelOrder prediction) {
        List<SectorRead> requests = CaptureQuery.requests(prediction);
        learn(requests);
        learn(SectorRuns.join(requests));
    }

    /** Whether a single read is all that there is to go by, which fits at many places. */
    boolean isWeak() {
        return predicted.isEmpty();
    }

    private void learn(List<SectorRead> requests) {
        if (requests.size() == 1) {
            SectorRead only = requests.getFirst();
            remember(single.computeIfAbsent(only.sectors(), _ -> new ArrayList<>()), only);
        }
        for (int i = 1; i < requests.size(); i++) {
            SectorRead first = requests.get(i - 1);
            Pair pair = pair(first, requests.get(i));
            remember(predicted.computeIfAbsent(pair, _ -> new ArrayList<>()), first);
        }
    }

    private static void remember(List<Long> starts, SectorRead request) {
        if (starts.size() < MAX_STARTS && !starts.contains(request.startSector())) {
            starts.add(request.startSector());
        }
    }

    private static Pair pair(SectorRead first, SectorRead second) {
        return new Pair(
                second.startSector() - first.startSector(), first.sectors(), second.sectors());
    }

    /** Takes a read of the capture into account. */
    void add(CaptureEvent event) {
        boolean counts = event.action() == BlockAction.QUEUE || event.action() == BlockAction.ISSUE;
        if (!counts || !event.isRead() || !event.hasSectors()) {
            return;
        }
        SectorRead request = new SectorRead(event.sector(), event.sectors(), false);
        if (isWeak()) {
            vote(event.device(), request, single.getOrDefault(request.sectors(), List.of()));
            return;
        }
        int pid = event.action() == BlockAction.QUEUE ? event.pid() : -1;
        Process process = new Process(event.device(), event.action(), pid);
        if (last.size() >= MAX_PROCESSES && !last.containsKey(process)) {
            last.clear();
        }
        SectorRead before = last.put(process, request);
        if (before != null) {
            vote(event.device(), before, predicted.getOrDefault(pair(before, request), List.of()));
        }
    }

    private void vote(DeviceNumber device, SectorRead read, List<Long> starts) {
        for (long start : starts) {
            if (read.startSector() >= start) {
                if (votes.size() >= MAX_VOTES) {
                    votes.values().removeIf(count -> count == 1);
                }
                if (votes.size() < MAX_VOTES) {
                    votes.merge(new Spot(device, read.startSector() - start), 1L, Long::sum);
                }
            }
        }
    }

    /** The places with most votes. */
    List<DeviceOffset> best() {
        return votes.entrySet().stream()
                .sorted(
                        Map.Entry.<Spot, Long>comparingByValue()
                                .reversed()
                                .thenComparing(
                                        entry -> entry.getKey().offsetSectors(),
                                        Comparator.naturalOrder()))
                .limit(MAX_PLACES)
                .map(
                        entry ->
                                new DeviceOffset(
                                        entry.getKey().device(),
                                        entry.getKey().offsetSectors(),
                                        isWeak()
                                                ? DeviceOffset.Origin.ONE_READ
                                                : DeviceOffset.Origin.FITTED))
                .toList();
    }
}
