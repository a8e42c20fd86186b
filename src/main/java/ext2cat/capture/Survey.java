// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The first way through a capture: which devices and notes it holds, and where the file system may
 * begin.
 */
final class Survey {

    /** No machine has more; a file that names more is no capture. */
    private static final int MAX_DEVICES = 1 << 12;

    private static final int MAX_REMAPS = 64;

    private final CaptureQuery query;
    private final OffsetVotes votes;
    private final TreeMap<DeviceNumber, DeviceCounts> devices =
            new TreeMap<>(
                    Comparator.comparingInt(DeviceNumber::major)
                            .thenComparingInt(DeviceNumber::minor));
    private final Map<CaptureNote.Kind, NoteCount> notes = new EnumMap<>(CaptureNote.Kind.class);
    private final Set<DeviceOffset> remaps = new LinkedHashSet<>();

    /**
     * @param query the file
     * @param hints reads that other readers would make, to find the file system by
     */
    Survey(CaptureQuery query, List<ModelOrder> hints) {
        this.query = query;
        this.votes = new OffsetVotes(query.predictions(), hints);
    }

    void add(CaptureItem item) throws CaptureException {
        switch (item) {
            case CaptureNote note -> notes.put(note.kind(), notesOf(note.kind()).plus(note));
            case CaptureEvent event -> addEvent(event);
        }
    }

    private void addEvent(CaptureEvent event) throws CaptureException {
        DeviceNumber device = event.device();
        DeviceCounts counts = devices.getOrDefault(device, new DeviceCounts(device, 0, 0, 0, 0));
        devices.put(device, counts.plus(event));
        if (devices.size() > MAX_DEVICES) {
            throw new CaptureException(
                    event.where() + ": more than " + MAX_DEVICES + " devices are named so far");
        }
        event.remap().ifPresent(from -> addRemap(event, from));
        votes.add(event);
    }

    /** Newer kernels name the partition in what follows, older ones the disk. */
    private void addRemap(CaptureEvent event, CaptureEvent.Remap from) {
        long offset = event.sector() - from.sector();
        if (event.hasSectors() && offset >= 0 && remaps.size() < MAX_REMAPS) {
            DeviceOffset.Origin origin = DeviceOffset.Origin.REMAP;
            remaps.add(new DeviceOffset(event.device(), offset, origin));
            remaps.add(new DeviceOffset(from.device(), offset, origin));
        }
    }

    private NoteCount notesOf(CaptureNote.Kind kind) {
        return notes.getOrDefault(kind, new NoteCount(kind, 0, List.of()));
    }

    /** All devices, by number. */
    List<DeviceCounts> devices() {
        return List.copyOf(devices.values());
    }

    /** All notes, by kind. */
    List<NoteCount> notes() {
        return List.copyOf(notes.values());
    }

    boolean isOutOfOrder() {
        return notes.containsKey(CaptureNote.Kind.OUT_OF_ORDER);
    }

    /** Where the file system may begin, the surest first. */
    List<DeviceOffset> candidates() {
        List<DeviceOffset> all = new ArrayList<>();
        OptionalLong given = query.offsetSectors();
        for (DeviceNumber device : devices.keySet()) {
            all.add(
                    given.isPresent()
                            ? new DeviceOffset(device, given.getAsLong(), DeviceOffset.Origin.GIVEN)
                            : new DeviceOffset(device, 0, DeviceOffset.Origin.START));
        }
        if (given.isEmpty()) {
            all.addAll(remaps);
            all.addAll(votes.best());
        }
        Set<DeviceOffset> distinct = new LinkedHashSet<>();
        Set<String> spots = new LinkedHashSet<>();
        for (DeviceOffset candidate : all) {
            boolean wanted =
                    query.device().isEmpty() || query.device().get().equals(candidate.device());
            if (wanted && spots.add(candidate.device() + " " + candidate.offsetSectors())) {
                distinct.add(candidate);
            }
        }
        return List.copyOf(distinct);
    }
}
