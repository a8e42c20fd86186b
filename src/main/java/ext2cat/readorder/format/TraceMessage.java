// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import java.nio.charset.StandardCharsets;

/** The message that stands before the reads of each file in a trace. */
final class TraceMessage {

    private TraceMessage() {}

    /** The message in UTF-8, no longer than asked for, in one line. */
    static byte[] ofFile(String file, int maxBytes) {
        StringBuilder text = new StringBuilder("file ");
        int length = text.length();
        int[] points = file.codePoints().toArray();
        for (int point : points) {
            int shown = Character.isISOControl(point) || isSurrogate(point) ? '?' : point;
            length += shown < 0x80 ? 1 : shown < 0x800 ? 2 : shown < 0x10000 ? 3 : 4;
            if (length > maxBytes) {
                break;
            }
            text.appendCodePoint(shown);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
