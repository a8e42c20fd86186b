// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * Where in a capture something stands.
 *
 * @param file the file's name
 * @param unit what is counted
 * @param position lines from 1, or bytes from 0
 */
public record CapturePlace(String file, Unit unit, long position) {

    /** What a position counts. */
    public enum Unit {
        /** Lines of text, from 1. */
        LINE("line"),
        /** Bytes of a binary, from 0; of a compressed one, after expansion. */
        BYTE("byte");

        private final String word;

        Unit(String word) {
            this.word = word;
        }
    }

    /** {@code trace.txt, line 12}. */
    @Override
    public String toString() {
        return file + ", " + unit.word + " " + position;
    }
}
