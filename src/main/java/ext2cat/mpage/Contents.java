// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import ext2cat.bio.BioDestination;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.mpage.read.BlockContents;
import ext2cat.mpage.read.FileShape;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The bytes of one file, wherever they lie: in blocks of the disk, or in memory since the inode
 * itself holds them. Holes are bytes too: zeros.
 *
 * <p>Not for several threads at once; each may have one of its own.
 */
public interface Contents {

    /**
     * {@return the contents that a map of blocks leads to}
     *
     * @param sizeBytes the file's size
     * @param blockBits log2 of the block size
     * @param getBlock the file's map
     * @param submitter carries the reads out
     */
    static Contents ofBlocks(
            long sizeBytes, int blockBits, GetBlock getBlock, BioSubmitter submitter) {
        return new BlockContents(FileShape.inBlocks(sizeBytes, blockBits), getBlock, submitter);
    }

    /** {@return the file's size in bytes} */
    long sizeBytes();

    /**
     * {@return the first byte from {@code fromBytes} on that does not lie in a hole, or the file's
     * size if there is none (lseek with SEEK_DATA)}
     *
     * @param fromBytes a file offset
     * @throws IOException if a block cannot be mapped
     */
    long nextData(long fromBytes) throws IOException;

    /**
     * Reads the blocks that hold a range of the file, front to back. The part of the range after
     * the end of the file is left out.
     *
     * @param startBytes the first byte
     * @param endBytes the byte after the last
     * @param destination gets the runs of whole blocks; what no run brings is a hole
     * @throws IOException if a block cannot be mapped or read; all before it was delivered, and if
     *     it cannot be mapped {@code destination} was told where it is
     */
    void read(long startBytes, long endBytes, BioDestination destination) throws IOException;

    /**
     * Fills memory with the bytes that begin at {@code positionBytes}; those of a hole are zeros.
     *
     * @param positionBytes not negative
     * @param memory is filled as far as the file goes; what is left of it keeps its bytes
     * @return how many bytes were read: all that {@code memory} holds, or fewer at the end of the
     *     file, or 0 from there on
     * @throws IOException if a block cannot be mapped or read; what {@code memory} holds is not
     *     specified then
     */
    default long read(long positionBytes, MemorySegment memory) throws IOException {
        if (positionBytes < 0) {
            throw new IndexOutOfBoundsException("position " + positionBytes);
        }
        long bytes = Math.clamp(sizeBytes() - positionBytes, 0, memory.byteSize());
        if (bytes > 0) {
            read(
                    positionBytes,
                    positionBytes + bytes, // not beyond the size, so no overflow
                    new SegmentDestination(memory.asSlice(0, bytes), positionBytes));
        }
        return bytes;
    }
}
