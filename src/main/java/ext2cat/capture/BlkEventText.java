// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.Optional;

/**
 * Reads the lines that begin with a device: blkparse's, {@code 7,2 1 0 0.000000000 13446 Q R 17584
 * + 8 [dd]}, with or without the sequence number (the kernel's blk_classic option), and the blk
 * tracer's, {@code 7,2 Q R 17584 + 8 [dd]}, to which tracefs adds columns of its own.
 */
final class BlkEventText {

    private BlkEventText() {}

    /** The event; empty if the line is none. */
    static Optional<EventLine> parse(TraceLine line, CapturePlace where) {
        LineCursor cursor = new LineCursor(line.body());
        DeviceNumber device = cursor.device();
        int cpu = line.cpu();
        int pid = line.pid();
        long sequence = 0;
        long timeNanos = line.timeNanos();
        CaptureFormat format = CaptureFormat.BLK_TRACER;
        if (cursor.isAtDigit()) {
            format = CaptureFormat.BLKPARSE;
            cpu = cursor.smallNumber();
            sequence = cursor.isAtNumber() ? cursor.number() : 0;
            timeNanos = cursor.seconds();
            pid = cursor.smallNumber();
        }
        Optional<BlockAction> action = BlockAction.ofLetters(cursor.word());
        String rwbs = cursor.word();
        if (action.isEmpty() || !isRwbs(rwbs)) {
            return Optional.empty();
        }
        EventLine.Extent extent = EventLine.Extent.parse(cursor);
        cursor.skipParentheses();
        boolean needsBracket = action.get() != BlockAction.REMAP || !cursor.isAtEnd();
        String bracket = needsBracket ? cursor.bracketed() : "";
        boolean names = needsBracket && action.get() != BlockAction.COMPLETE;
        boolean complete = action.get() != BlockAction.REMAP || extent.remap().isPresent();
        if (cursor.hasFailed() || !complete) {
            return Optional.empty();
        }
        CaptureEvent event =
                new CaptureEvent(
                        timeNanos,
                        cpu,
                        device,
                        action.get(),
                        rwbs,
                        extent.sector(),
                        extent.sectors(),
                        pid,
                        names && !bracket.equals("(null)") ? bracket : line.process(),
                        extent.remap(),
                        where);
        return Optional.of(new EventLine(format, event, sequence));
    }

    /**
     * The text of a message line, {@code 7,2 1 0 0.000000000 13446 m N text}; empty if it is none.
     */
    static Optional<String> message(TraceLine line) {
        LineCursor cursor = new LineCursor(line.body());
        cursor.device();
        if (cursor.isAtDigit()) {
            cursor.number();
            if (cursor.isAtNumber()) {
                cursor.number();
            }
            cursor.seconds();
            cursor.number();
        }
        boolean isMessage = cursor.word().equals("m");
        cursor.word();
        return cursor.hasFailed() || !isMessage ? Optional.empty() : Optional.of(cursor.rest());
    }

    /** Whether the word is made of the letters of fill_rwbs. */
    static boolean isRwbs(String word) {
        for (int i = 0; i < word.length(); i++) {
            if ("RWDEFNASMUZOP".indexOf(word.charAt(i)) < 0) {
                return false;
            }
        }
        return !word.isEmpty() && word.length() <= 8;
    }
}
