// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All reads of one device in a capture.
 *
 * @param device the device
 * @param offsetSectors where the file system begins on it
 * @param action the stage at which they were taken: queued, or sent to the driver
 * @param reads in the order of the capture
 * @param leftOut reads that were more than are kept
 */
public record MappedReads(
        DeviceNumber device,
        long offsetSectors,
        BlockAction action,
        List<CaptureEvent> reads,
        long leftOut) {

    /** Each takes some hundred bytes. */
    private static final int MOST_READS = 1 << 20;

    /** Keeps a list of its own. */
    public MappedReads {
        reads = List.copyOf(reads);
    }

    /** What is known of a device while the capture is read. */
    private static final class Device {
        private final Map<BlockAction, List<CaptureEvent>> reads = new HashMap<>();
        private OptionalLong remapped = OptionalLong.empty();

        List<CaptureEvent> of(BlockAction action) {
            return reads.getOrDefault(action, List.of());
        }
    }

    /**
     * Reads a capture.
     *
     * @param wanted the device; empty for the one with most reads
     * @param offset where the file system begins; empty for where a partition does to which the
     *     capture says that reads were sent, else the start
     * @throws CaptureException if it has no read
     */
    public static MappedReads of(
            Capture capture, Optional<DeviceNumber> wanted, OptionalLong offset)
            throws IOException {
        Map<DeviceNumber, Device> devices = new LinkedHashMap<>();
        long kept = 0;
        long leftOut = 0;
        for (Optional<CaptureItem> item = capture.next(); item.isPresent(); item = capture.next()) {
            if (!(item.get() instanceof CaptureEvent event) || !event.isRead()) {
                continue;
            }
            Device device = devices.computeIfAbsent(event.device(), _ -> new Device());
            if (event.remap().isPresent() && device.remapped.isEmpty()) {
                device.remapped = OptionalLong.of(event.sector() - event.remap().get().sector());
            }
            boolean isStage =
                    event.action() == BlockAction.QUEUE || event.action() == BlockAction.ISSUE;
            if (isStage && event.hasSectors()) {
                if (kept++ < MOST_READS) {
                    device.reads.computeIfAbsent(event.action(), _ -> new ArrayList<>()).add(event);
                } else {
                    leftOut++;
                }
            }
        }
        Optional<Map.Entry<DeviceNumber, Device>> most =
                devices.entrySet().stream()
                        .filter(it -> wanted.isEmpty() || wanted.get().equals(it.getKey()))
                        .max(Comparator.comparingInt(it -> most(it.getValue())));
        if (most.isEmpty() || most(most.get().getValue()) == 0) {
            throw new CaptureException("there is no read in the capture");
        }
        Device device = most.get().getValue();
        boolean queued = !device.of(BlockAction.QUEUE).isEmpty();
        BlockAction stage = queued ? BlockAction.QUEUE : BlockAction.ISSUE;
        long start = offset.orElseGet(() -> Math.max(0, device.remapped.orElse(0)));
        return new MappedReads(most.get().getKey(), start, stage, device.of(stage), leftOut);
    }

    private static int most(Device device) {
        return Math.max(device.of(BlockAction.QUEUE).size(), device.of(BlockAction.ISSUE).size());
    }
}
