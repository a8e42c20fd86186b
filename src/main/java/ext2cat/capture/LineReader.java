// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a text, one by one. A line that is longer than any recorder writes is cut at {@value
 * #MAX_LINE_BYTES} bytes, so that no file is held in memory as one line.
 */
final class LineReader {

    /** The longest line that is kept whole. */
    static final int MAX_LINE_BYTES = 1 << 14;

    private final ByteInput input;
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private long number;
    private boolean terminated = true;

    LineReader(ByteInput input) {
        this.input = input;
    }

    /** The next line without its end; empty after the last. */
    Optional<String> next() throws IOException {
        int length = 0;
        terminated = false;
        boolean any = false;
        while (!terminated && input.fill(1) == 1) {
            any = true;
            int value = input.peek(0);
            input.skip(1);
            terminated = value == '\n';
            if (!terminated && length < line.length) {
                line[length++] = (byte) value;
            }
        }
        if (!any) {
            return Optional.empty();
        }
        number++;
        return Optional.of(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    /** Where the last line stands. */
    CapturePlace where() {
        return input.atLine(number);
    }

    /** Whether the last line was followed by the end of a line, not by the end of the file. */
    boolean isTerminated() {
        return terminated;
    }

    /** What is wrong with compressed data; known after the last line. */
    Optional<CaptureNote> damage() {
        return input.damage();
    }
}
