// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * One file of an Android sparse image. Its chunks say only how long they are, so all headers are
 * read when it is opened.
 *
 * @param file the file
 * @param number its number among the files of the image
 * @param headerBytes file_hdr_sz
 * @param chunkHeaderBytes chunk_hdr_sz
 * @param blockBytes blk_sz
 * @param countBlocks total_blks, of the whole disk
 * @param countChunks total_chunks
 * @param chunks takes what is found
 */
record SparseFile(
        BlockDevice file,
        int number,
        int headerBytes,
        int chunkHeaderBytes,
        long blockBytes,
        long countBlocks,
        long countChunks,
        SparseChunks chunks) {

    private static final int RAW = 0xcac1;
    private static final int FILL = 0xcac2;
    private static final int DONT_CARE = 0xcac3;
    private static final int CRC32 = 0xcac4;

    private static final int LEAST_HEADER_BYTES = 28;
    private static final int LEAST_CHUNK_HEADER_BYTES = 12;

    /** blk_sz of 64 MiB; in practice it is 4096. */
    private static final long MOST_BLOCK_BYTES = 1L << 26;

    /**
     * A file.
     *
     * @param header at least 28 bytes
     * @throws WrongContainerException if it makes no sense
     */
    static SparseFile of(BlockDevice file, int number, byte[] header, SparseChunks chunks)
            throws IOException {
        int major = (int) Head.number(header, 4, 2);
        int headerBytes = (int) Head.number(header, 8, 2);
        int chunkHeaderBytes = (int) Head.number(header, 10, 2);
        if (major != 1) {
            throw new UnsupportedContainerException(
                    file, "the sparse image is of version %d; only 1 is known".formatted(major));
        }
        if (headerBytes < LEAST_HEADER_BYTES || chunkHeaderBytes < LEAST_CHUNK_HEADER_BYTES) {
            throw new WrongContainerException(
                    file,
                    "file_hdr_sz is %d and chunk_hdr_sz %d, not at least %d and %d"
                            .formatted(
                                    headerBytes,
                                    chunkHeaderBytes,
                                    LEAST_HEADER_BYTES,
                                    LEAST_CHUNK_HEADER_BYTES));
        }
        long blockBytes = Head.number(header, 12, 4);
        if (blockBytes == 0 || blockBytes % Integer.BYTES != 0 || blockBytes > MOST_BLOCK_BYTES) {
            throw new WrongContainerException(
                    file,
                    "blk_sz is %d, not a multiple of 4 from 4 to %d"
                            .formatted(blockBytes, MOST_BLOCK_BYTES));
        }
        return new SparseFile(
                file,
                number,
                headerBytes,
                chunkHeaderBytes,
                blockBytes,
                Head.number(header, 16, 4),
                Head.number(header, 20, 4),
                chunks);
    }

    /**
     * Adds the chunks; what comes after damage, or the end of a file that is cut off, is lost.
     *
     * @return whether it goes on where the files before end; none is added of an image of its own
     */
    boolean addChunks() throws IOException {
        long startBlock = chunks.endBlock();
        long atBytes = headerBytes;
        long block = 0;
        for (long chunk = 0; chunk < countChunks; chunk++) {
            byte[] header = Head.at(file, atBytes, LEAST_CHUNK_HEADER_BYTES);
            if (header.length < LEAST_CHUNK_HEADER_BYTES) {
                lose(block, chunk, "is cut off at byte %d".formatted(file.sizeBytes()));
                return true;
            }
            int kind = (int) Head.number(header, 0, 2);
            long lengthBlocks = Head.number(header, 4, 4);
            long lengthBytes = Head.number(header, 8, 4);
            long dataBytes = lengthBytes - chunkHeaderBytes;
            if (lengthBlocks > countBlocks - block || dataBytes != dataBytes(kind, lengthBlocks)) {
                lose(
                        block,
                        chunk,
                        "makes no sense at byte %d: chunk_type is 0x%x, chunk_sz %d, total_sz %d"
                                .formatted(atBytes, kind, lengthBlocks, lengthBytes));
                return true;
            }
            long place = place(kind, atBytes + chunkHeaderBytes);
            if (lengthBlocks > 0 && place != ChunkMap.NOTHING) {
                if (block < startBlock) {
                    return false;
                }
                chunks.add(block, lengthBlocks, place);
            }
            atBytes += lengthBytes;
            block += kind == CRC32 ? 0 : lengthBlocks;
        }
        if (block < countBlocks && number == 0) {
            lose(block, countChunks, "is not there, though blocks are left");
        }
        return true;
    }

    /** How many bytes a chunk must have; -1 if there is no such kind. */
    private long dataBytes(int kind, long lengthBlocks) {
        return switch (kind) {
            // No overflow: a block has at most 2^26 bytes.
            case RAW -> lengthBlocks * blockBytes;
            case FILL, CRC32 -> Integer.BYTES;
            case DONT_CARE -> 0;
            default -> -1;
        };
    }

    private long place(int kind, long atBytes) throws IOException {
        if (kind == RAW) {
            return ChunkMap.raw(number, atBytes);
        }
        if (kind != FILL) {
            return ChunkMap.NOTHING;
        }
        byte[] fill = Head.at(file, atBytes, Integer.BYTES);
        long value = fill.length == Integer.BYTES ? Head.number(fill, 0, Integer.BYTES) : 0;
        return value == 0 ? ChunkMap.NOTHING : ChunkMap.fill(value);
    }

    private void lose(long block, long chunk, String what) {
        chunks.lose(block, file, "chunk %d %s".formatted(chunk, what));
    }
}
