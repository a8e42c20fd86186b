// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The compressed clusters of a qcow2 file. A descriptor of 62 bits has the position in its low bits
 * and in its high ones the number of sectors of 512 bytes that the data touches besides the first:
 * 8 bits of them for a cluster of 64 KiB, one more for each size that is twice as large.
 *
 * @param file the file
 * @param clusterBits the size of a cluster as a power of two
 * @param compression how they are compressed
 */
record Qcow2Clusters(BlockDevice file, int clusterBits, Qcow2Header.Compression compression) {

    private static final int SECTOR_BYTES = 512;

    /** The bytes of the cluster that a descriptor points to. */
    byte[] expand(long descriptor) throws IOException {
        int sectorBits = clusterBits - 8;
        long atBytes = descriptor & (1L << 62 - sectorBits) - 1;
        long sectors = (descriptor >>> 62 - sectorBits) + 1;
        // The cast is safe: at most 2^13 sectors. The last one may be cut off by the file's end.
        int mostBytes = (int) (sectors * SECTOR_BYTES - atBytes % SECTOR_BYTES);
        byte[] data = Head.at(file, atBytes, mostBytes);
        if (data.length == 0) {
            file.requireInside(atBytes, mostBytes);
        }
        byte[] cluster = new byte[1 << clusterBits];
        int expandedBytes;
        try {
            expandedBytes =
                    switch (compression) {
                        case DEFLATE -> inflate(data, cluster);
                        case ZSTD -> ZstdFrames.expand(data, cluster);
                    };
        } catch (DataFormatException e) {
            throw damaged(atBytes, e.getMessage());
        } catch (LinkageError e) {
            // The library, or its native part, is missing or cannot be loaded.
            throw new IOException(
                    "%s: zstd data cannot be expanded here: %s".formatted(file.name(), e), e);
        }
        if (expandedBytes < cluster.length) {
            if (data.length < mostBytes) {
                throw new EOFException(
                        "%s: the compressed cluster at byte %d is cut off by the end of the file"
                                .formatted(file.name(), atBytes));
            }
            throw damaged(
                    atBytes, "%d bytes instead of %d".formatted(expandedBytes, cluster.length));
        }
        return cluster;
    }

    private static int inflate(byte[] data, byte[] cluster) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int expandedBytes = 0;
            for (int got = 1; got > 0; expandedBytes += got) {
                got = inflater.inflate(cluster, expandedBytes, cluster.length - expandedBytes);
            }
            return expandedBytes;
        } finally {
            inflater.end();
        }
    }

    private WrongContainerException damaged(long atBytes, String what) {
        return new WrongContainerException(
                file, "the compressed cluster at byte %d is damaged: %s".formatted(atBytes, what));
    }
}
