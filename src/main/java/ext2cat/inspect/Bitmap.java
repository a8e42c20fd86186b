// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.GroupDescriptor;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A bitmap of a group: which of its blocks, or of its inodes, are in use.
 *
 * <p>Bit 0 of byte 0 is the first of them. With blocks of 1 KiB, block 8193 is bit 0 of the bitmap
 * of group 1.
 */
public final class Bitmap {

    private final MemorySegment bits;
    private final long first;
    private final long count;
    private final int perBit;

    /**
     * A bitmap's bytes.
     *
     * @param first what the first bit stands for
     * @param count how many numbers have a meaning, at most eight times the bytes
     */
    public Bitmap(MemorySegment bits, long first, long count) {
        this(bits, first, count, 1);
    }

    private Bitmap(MemorySegment bits, long first, long count, int perBit) {
        this.bits = bits;
        this.first = first;
        this.count = Math.min(count, bits.byteSize() * 8 * perBit);
        this.perBit = perBit;
    }

    /**
     * The blocks of a group. With {@code bigalloc} a bit stands for a cluster of them.
     *
     * @throws CorruptImageException if the descriptor names a block that does not exist
     */
    public static Bitmap ofBlocks(Volume volume, long group) throws IOException {
        GroupDescriptor descriptor = volume.groupDescriptor(group);
        int perBit = volume.superblock().clusterBlocks();
        Bitmap bitmap =
                new Bitmap(
                        descriptor.isBlockBitmapUninitialised(volume.superblock().features())
                                ? nothing(volume)
                                : read(volume, group, descriptor.blockBitmap(), "block"),
                        volume.layout().firstBlock(group),
                        volume.layout().blocksIn(group),
                        perBit);
        if (descriptor.isBlockBitmapUninitialised(volume.superblock().features())) {
            GroupParts.of(volume, group, descriptor).forEach(part -> bitmap.mark(part.blocks()));
        }
        return bitmap;
    }

    /** The inodes of a group; errors as {@link #ofBlocks}. */
    public static Bitmap ofInodes(Volume volume, long group) throws IOException {
        GroupDescriptor descriptor = volume.groupDescriptor(group);
        long perGroup = volume.layout().inodesPerGroup();
        return new Bitmap(
                descriptor.isInodeBitmapUninitialised(volume.superblock().features())
                        ? nothing(volume)
                        : read(volume, group, descriptor.inodeBitmap(), "inode"),
                volume.layout().firstInode(group),
                perGroup);
    }

    private static MemorySegment nothing(Volume volume) {
        return MemorySegment.ofArray(new byte[volume.blockSizeBytes()]);
    }

    /** Marks those of the blocks that are of the group. */
    private void mark(Run blocks) {
        long end = Math.min(blocks.last(), first + count - 1);
        for (long block = Math.max(first, blocks.first()); block <= end; block++) {
            long bit = (block - first) / perBit;
            bits.set(
                    ValueLayout.JAVA_BYTE,
                    bit >> 3,
                    (byte) (bits.get(ValueLayout.JAVA_BYTE, bit >> 3) | 1 << (bit & 7)));
        }
    }

    /**
     * Whether a block or an inode is in use.
     *
     * @param number one of those that it covers
     */
    public boolean isUsed(long number) {
        long bit = (number - first) / perBit;
        return (bits.get(ValueLayout.JAVA_BYTE, bit >> 3) >> (bit & 7) & 1) != 0;
    }

    /** The runs of those not in use: at most half as many as there are bits. */
    public List<Run> freeRuns() {
        return runs(false);
    }

    /** The runs of those in use, or of those that are not. */
    public List<Run> runs(boolean used) {
        List<Run> runs = new ArrayList<>();
        long start = -1;
        for (long number = first; number < first + count; number++) {
            boolean in = isUsed(number) == used;
            if (in && start < 0) {
                start = number;
            } else if (!in && start >= 0) {
                runs.add(new Run(start, number - start));
                start = -1;
            }
        }
        if (start >= 0) {
            runs.add(new Run(start, first + count - start));
        }
        return runs;
    }

    private static MemorySegment read(Volume volume, long group, long block, String what)
            throws IOException {
        if (!volume.blockRange().contains(block, 1)) {
            throw new CorruptImageException(
                    "group %d: its %s bitmap is said to be block %s, which is outside the file system (blocks %s)"
                            .formatted(
                                    group,
                                    what,
                                    Long.toUnsignedString(block),
                                    volume.blockRange()));
        }
        return volume.cache().bread(block, BlockUse.BITMAP, 0).data();
    }
}
