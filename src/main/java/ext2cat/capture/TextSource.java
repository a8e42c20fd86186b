// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads text, in whichever of the known forms each line is. The first event decides the form of the
 * capture; a line of another form is not an event of it.
 */
final class TextSource implements CaptureSource {

    private static final int SHOWN_LETTERS = 60;

    private final ByteInput input;
    private final LineReader lines;
    private final OtherTools otherTools = new OtherTools();
    private final EventOrder eventOrder = new EventOrder();
    private CaptureFormat format = CaptureFormat.UNKNOWN;
    private Optional<CaptureNote> firstUnknown = Optional.empty();
    private boolean ended;
    private boolean anyKnown;

    TextSource(ByteInput input) {
        this.input = input;
        this.lines = new LineReader(input);
    }

    @Override
    public CaptureFormat format() {
        return format;
    }

    @Override
    public Optional<CaptureItem> next() throws IOException {
        Optional<CaptureItem> item = eventOrder.next();
        while (item.isEmpty() && !ended) {
            Optional<String> line = lines.next();
            if (line.isEmpty()) {
                return end();
            }
            item = item(line.get());
        }
        return item;
    }

    private Optional<CaptureItem> end() throws CaptureException {
        ended = true;
        if (!anyKnown && firstUnknown.isPresent()) {
            CaptureNote note = firstUnknown.get();
            throw new CaptureException(
                    note.where()
                            + ": "
                            + note.text()
                            + "; expected blkparse's default text, a blktrace binary, or the text"
                            + " of block trace events or the blk tracer");
        }
        return lines.damage().map(CaptureItem.class::cast);
    }

    private Optional<CaptureItem> item(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (!lines.isTerminated() && !line.endsWith("]")) {
            return note(CaptureNote.Kind.CUT_OFF, 1, "the last line is cut off: " + shown(line));
        }
        TraceLine columns = TraceLine.parse(line);
        Optional<EventLine> event =
                TraceEventText.isBlockEvent(columns.body())
                        ? TraceEventText.parse(columns, lines.where())
                        : BlkEventText.parse(columns, lines.where())
                                .or(() -> otherTools.parse(line, lines.where()));
        if (event.isPresent() && isOfFormat(event.get())) {
            anyKnown = true;
            format = event.get().format();
            return Optional.of(eventOrder.check(event.get().event(), event.get().sequence()));
        }
        return notAnEvent(line, columns);
    }

    private boolean isOfFormat(EventLine event) {
        return format == CaptureFormat.UNKNOWN || format == event.format();
    }

    private Optional<CaptureItem> notAnEvent(String line, TraceLine columns) {
        Optional<RecorderLine> recorder = RecorderLine.parse(line);
        if (recorder.isPresent()) {
            anyKnown |= recorder.get().isProof();
            return note(recorder.get().kind(), recorder.get().count(), recorder.get().text());
        }
        Optional<String> message = BlkEventText.message(columns);
        if (message.isPresent()) {
            anyKnown = true;
            return note(CaptureNote.Kind.MESSAGE, 1, "message: " + shown(message.get()));
        }
        boolean other =
                columns.timeNanos() > 0
                        && TraceEventText.isTraceEvent(columns.body())
                        && !isKnownBlockEvent(columns.body());
        if (other) {
            anyKnown = true;
            String name = TraceEventText.name(columns.body());
            return note(CaptureNote.Kind.OTHER_EVENT, 1, "event " + shown(name));
        }
        return unknown(line);
    }

    /** A known event whose fields are wrong is damage, not an event of another sort. */
    private static boolean isKnownBlockEvent(String body) {
        String name = TraceEventText.name(body);
        return TraceEventText.isBlockEvent(body)
                && BlockAction.ofTraceEvent(name.substring("block_".length())).isPresent();
    }

    private Optional<CaptureItem> unknown(String line) {
        CaptureNote note =
                new CaptureNote(
                        CaptureNote.Kind.NOT_UNDERSTOOD,
                        1,
                        "the line is not understood: " + shown(line),
                        lines.where());
        if (firstUnknown.isEmpty()) {
            firstUnknown = Optional.of(note);
        }
        return Optional.of(note);
    }

    private Optional<CaptureItem> note(CaptureNote.Kind kind, long count, String text) {
        return Optional.of(new CaptureNote(kind, count, text, lines.where()));
    }

    /** The beginning of a text, in which only printable characters are left. */
    private static String shown(String text) {
        String start = text.strip();
        boolean isLong = start.length() > SHOWN_LETTERS;
        String shown = isLong ? start.substring(0, SHOWN_LETTERS) : start;
        return "\"" + shown.replaceAll("\\p{Cntrl}", "?") + (isLong ? "...\"" : "\"");
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
