// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import java.io.IOException;

/**
 * Hears how far the expansion of a compressed image, or the reading of a stream, has come, how it
 * ended, and what is odd.
 */
@FunctionalInterface
public interface ExpansionProgress {

    /** Hears nothing, and lets no damage pass. */
    ExpansionProgress SILENT =
            new ExpansionProgress() { // no lambda, whose class would be made at each start
                @Override
                public void expanded(long readBytes, long compressedBytes, long expandedBytes) {}
            };

    /**
     * Called after each chunk of 64 KiB of the expanded image, and at its end.
     *
     * @param readBytes how many compressed bytes were read so far; some may be read ahead
     * @param compressedBytes how many there are; 0 if nobody knows, as of a stream
     * @param expandedBytes how many bytes they have become so far
     */
    void expanded(long readBytes, long compressedBytes, long expandedBytes);

    /**
     * Called once, at the end of compressed data. What was expanded is the image, however the data
     * ended; this implementation accepts that unless something in it is wrong.
     *
     * @param ending whether the data was whole, cut off or damaged
     * @throws IOException if the image is not wanted
     */
    default void ended(Ending ending) throws IOException {
        if (ending instanceof Ending.Damaged damaged) {
            throw new IOException(
                    "%s data is damaged near byte %d (%s)"
                            .formatted(
                                    damaged.format(), damaged.positionBytes(), damaged.reason()));
        }
    }

    /**
     * Called for each thing that is odd about a disk that is read nevertheless. This implementation
     * does nothing.
     *
     * @param sentence what is odd, e.g. {@code partition 2 ends in sector 9; the disk has 8
     *     sectors}
     */
    default void warned(String sentence) {}
}
