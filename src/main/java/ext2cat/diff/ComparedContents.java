// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** The bytes of a regular file. */
public interface ComparedContents extends Closeable {

    /** The first byte at or after this one that lies in no hole, or the size if there is none. */
    long nextData(long fromBytes) throws IOException;

    /**
     * Fills memory with the bytes from a place on.
     *
     * @param positionBytes a multiple of 64 KiB
     * @param memory is all zeros; ends at or before the end of the file
     */
    void read(long positionBytes, MemorySegment memory) throws IOException;
}
