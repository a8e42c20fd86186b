// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

/**
 * What a server has said of an export.
 *
 * @param sizeBytes how large it is
 * @param leastBytes a request begins and ends at a multiple of this (a power of 2)
 * @param mostBytes no request may be longer
 * @param isStructured whether replies are structured
 */
record NbdExport(long sizeBytes, int leastBytes, int mostBytes, boolean isStructured) {

    /** What is asked for at once, unless the server wants less. */
    static final int PIECE_BYTES = 1 << 20;
}
