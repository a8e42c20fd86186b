// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a stream of blktrace records. Where a record does not begin with the magic number, the
 * bytes up to the next one are counted and passed over.
 */
final class BlktraceSource implements CaptureSource {

    private static final int NOTE_PROCESS = 0;
    private static final int NOTE_TIMESTAMP = 1;
    private static final int NOTE_MESSAGE = 2;
    private static final int SECTOR_SHIFT = 9;
    private static final int MAX_TEXT_BYTES = 200;

    private final ByteInput input;
    private final ByteOrder order;
    private final ProcessNames names = new ProcessNames();
    private final EventOrder eventOrder = new EventOrder();
    private boolean ended;

    private BlktraceSource(ByteInput input, ByteOrder order) {
        this.input = input;
        this.order = order;
    }

    /**
     * Reads the records of a stream that begins with a magic number.
     *
     * @return empty if it does not
     * @throws CaptureException if the version is one that cannot be read
     */
    static Optional<CaptureSource> open(ByteInput input) throws IOException {
        if (input.fill(Integer.BYTES) < Integer.BYTES) {
            return Optional.empty();
        }
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            int word = BlktraceRecord.word(input, order, 0);
            if (BlktraceRecord.isKnown(word)) {
                return Optional.of(new BlktraceSource(input, order));
            }
            if (BlktraceRecord.isMagic(word)) {
                throw new CaptureException(
                        input.at(0)
                                + ": blktrace version "
                                + BlktraceRecord.version(word)
                                + " cannot be read; versions 7 and 8 can");
            }
        }
        return Optional.empty();
    }

    @Override
    public CaptureFormat format() {
        return CaptureFormat.BLKTRACE;
    }

    @Override
    public Optional<CaptureItem> next() throws IOException {
        Optional<CaptureItem> pending = eventOrder.next();
        while (pending.isEmpty() && !ended) {
            pending = record();
        }
        return pending;
    }

    private Optional<CaptureItem> record() throws IOException {
        long start = input.position();
        int available = input.fill(BlktraceRecord.MAX_BYTES);
        if (available == 0) {
            ended = true;
            return input.damage().map(CaptureItem.class::cast);
        }
        if (available < Integer.BYTES) {
            return cutOff(start, available);
        }
        int word = BlktraceRecord.word(input, order, 0);
        if (!BlktraceRecord.isKnown(word)) {
            return Optional.of(skipToMagic(start));
        }
        int sizeBytes = BlktraceRecord.sizeBytes(word);
        if (available < sizeBytes) {
            return cutOff(start, available);
        }
        BlktraceRecord record = BlktraceRecord.decode(input, order);
        int got = input.fill(sizeBytes + record.pduBytes());
        if (got < sizeBytes + record.pduBytes()) {
            return cutOff(start, got);
        }
        input.skip(sizeBytes);
        TraceCategories kind = new TraceCategories(record.action());
        Optional<CaptureItem> item =
                kind.isNotification()
                        ? notification(record, kind, input.at(start))
                        : Optional.of(event(record, kind, input.at(start)));
        input.skip(record.pduBytes());
        return item;
    }

    private Optional<CaptureItem> cutOff(long start, int available) {
        ended = true;
        input.skip(available);
        return Optional.of(
                new CaptureNote(
                        CaptureNote.Kind.CUT_OFF,
                        1,
                        "the capture ends " + available + " bytes into a record",
                        input.at(start)));
    }

    private CaptureNote skipToMagic(long start) throws IOException {
        do {
            input.skip(1);
        } while (input.fill(Integer.BYTES) == Integer.BYTES
                && !BlktraceRecord.isKnown(BlktraceRecord.word(input, order, 0)));
        if (input.fill(Integer.BYTES) < Integer.BYTES) {
            input.skip(input.fill(Integer.BYTES));
        }
        long skipped = input.position() - start;
        return new CaptureNote(
                CaptureNote.Kind.NOT_UNDERSTOOD,
                skipped,
                skipped + " bytes are not a blktrace record",
                input.at(start));
    }

    private Optional<CaptureItem> notification(
            BlktraceRecord record, TraceCategories kind, CapturePlace where) {
        int dataAt = Math.min(kind.cgroupBytes(), record.pduBytes());
        int dataBytes = record.pduBytes() - dataAt;
        return switch (kind.number()) {
            case NOTE_PROCESS -> {
                names.put(record.pid(), text(dataAt, dataBytes));
                yield message("process name", where);
            }
            case NOTE_TIMESTAMP -> message("time of day", where);
            case NOTE_MESSAGE -> message("message: " + text(dataAt, dataBytes), where);
            default ->
                    Optional.of(
                            new CaptureNote(
                                    CaptureNote.Kind.NOT_UNDERSTOOD,
                                    1,
                                    "notification " + kind.number() + " is not known",
                                    where));
        };
    }

    private static Optional<CaptureItem> message(String text, CapturePlace where) {
        return Optional.of(new CaptureNote(CaptureNote.Kind.MESSAGE, 1, text, where));
    }

    private String text(int at, int maxBytes) {
        byte[] bytes = new byte[Math.min(maxBytes, MAX_TEXT_BYTES)];
        int length = 0;
        while (length < bytes.length && input.peek(at + length) != 0) {
            bytes[length] = (byte) input.peek(at + length);
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private CaptureItem event(BlktraceRecord record, TraceCategories kind, CapturePlace where) {
        Optional<BlockAction> action = BlockAction.ofNumber(kind.number());
        if (action.isEmpty()) {
            return new CaptureNote(
                    CaptureNote.Kind.OTHER_EVENT,
                    1,
                    "action " + kind.number() + " is not known",
                    where);
        }
        CaptureEvent event =
                new CaptureEvent(
                        record.timeNanos(),
                        record.cpu(),
                        BlktraceRecord.device(record.device()),
                        action.get(),
                        kind.rwbs(record.bytes()),
                        record.bytes() == 0 ? -1 : record.sector(),
                        record.bytes() >> SECTOR_SHIFT,
                        record.pid(),
                        names.get(record.pid()),
                        remap(action.get(), record, kind),
                        where);
        return eventOrder.check(event, Integer.toUnsignedLong(record.sequence()));
    }

    /** The data of a remap (struct blk_io_trace_remap) is big-endian on every machine. */
    private Optional<CaptureEvent.Remap> remap(
            BlockAction action, BlktraceRecord record, TraceCategories kind) {
        int at = kind.cgroupBytes();
        if (action != BlockAction.REMAP || record.pduBytes() < at + 16) {
            return Optional.empty();
        }
        int device = BlktraceRecord.word(input, ByteOrder.BIG_ENDIAN, at);
        long sector = BlktraceRecord.quad(input, ByteOrder.BIG_ENDIAN, at + 8);
        return Optional.of(new CaptureEvent.Remap(BlktraceRecord.device(device), sector));
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
