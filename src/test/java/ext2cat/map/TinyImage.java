// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.device.BlockDevice;
import ext2cat.mpage.GetBlock;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A disk in memory with one file on it, for tests of block maps. With 16-byte blocks a block holds
 * 4 pointers, so that 12 + 4 + 16 + 64 file blocks take a map through all its levels.
 *
 * <p>Blocks are handed out in random order, or where a test wants them. Block 0 is never used. Each
 * byte of the disk that holds no pointer is random, so that a block read from the wrong place is
 * noticed.
 */
public final class TinyImage implements BlockDevice {

    /** Blocks of 16 bytes: 4 pointers. */
    public static final int TINY_BLOCK_BYTES = 16;

    /** How many blocks a file of 16-byte blocks can have. */
    public static final int TINY_FILE_BLOCKS = 12 + 4 + 16 + 64;

    private static final ValueLayout.OfInt LE32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int blockSizeBytes;
    private final int diskBlocks;
    private final MemorySegment bytes;
    private final List<Long> free;
    private final long[] blockPointers = new long[BlockMap.N_BLOCKS];

    /**
     * An empty file on a disk of random bytes.
     *
     * @param diskBlocks how many blocks the disk has, block 0 included
     */
    public TinyImage(int blockSizeBytes, int diskBlocks, long seed) {
        Random random = new Random(seed);
        this.blockSizeBytes = blockSizeBytes;
        this.diskBlocks = diskBlocks;
        byte[] content = new byte[blockSizeBytes * diskBlocks];
        random.nextBytes(content);
        this.bytes = MemorySegment.ofArray(content);
        this.free = new ArrayList<>(LongStream.range(1, diskBlocks).boxed().toList());
        Collections.shuffle(free, random);
    }

    /** Any block that is still free. */
    public long allocate() {
        return free.removeLast();
    }

    /** That very block. */
    public long allocate(long block) {
        if (!free.remove(block)) {
            throw new IllegalArgumentException("block " + block + " is not free");
        }
        return block;
    }

    /** The block behind {@code block} if it is free, else any. */
    public long allocateAfter(long block) {
        return free.contains(block + 1) ? allocate(block + 1) : allocate();
    }

    /** The bytes of a block, to be written to. */
    ByteBuffer buffer(long block) {
        return bytes.asSlice(block * blockSizeBytes, blockSizeBytes)
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A free block full of null pointers. */
    public long allocateTable() {
        return clear(allocate());
    }

    /** Fills a block with null pointers. */
    public long clear(long block) {
        bytes.asSlice(block * blockSizeBytes, blockSizeBytes).fill((byte) 0);
        return block;
    }

    /** Sets one of the inode's 15 pointers. */
    public void setInodePointer(int slot, long pointer) {
        blockPointers[slot] = pointer;
    }

    /** Sets one pointer in an indirect block. */
    public void setPointer(long table, long index, long pointer) {
        bytes.set(LE32, table * blockSizeBytes + index * Integer.BYTES, (int) pointer);
    }

    /** One pointer of an indirect block. */
    public long pointer(long table, long index) {
        return Integer.toUnsignedLong(
                bytes.get(LE32, table * blockSizeBytes + index * Integer.BYTES));
    }

    /** One of the inode's 15 pointers. */
    public long inodePointer(int slot) {
        return blockPointers[slot];
    }

    /** How many pointers a block holds. */
    public int pointersPerBlock() {
        return blockSizeBytes / Integer.BYTES;
    }

    /** The bytes of one disk block. */
    public byte[] block(long block) {
        return bytes.asSlice(block * blockSizeBytes, blockSizeBytes).toArray(ValueLayout.JAVA_BYTE);
    }

    /**
     * Puts a file block on a disk block; indirect blocks that are missing on the way are put
     * anywhere.
     */
    public void map(long fileBlock, long diskBlock) {
        if (fileBlock < BlockMap.NDIR_BLOCKS) {
            blockPointers[(int) fileBlock] = diskBlock;
            return;
        }
        long index = fileBlock - BlockMap.NDIR_BLOCKS;
        int level = 1;
        long covered = pointersPerBlock();
        while (index >= covered) {
            index -= covered;
            covered *= pointersPerBlock();
            level++;
        }
        int slot = BlockMap.NDIR_BLOCKS - 1 + level;
        if (blockPointers[slot] == 0) {
            blockPointers[slot] = allocateTable();
        }
        long table = blockPointers[slot];
        for (int i = 1; i < level; i++) {
            covered /= pointersPerBlock();
            if (pointer(table, index / covered) == 0) {
                setPointer(table, index / covered, allocateTable());
            }
            table = pointer(table, index / covered);
            index %= covered;
        }
        setPointer(table, index, diskBlock);
    }

    /** Takes a run of blocks, so that no indirect block is put there. */
    public void reserveRun(long diskBlock, int count) {
        for (int i = 0; i < count; i++) {
            allocate(diskBlock + i);
        }
    }

    /** Puts a run of file blocks on adjacent disk blocks that are free. */
    public void mapRun(long fileBlock, long diskBlock, int count) {
        reserveRun(diskBlock, count);
        for (int i = 0; i < count; i++) {
            map(fileBlock + i, diskBlock + i);
        }
    }

    /** The blocks that exist, for the mapper. */
    public BlockRange range() {
        return new BlockRange(0, diskBlocks);
    }

    /** The map of the file, as inode 7. */
    public FileMap map(BufferCache cache) {
        return new BlockMap(7, blockPointers, cache, range());
    }

    /** A mapper of the file, as inode 7, with nothing read yet. */
    public GetBlock mapper(BufferCache cache) {
        return map(cache).getBlock();
    }

    /** A mapper of the file that reads indirect blocks through {@code submitter}. */
    public GetBlock mapper(BioSubmitter submitter) {
        return mapper(new BufferCache(submitter, blockSizeBytes, Long.MAX_VALUE));
    }

    /** Carries out bios on this disk. */
    public BioSubmitter submitter() {
        return new DeviceSubmitter(this, blockSizeBytes);
    }

    /** Carries out bios on this disk and keeps each in {@code seen}. */
    public BioSubmitter recording(List<Bio> seen) {
        BioSubmitter submitter = submitter();
        return bio -> {
            seen.add(bio);
            submitter.submit(bio);
        };
    }

    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public long sizeBytes() {
        return bytes.byteSize();
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        if (positionBytes + destination.byteSize() > bytes.byteSize()) {
            throw new EOFException(positionBytes + " is behind the end");
        }
        destination.copyFrom(bytes.asSlice(positionBytes, destination.byteSize()));
    }

    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        target.write(bytes.asSlice(positionBytes, lengthBytes).asByteBuffer());
    }

    @Override
    public void close() {}
}
