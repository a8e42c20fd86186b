// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Puts a range of a file into memory. What no bio fills keeps the bytes that it had: a hole reads
 * as zeros in a segment of zeros.
 */
public final class SegmentDestination implements BioDestination {

    private final MemorySegment segment;
    private final long startBytes;

    /**
     * A place for part of a file.
     *
     * @param segment where the bytes go
     * @param startBytes the file offset of the segment's first byte; bytes before it or behind the
     *     segment's end are read by nobody
     */
    public SegmentDestination(MemorySegment segment, long startBytes) {
        this.segment = segment;
        this.startBytes = startBytes;
    }

    @Override
    public void read(BlockDevice device, long positionBytes, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        long from = Math.max(fileOffsetBytes, startBytes);
        long skippedBytes = from - fileOffsetBytes;
        long intoSegmentBytes = from - startBytes;
        // Lengths, not ends: the last block of the largest file ends behind 2^63 - 1.
        long bytes = Math.min(lengthBytes - skippedBytes, segment.byteSize() - intoSegmentBytes);
        if (bytes > 0) {
            device.read(positionBytes + skippedBytes, segment.asSlice(intoSegmentBytes, bytes));
        }
    }
}
