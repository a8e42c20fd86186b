// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.mpage.Mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * The block map of a {@link TinyImage}'s file, spelled out block by block: what a mapper must
 * answer for every file block, found without any of its code.
 */
public final class NaiveMap {

    private record Step(BlockUse use, long diskBlock, long firstFileBlock) {}

    private final TinyImage image;
    private final long[] diskBlocks;
    private final long[] ends;
    private final List<List<Step>> ways = new ArrayList<>();

    /** Walks the whole map of the file. */
    public NaiveMap(TinyImage image) {
        this.image = image;
        long p = image.pointersPerBlock();
        int size = Math.toIntExact(BlockMap.NDIR_BLOCKS + p + p * p + p * p * p);
        this.diskBlocks = new long[size];
        this.ends = new long[size];
        for (int i = 0; i < BlockMap.NDIR_BLOCKS; i++) {
            leaf(i, image.inodePointer(i), BlockMap.NDIR_BLOCKS, List.of());
        }
        for (int level = 1; level <= 3; level++) {
            walk(ways.size(), image.inodePointer(11 + level), level, List.of());
        }
    }

    private void walk(long first, long pointer, int level, List<Step> way) {
        long end = first + power(level);
        if (pointer == 0) {
            for (long block = first; block < end; block++) {
                leaf(block, 0, end, way);
            }
            return;
        }
        List<Step> longer = new ArrayList<>(way);
        longer.add(new Step(BlockMap.use(level), pointer, first));
        for (int i = 0; i < image.pointersPerBlock(); i++) {
            long below = first + i * power(level - 1);
            if (level == 1) {
                leaf(below, image.pointer(pointer, i), end, longer);
            } else {
                walk(below, image.pointer(pointer, i), level - 1, longer);
            }
        }
    }

    private void leaf(long fileBlock, long diskBlock, long end, List<Step> way) {
        diskBlocks[(int) fileBlock] = diskBlock;
        ends[(int) fileBlock] = end;
        ways.add(way);
    }

    private long power(int level) {
        long blocks = 1;
        for (int i = 0; i < level; i++) {
            blocks *= image.pointersPerBlock();
        }
        return blocks;
    }

    /** How many file blocks the map can address. */
    public int blocks() {
        return diskBlocks.length;
    }

    /** Where a file block lies, 0 for a hole. */
    public long diskBlock(long fileBlock) {
        return diskBlocks[(int) fileBlock];
    }

    /** What a mapper must answer. */
    Mapping expected(int fileBlock, long maxBlocks) {
        long first = diskBlocks[fileBlock];
        long limit = Math.min(maxBlocks, ends[fileBlock] - fileBlock);
        int count = 1;
        while (count < limit && diskBlocks[fileBlock + count] == (first == 0 ? 0 : first + count)) {
            count++;
        }
        return first == 0
                ? new Mapping.Hole(count)
                : new Mapping.Mapped(first, count, fileBlock + count == ends[fileBlock]);
    }

    /** The indirect blocks that must be read for a file block, from the inode down. */
    List<String> expectedReads(int fileBlock) {
        return ways.get(fileBlock).stream()
                .map(step -> step.use() + " " + step.diskBlock() + " of " + step.firstFileBlock())
                .toList();
    }
}
