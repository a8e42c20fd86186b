// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio.destination;

import ext2cat.bio.BioDestination;
import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Fills memory with a range of a file that is exactly as long. Runs of whole blocks reach beyond
 * the range at both ends; that part of them is not read.
 *
 * <p>The memory of a hole is filled with zeros: of one between two runs when the second arrives, of
 * the last one by {@link #flush}.
 */
public final class SegmentDestination implements BioDestination {

    private final MemorySegment segment;
    private final long startBytes;

    /** As far as this the segment holds the file; after a failure, as far as the file is known. */
    private long filledBytes;

    private boolean failed;

    /**
     * A place for part of a file.
     *
     * @param segment where the bytes go
     * @param startBytes the file offset of the segment's first byte
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
        // Lengths, not ends: the last block of the largest file ends beyond 2^63 - 1.
        long bytes = Math.min(lengthBytes - skippedBytes, segment.byteSize() - intoSegmentBytes);
        if (bytes > 0) {
            zeroUpTo(intoSegmentBytes);
            device.read(positionBytes + skippedBytes, segment.asSlice(intoSegmentBytes, bytes));
            filledBytes = Math.max(filledBytes, intoSegmentBytes + bytes);
        }
    }

    @Override
    public void endsBefore(long fileOffsetBytes) {
        failed = true;
        zeroUpTo(Math.min(fileOffsetBytes - startBytes, segment.byteSize()));
    }

    @Override
    public void flush() {
        if (!failed) {
            zeroUpTo(segment.byteSize());
        }
    }

    private void zeroUpTo(long intoSegmentBytes) {
        if (intoSegmentBytes > filledBytes) {
            segment.asSlice(filledBytes, intoSegmentBytes - filledBytes).fill((byte) 0);
            filledBytes = intoSegmentBytes;
        }
    }
}
