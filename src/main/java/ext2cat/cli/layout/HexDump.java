// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Bytes as {@code hexdump -C} shows them; lines that repeat the one before become one star. */
final class HexDump {

    private static final int LINE_BYTES = 16;

    private HexDump() {}

    /** Writes a segment, counted from its first byte. */
    static void write(MemorySegment segment, Writer out) throws IOException {
        byte[] bytes = segment.toArray(ValueLayout.JAVA_BYTE);
        boolean starred = false;
        for (int at = 0; at < bytes.length; at += LINE_BYTES) {
            int end = Math.min(bytes.length, at + LINE_BYTES);
            boolean repeats = at > 0 && Arrays.equals(bytes, at, end, bytes, at - LINE_BYTES, at);
            if (!repeats) {
                out.write(line(bytes, at, end));
            } else if (!starred) {
                out.write("*\n");
            }
            starred = repeats;
        }
        out.write("%08x\n".formatted(bytes.length));
    }

    private static String line(byte[] bytes, int start, int end) {
        StringBuilder hex = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int at = start; at < end; at++) {
            hex.append(at - start == LINE_BYTES / 2 ? " " : "");
            hex.append(" %02x".formatted(bytes[at]));
            text.append(bytes[at] >= ' ' && bytes[at] < 0x7f ? (char) bytes[at] : '.');
        }
        return "%08x %-50s |%s|\n".formatted(start, hex, text);
    }
}
