// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.Optional;

/**
 * Reads the text of the kernel's {@code block_*} trace events (include/trace/events/block.h), as
 * tracefs, {@code perf script} and {@code trace-cmd report} print it:
 *
 * <pre>
 * block_bio_queue: 7,0 RA 12366 + 24 [cat]
 * block_rq_issue: 7,2 RA 49152 () 25688 + 96 be,0,4 [dd]
 * block_rq_complete: 7,2 RA () 25688 + 96 [0]
 * block_bio_remap: 8,0 R 2050 + 8 &lt;- (8,1) 2
 * </pre>
 */
final class TraceEventText {

    private static final String PREFIX = "block_";
    private static final String PERF_SYSTEM = "block:";

    /** Stands where a line names no device, as plug events do. */
    private static final DeviceNumber NO_DEVICE = new DeviceNumber(0, 0);

    private TraceEventText() {}

    /** The event; empty if the line is none, or one that has no action. */
    static Optional<EventLine> parse(TraceLine line, CapturePlace where) {
        String body = line.body();
        int colon = body.indexOf(": ");
        if (!isBlockEvent(body) || colon < 0) {
            return Optional.empty();
        }
        Optional<BlockAction> action =
                BlockAction.ofTraceEvent(name(body).substring(PREFIX.length()));
        return action.flatMap(known -> fields(known, line, new LineCursor(afterName(body)), where));
    }

    /** Whether it is the text of a {@code block_*} event, known or not. */
    static boolean isBlockEvent(String body) {
        return body.startsWith(PREFIX) || body.startsWith(PERF_SYSTEM + PREFIX);
    }

    /** Whether it is the text of any trace event: a name, a colon, and the rest. */
    static boolean isTraceEvent(String body) {
        int end = 0;
        while (end < body.length() && isNameLetter(body.charAt(end))) {
            end++;
        }
        return end > 0 && end < body.length() && body.charAt(end) == ':';
    }

    /** The event's name without the system that perf puts before it. */
    static String name(String body) {
        String name = body.startsWith(PERF_SYSTEM) ? body.substring(PERF_SYSTEM.length()) : body;
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }

    private static String afterName(String body) {
        return body.substring(body.indexOf(": ") + 2);
    }

    private static boolean isNameLetter(char letter) {
        return letter == '_' || Character.isLetterOrDigit(letter);
    }

    private static Optional<EventLine> fields(
            BlockAction action, TraceLine line, LineCursor cursor, CapturePlace where) {
        boolean plug = action == BlockAction.PLUG || action == BlockAction.UNPLUG;
        DeviceNumber device = plug ? NO_DEVICE : cursor.device();
        String rwbs = plug ? "N" : cursor.word();
        EventLine.Extent extent = plug ? EventLine.Extent.NONE : extent(action, cursor);
        String bracket = action == BlockAction.REMAP ? "" : cursor.bracketed();
        boolean names =
                action != BlockAction.COMPLETE
                        && action != BlockAction.REQUEUE
                        && !bracket.isEmpty();
        boolean complete = action != BlockAction.REMAP || extent.remap().isPresent();
        if (cursor.hasFailed() || !complete || !BlkEventText.isRwbs(rwbs)) {
            return Optional.empty();
        }
        CaptureEvent event =
                new CaptureEvent(
                        line.timeNanos(),
                        line.cpu(),
                        device,
                        action,
                        rwbs,
                        extent.sector(),
                        extent.sectors(),
                        line.pid(),
                        names ? bracket : line.process(),
                        extent.remap(),
                        where);
        return Optional.of(new EventLine(CaptureFormat.TRACE_EVENTS, event, 0));
    }

    /**
     * The sectors. Events of requests have the bytes and the command before them, {@code 49152 ()},
     * and newer kernels the priority after them, {@code be,0,4}.
     */
    private static EventLine.Extent extent(BlockAction action, LineCursor cursor) {
        boolean request =
                action == BlockAction.ISSUE
                        || action == BlockAction.INSERT
                        || action == BlockAction.BACK_MERGE;
        if (request && cursor.isAtNumberBeforeParenthesis()) {
            cursor.number();
        }
        cursor.skipParentheses();
        EventLine.Extent extent = EventLine.Extent.parse(cursor);
        if (!cursor.isAt('[') && action != BlockAction.REMAP) {
            cursor.word();
        }
        return extent;
    }
}
