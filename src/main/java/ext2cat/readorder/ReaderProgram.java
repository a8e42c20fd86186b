// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.mpage.Advice;
import ext2cat.mpage.read.OpenFile;

/** How a program reads a file, from front to back: which calls the kernel sees. */
public sealed interface ReaderProgram {

    /**
     * {@code cat} of GNU coreutils, and {@code cp} to another file system: POSIX_FADV_SEQUENTIAL,
     * which doubles the readahead window, then reads of 128 KiB.
     */
    ReaderProgram CAT = new Reads("cat", Advice.SEQUENTIAL, Span.ALL, 128 << 10, 128 << 10);

    /** {@code md5sum}, {@code sha256sum} and their kin: the same advice, reads of 32 KiB. */
    ReaderProgram MD5SUM = new Reads("md5sum", Advice.SEQUENTIAL, Span.ALL, 32 << 10, 32 << 10);

    /**
     * GNU {@code tar} with one file: no advice. It fills records of 10240 bytes, of which the first
     * begins with a header of 512.
     */
    ReaderProgram TAR = new Reads("tar", Advice.NORMAL, Span.ALL, 10240 - 512, 10240);

    /** A program that maps the file, gives no advice, and touches one page after another. */
    ReaderProgram MMAP = new Mmap();

    /** All pages in one window, whatever the device's limits: what mpage_readpages alone does. */
    ReaderProgram WHOLE = new Whole();

    /** {@return the name that {@link #parse} takes} */
    String text();

    /** {@return whether the device's readahead window changes what is read} */
    default boolean readsAhead() {
        return this instanceof Reads || this instanceof Mmap;
    }

    /**
     * {@return whether the program can read files of such blocks; O_DIRECT takes whole blocks here}
     *
     * @param blockBits log2 of the block size
     */
    default boolean suits(int blockBits) {
        return !(this instanceof Direct direct)
                || (direct.bufferBytes() | direct.span().startBytes(0)) % (1L << blockBits) == 0;
    }

    /** Which of a file's bytes a program reads. */
    sealed interface Span {

        /** All of them. */
        Span ALL = new From(0);

        /**
         * From an offset to the end.
         *
         * @param offsetBytes where
         */
        record From(long offsetBytes) implements Span {}

        /**
         * The first ones.
         *
         * @param bytes how many
         */
        record First(long bytes) implements Span {}

        /**
         * The last ones.
         *
         * @param bytes how many
         */
        record Last(long bytes) implements Span {}

        /**
         * {@return the first byte, in a file of this size}
         *
         * @param sizeBytes the file's size
         */
        default long startBytes(long sizeBytes) {
            return switch (this) {
                case From from -> from.offsetBytes();
                case First _ -> 0;
                case Last last -> Math.max(0, sizeBytes - last.bytes());
            };
        }

        /**
         * {@return how many bytes the program asks for; one that reads to the end asks until there
         * are none}
         */
        default long limitBytes() {
            return switch (this) {
                case From _ -> Long.MAX_VALUE;
                case First first -> first.bytes();
                case Last last -> last.bytes();
            };
        }

        /** {@return what a program's name ends in: {@code @OFFSET}} */
        default String text() {
            return this instanceof From(long offsetBytes) && offsetBytes > 0
                    ? "@" + offsetBytes
                    : "";
        }
    }

    /**
     * Reads through the page cache.
     *
     * @param text the name
     * @param advice what posix_fadvise is told first
     * @param span which bytes are read
     * @param firstBytes the size of the first read
     * @param bufferBytes the size of each further read
     */
    record Reads(String text, Advice advice, Span span, long firstBytes, long bufferBytes)
            implements ReaderProgram {

        /** Checks the sizes. */
        public Reads {
            checkBuffer(firstBytes);
            checkBuffer(bufferBytes);
        }
    }

    /**
     * Reads past the page cache (O_DIRECT): no readahead, each call's blocks and no others.
     *
     * @param text the name
     * @param span which bytes are read
     * @param bufferBytes the size of each read
     */
    record Direct(String text, Span span, long bufferBytes) implements ReaderProgram {

        /** Checks the size. */
        public Direct {
            checkBuffer(bufferBytes);
            if (bufferBytes % 512 != 0) {
                throw new IllegalArgumentException(
                        "a direct read of %d bytes: O_DIRECT reads multiples of 512"
                                .formatted(bufferBytes));
            }
        }
    }

    /** {@link #MMAP}. */
    record Mmap() implements ReaderProgram {
        @Override
        public String text() {
            return "mmap";
        }
    }

    /** {@link #WHOLE}. */
    record Whole() implements ReaderProgram {
        @Override
        public String text() {
            return "whole";
        }
    }

    /**
     * {@return {@code dd bs=…}, or any program that reads with a buffer and gives no advice}
     *
     * @param bufferBytes the size of one read, at least 1
     */
    static ReaderProgram dd(long bufferBytes) {
        return reads("dd", Advice.NORMAL, bufferBytes, Span.ALL);
    }

    /**
     * {@return the program of a name, as {@link ReaderSpelling} lists them}
     *
     * @param text the name, e.g. {@code dd:65536}
     */
    static ReaderProgram parse(String text) {
        return ReaderSpelling.parse(text);
    }

    /**
     * {@return a program whose reads have one size, by the name {@code WORD:BYTES} or {@code
     * WORD:BYTES@OFFSET}}
     *
     * @param word what the name begins with
     * @param advice what the program says with posix_fadvise at the start
     * @param bufferBytes the size of one read, at least 1
     * @param span the part of the file that is read
     */
    static ReaderProgram reads(String word, Advice advice, long bufferBytes, Span span) {
        return new Reads(
                word + ":" + bufferBytes + span.text(), advice, span, bufferBytes, bufferBytes);
    }

    /**
     * {@return a program that reads with O_DIRECT, in buffers of that size}
     *
     * @param bufferBytes the size of one read, at least 1
     * @param span the part of the file that is read
     */
    static ReaderProgram direct(long bufferBytes, Span span) {
        return new Direct("direct:" + bufferBytes + span.text(), span, bufferBytes);
    }

    private static void checkBuffer(long bytes) {
        if (bytes < 1 || bytes > OpenFile.MAX_READ_BYTES) {
            throw new IllegalArgumentException(
                    "a read of %d bytes: one call reads 1 to %d"
                            .formatted(bytes, OpenFile.MAX_READ_BYTES));
        }
    }
}
