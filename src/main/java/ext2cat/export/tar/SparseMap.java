// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import ext2cat.export.DataRuns;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The list of a file's runs of data, in version 1.0 of GNU's sparse format: how many, then offset
 * and length of each, in decimal, each on a line, filled up to whole blocks. A file that ends in a
 * hole has a run of no bytes at its end.
 *
 * <p>The list is not kept: it is counted once and written once.
 */
final class SparseMap {

    private final DataRuns map;
    private final long sizeBytes;
    private long runs;
    private long dataBytes;
    private long endBytes;
    private long textBytes;

    private SparseMap(DataRuns map, long sizeBytes) {
        this.map = map;
        this.sizeBytes = sizeBytes;
    }

    static SparseMap of(DataRuns map, long sizeBytes) throws IOException {
        SparseMap counted = new SparseMap(map, sizeBytes);
        map.forEachRun(counted::count);
        if (counted.endBytes != sizeBytes) {
            counted.count(sizeBytes, 0);
        }
        counted.textBytes += line(counted.runs).length;
        return counted;
    }

    /** Whether there is any hole. */
    boolean hasHoles() {
        return dataBytes != sizeBytes;
    }

    /** The bytes of data, all runs together. */
    long dataBytes() {
        return dataBytes;
    }

    /** The bytes of the list, in whole blocks. */
    long listBytes() {
        return textBytes + TarOutput.BLOCK_BYTES - 1 & -TarOutput.BLOCK_BYTES;
    }

    void write(TarOutput out) throws IOException {
        out.put(line(runs));
        map.forEachRun((offset, length) -> write(out, offset, length));
        if (endBytes != sizeBytes) {
            write(out, sizeBytes, 0);
        }
        out.pad();
    }

    private void count(long offset, long length) {
        runs++;
        dataBytes += length;
        textBytes += line(offset).length + line(length).length;
        if (length > 0) {
            endBytes = offset + length;
        }
    }

    private static void write(TarOutput out, long offset, long length) throws IOException {
        out.put(line(offset));
        out.put(line(length));
    }

    private static byte[] line(long number) {
        return (number + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
