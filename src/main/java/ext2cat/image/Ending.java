// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

/** How the data of a compressed image ended; what came before it was expanded in each case. */
public sealed interface Ending {

    /** What the data is called, e.g. {@code gzip}. */
    String format();

    /**
     * All of the file was compressed data, or zeros that fill it up.
     *
     * @param format what the data is called
     */
    record Whole(String format) implements Ending {}

    /**
     * Something else follows the data, as erased flash does: it belongs to no image.
     *
     * @param format what the data is called
     * @param ignoredBytes how many bytes follow
     */
    record Trailing(String format, long ignoredBytes) implements Ending {}

    /**
     * The file ends where the data should go on.
     *
     * @param format what the data is called
     * @param sizeBytes how many bytes of it there are
     * @param expandedBytes how many bytes they became
     */
    record Cut(String format, long sizeBytes, long expandedBytes) implements Ending {}

    /**
     * The data is wrong, or its checksum is.
     *
     * @param format what the data is called
     * @param positionBytes near which byte of the file
     * @param expandedBytes how many bytes were expanded
     * @param reason what is wrong there
     */
    record Damaged(String format, long positionBytes, long expandedBytes, String reason)
            implements Ending {}
}
