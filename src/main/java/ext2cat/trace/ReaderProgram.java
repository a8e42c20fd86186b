// SPDX-License-Identifier: Apache-2.0
package ext2cat.trace;

/** How a program reads a whole file, from front to back: which calls the kernel sees. */
public sealed interface ReaderProgram {

    /** A kernel reads no more than this in one call (MAX_RW_COUNT). */
    long MAX_READ_BYTES = 0x7fff_f000L;

    /** The name that {@link #parse} takes. */
    String text();

    /**
     * {@code cat} of GNU coreutils: POSIX_FADV_SEQUENTIAL, which doubles the readahead window, then
     * reads of 128 KiB.
     */
    record Cat() implements ReaderProgram {

        static final long BUFFER_BYTES = 128 << 10;

        @Override
        public String text() {
            return "cat";
        }
    }

    /**
     * {@code dd bs=…}, or any program that reads with a buffer and gives no advice.
     *
     * @param bufferBytes the size of each read, 1 to {@link #MAX_READ_BYTES}
     */
    record Dd(long bufferBytes) implements ReaderProgram {

        /** Checks the size. */
        public Dd {
            if (bufferBytes < 1 || bufferBytes > MAX_READ_BYTES) {
                throw new IllegalArgumentException(
                        "a read of %d bytes: one call reads 1 to %d"
                                .formatted(bufferBytes, MAX_READ_BYTES));
            }
        }

        @Override
        public String text() {
            return "dd:" + bufferBytes;
        }
    }

    /**
     * A program that maps the file, gives no advice, and touches one page after another, each by a
     * fault of its own (no fault-around).
     */
    record Mmap() implements ReaderProgram {
        @Override
        public String text() {
            return "mmap";
        }
    }

    /** All pages in one window, whatever the device's limits: what mpage_readpages alone does. */
    record Whole() implements ReaderProgram {
        @Override
        public String text() {
            return "whole";
        }
    }

    /**
     * The program of a name: {@code cat}, {@code dd:BYTES} (with K, M or G for powers of 1024),
     * {@code mmap} or {@code whole}.
     *
     * @throws IllegalArgumentException if there is no such program, in words for its user
     */
    static ReaderProgram parse(String text) {
        return switch (text) {
            case "cat" -> new Cat();
            case "mmap" -> new Mmap();
            case "whole" -> new Whole();
            default -> {
                if (!text.startsWith("dd:")) {
                    throw new IllegalArgumentException(
                            "'%s' is none of cat, dd:BYTES, mmap, whole".formatted(text));
                }
                yield new Dd(bytes(text.substring("dd:".length())));
            }
        };
    }

    private static long bytes(String text) {
        int shift =
                switch (text.isEmpty()
                        ? ' '
                        : Character.toUpperCase(text.charAt(text.length() - 1))) {
                    case 'K' -> 10;
                    case 'M' -> 20;
                    case 'G' -> 30;
                    default -> 0;
                };
        String digits = shift == 0 ? text : text.substring(0, text.length() - 1);
        if (!digits.matches("[0-9]{1,10}")) {
            throw new IllegalArgumentException(
                    "'%s' is no number of bytes, such as 4096 or 128K".formatted(text));
        }
        return Long.parseLong(digits) << shift; // below 2^34 * 2^30
    }
}
