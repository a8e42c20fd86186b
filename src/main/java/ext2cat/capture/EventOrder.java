// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Watches the numbers and times of the events as they go by. Blktrace numbers the events of each
 * device on each processor from 1; a gap is a loss, and a smaller number a new start. The number 0
 * means that the recorder did not count.
 */
final class EventOrder {

    private static final int MAX_COUNTERS = 1 << 16;

    private final Map<Long, Long> lastSequences = new HashMap<>();
    private long lastTimeNanos = Long.MIN_VALUE;
    private Optional<CaptureItem> held = Optional.empty();

    /** An item that was held back by {@link #check}, once. */
    Optional<CaptureItem> next() {
        Optional<CaptureItem> item = held;
        held = Optional.empty();
        return item;
    }

    /** The event itself, or a note about it, after which {@link #next} gives the event. */
    CaptureItem check(CaptureEvent event, long sequence) {
        long gap = gapBefore(event, sequence);
        boolean backwards = event.timeNanos() < lastTimeNanos;
        lastTimeNanos = event.timeNanos();
        if (gap > 0) {
            held = Optional.of(event);
            return note(
                    event,
                    CaptureNote.Kind.SEQUENCE_GAP,
                    gap,
                    gap + " event numbers are missing before number " + sequence);
        }
        if (backwards) {
            held = Optional.of(event);
            return note(
                    event,
                    CaptureNote.Kind.OUT_OF_ORDER,
                    1,
                    "the event is older than the one before it");
        }
        return event;
    }

    private long gapBefore(CaptureEvent event, long sequence) {
        if (sequence == 0) {
            return 0;
        }
        DeviceNumber device = event.device();
        // A major has 12 bits, a minor 20 and a cpu far fewer than 24 bits.
        long key = ((long) device.major() << 20 | device.minor()) << 24 ^ event.cpu();
        if (lastSequences.size() >= MAX_COUNTERS && !lastSequences.containsKey(key)) {
            return 0;
        }
        Optional<Long> before = Optional.ofNullable(lastSequences.put(key, sequence));
        long expected = before.orElse(sequence - 1) + 1;
        return Math.max(sequence - expected, 0);
    }

    private static CaptureNote note(
            CaptureEvent event, CaptureNote.Kind kind, long count, String text) {
        return new CaptureNote(kind, count, text, event.where());
    }
}
