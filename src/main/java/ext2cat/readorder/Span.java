// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

/** Which of a file's bytes a program reads. */
public sealed interface Span {

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

    /** The first byte, in a file of this size. */
    default long startBytes(long sizeBytes) {
        return switch (this) {
            case From from -> from.offsetBytes();
            case First _ -> 0;
            case Last last -> Math.max(0, sizeBytes - last.bytes());
        };
    }

    /** How many bytes the program asks for; one that reads to the end asks until there are none. */
    default long limitBytes() {
        return switch (this) {
            case From _ -> Long.MAX_VALUE;
            case First first -> first.bytes();
            case Last last -> last.bytes();
        };
    }

    /** What a program's name ends in: {@code @OFFSET}. */
    default String text() {
        return this instanceof From(long offsetBytes) && offsetBytes > 0 ? "@" + offsetBytes : "";
    }
}
