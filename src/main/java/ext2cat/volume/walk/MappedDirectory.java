// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.dirent.DirentCursor;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** A directory whose entries lie in the blocks of its map. */
final class MappedDirectory implements DirectoryBlocks {

    private static final int WINDOW_BYTES = 1 << 16;
    private static final int MAX_DAMAGED_BLOCKS = 64;

    /** What i_size can say of a directory, for which it has 32 bits. */
    private static final long MOST_BYTES = 1L << 32;

    private final Inode directory;
    private final long number;
    private final long sizeBytes;
    private final GetBlock map;
    private final Contents contents;
    private final int blockSizeBytes;
    private final long blocks;
    private final byte[] window;
    private int windowLimitBlocks;

    /** The file block with which the window begins, or the hole that comes instead of one. */
    private long first;

    /** How many blocks that is, and how many of them were passed. */
    private long count;

    private long used;
    private int damagedBlocks;
    private boolean gaveUp;

    /** Stands before the first block. */
    MappedDirectory(Inode directory) throws IOException {
        Volume volume = directory.volume();
        this.directory = directory;
        this.number = directory.number();
        this.sizeBytes = directory.sizeBytes();
        this.blockSizeBytes = volume.blockSizeBytes();
        this.map = directory.getBlock(volume.cache());
        this.blocks = countBlocks();
        this.contents =
                Contents.ofBlocks(
                        blocks * blockSizeBytes, volume.blockBits(), map, volume.submitter());
        this.windowLimitBlocks = (int) Math.min(Math.max(WINDOW_BYTES / blockSizeBytes, 1), blocks);
        this.window = new byte[windowLimitBlocks * blockSizeBytes];
    }

    @Override
    public Optional<CorruptImageException> sizeFlaw() {
        return hasOddSize()
                ? Optional.of(
                        new CorruptImageException(
                                "directory inode %d: size %d is not a positive multiple of the block size, %d"
                                        .formatted(number, sizeBytes, blockSizeBytes)))
                : Optional.empty();
    }

    @Override
    public void blockIsDamaged() {
        damagedBlocks++;
    }

    private boolean hasOddSize() {
        return sizeBytes == 0 || sizeBytes % blockSizeBytes != 0;
    }

    private long countBlocks() {
        long counted = (sizeBytes + blockSizeBytes - 1) / blockSizeBytes;
        long most = MOST_BYTES / blockSizeBytes;
        try {
            while (hasOddSize()
                    && counted < most
                    && map.getBlock(counted, most - counted) instanceof Mapping.Mapped mapped) {
                counted += mapped.count();
            }
        } catch (IOException _) {
            // What cannot be mapped is no part of a directory that does not claim it.
        }
        return counted;
    }

    @Override
    public CorruptImageException hole() {
        return new CorruptImageException(
                count == 1
                        ? "directory inode %d: file block %d is a hole".formatted(number, first)
                        : "directory inode %d: file blocks %d to %d are a hole"
                                .formatted(number, first, first + count - 1));
    }

    @Override
    public Step next(DirentCursor cursor) throws IOException {
        Step step = used < count ? Step.BLOCK : nextWindow();
        if (step == Step.BLOCK) {
            int at = (int) used * blockSizeBytes; // within the window
            long fileBlock = first + used;
            used++;
            directory
                    .volume()
                    .verify(
                            BlockUse.DATA,
                            directory,
                            fileBlock,
                            Arrays.copyOfRange(window, at, at + blockSizeBytes));
            cursor.start(MemorySegment.ofArray(window).asSlice(at, blockSizeBytes), fileBlock);
        }
        return step;
    }

    /** Reads what follows; a block at a time from the first on that cannot be read. */
    private Step nextWindow() throws IOException {
        first += count;
        count = 0;
        used = 0;
        if (first == blocks || gaveUp) {
            return Step.END;
        }
        if (damagedBlocks >= MAX_DAMAGED_BLOCKS) {
            gaveUp = true;
            throw new CorruptImageException(
                    "directory inode %d: from file block %d on it is not read, after %d damaged blocks"
                            .formatted(number, first, damagedBlocks));
        }
        try {
            Mapping mapping = map.getBlock(first, Math.min(windowLimitBlocks, blocks - first));
            if (!(mapping instanceof Mapping.Mapped)) {
                count = endOfHole() - first;
                used = count;
                return first + count == blocks && hasOddSize() ? Step.END : Step.HOLE;
            }
            read(mapping.count());
        } catch (IOException e) {
            if (windowLimitBlocks > 1) {
                windowLimitBlocks = 1;
                return nextWindow();
            }
            count = 1; // given up
            used = 1;
            damagedBlocks++;
            throw e;
        }
        return Step.BLOCK;
    }

    private long endOfHole() {
        long end = first;
        try {
            while (end < blocks) {
                Mapping mapping = map.getBlock(end, blocks - end);
                if (mapping instanceof Mapping.Mapped) {
                    break;
                }
                end += mapping.count();
            }
        } catch (IOException _) {
            // Told when the block that cannot be mapped is read.
        }
        return end;
    }

    private void read(long length) throws IOException {
        contents.read(
                first * blockSizeBytes,
                MemorySegment.ofArray(window).asSlice(0, length * blockSizeBytes));
        count = length;
    }
}
