// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.mpage.Advice;

/**
 * The names of programs that read: {@code cat} ({@code cp}), {@code md5sum} ({@code sha256sum} and
 * the other sums), {@code tar}, {@code mmap}, {@code whole}; with a number of bytes, which may end
 * in K, M or G for powers of 1024, {@code dd:BYTES}, {@code sequential:BYTES}, {@code
 * direct:BYTES}, {@code head:BYTES} and {@code tail:BYTES}; the first three of these take
 * {@code @OFFSET} after the number, for a read that begins there.
 */
final class ReaderSpelling {

    /** The names, for people. */
    static final String NAMES =
            "cat, md5sum, tar, dd:BYTES, sequential:BYTES, direct:BYTES, head:BYTES, tail:BYTES,"
                    + " mmap, whole";

    /** What head and tail read at once (BUFSIZ). */
    private static final long HEAD_BUFFER_BYTES = 8 << 10;

    private ReaderSpelling() {}

    /**
     * @throws IllegalArgumentException if there is no such program, in words for its user
     */
    static ReaderProgram parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? named(text)
                : sized(text, text.substring(0, colon), text.substring(colon + 1));
    }

    private static ReaderProgram named(String text) {
        return switch (text) {
            case "cat", "cp" -> ReaderProgram.CAT;
            case "md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum", "b2sum" ->
                    ReaderProgram.MD5SUM;
            case "tar" -> ReaderProgram.TAR;
            case "mmap" -> ReaderProgram.MMAP;
            case "whole" -> ReaderProgram.WHOLE;
            default -> throw unknown(text);
        };
    }

    private static ReaderProgram sized(String text, String word, String number) {
        int at = number.indexOf('@');
        ReaderProgram.Span from =
                at < 0
                        ? ReaderProgram.Span.ALL
                        : new ReaderProgram.Span.From(bytes(number.substring(at + 1)));
        String size = at < 0 ? number : number.substring(0, at);
        return switch (word) {
            case "dd" -> ReaderProgram.reads(word, Advice.NORMAL, bytes(size), from);
            case "sequential" -> ReaderProgram.reads(word, Advice.SEQUENTIAL, bytes(size), from);
            case "direct" -> ReaderProgram.direct(bytes(size), from);
            case "head" -> head(bytes(number));
            case "tail" -> tail(bytes(number));
            default -> throw unknown(text);
        };
    }

    private static ReaderProgram head(long bytes) {
        return reads("head:" + bytes, new ReaderProgram.Span.First(bytes));
    }

    /** {@code tail -c BYTES}. */
    static ReaderProgram tail(long bytes) {
        return reads("tail:" + bytes, new ReaderProgram.Span.Last(bytes));
    }

    private static ReaderProgram reads(String text, ReaderProgram.Span span) {
        return new ReaderProgram.Reads(
                text, Advice.NORMAL, span, HEAD_BUFFER_BYTES, HEAD_BUFFER_BYTES);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("'%s' is not one of %s".formatted(text, NAMES));
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
                    "'%s' is not a number of bytes, such as 4096 or 128K".formatted(text));
        }
        return Long.parseLong(digits) << shift; // below 2^34 * 2^30
    }
}
