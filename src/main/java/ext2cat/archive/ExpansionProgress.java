// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

/** Hears how far the expansion of a compressed image has come. */
@FunctionalInterface
public interface ExpansionProgress {

    /** Hears nothing. */
    ExpansionProgress SILENT = (readBytes, compressedBytes, expandedBytes) -> {};

    /**
     * Called after each chunk of 64 KiB of the expanded image, and at its end.
     *
     * @param readBytes how many compressed bytes were read so far; some may be read ahead
     * @param compressedBytes how many there are
     * @param expandedBytes how many bytes they have become so far
     */
    void expanded(long readBytes, long compressedBytes, long expandedBytes);
}
