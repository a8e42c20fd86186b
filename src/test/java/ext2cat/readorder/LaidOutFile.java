// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.map.BlockMap;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A file that exists only as a map, of 12 direct blocks and one indirect block for each 256 more,
 * as in an image of 1 KiB blocks: data at the given places, indirect blocks at the given places,
 * nothing cached.
 */
final class LaidOutFile implements GetBlock {

    static final long HOLE = 0;
    private static final int DIRECT = 12;
    private static final int POINTERS = 256;

    private final long[] diskBlocks;
    private final Map<Long, Long> indirect = new HashMap<>();
    private final Set<Long> cached = new HashSet<>();
    private BioSubmitter submitter = _ -> {};

    private LaidOutFile(long[] diskBlocks) {
        this.diskBlocks = diskBlocks;
    }

    /** File block i at {@code diskBlocks[i]}, 0 for a hole. */
    static LaidOutFile of(long... diskBlocks) {
        return new LaidOutFile(diskBlocks);
    }

    /** The manual page's layout: 12 data blocks, then each indirect block before its data. */
    static LaidOutFile usual(int blocks, long firstDiskBlock) {
        long[] disk = new long[blocks];
        LaidOutFile file = new LaidOutFile(disk);
        long next = firstDiskBlock;
        for (int i = 0; i < blocks; i++) {
            if (i >= DIRECT && (i - DIRECT) % POINTERS == 0) {
                file.indirectAt(i, next++);
            }
            disk[i] = next++;
        }
        return file;
    }

    /** Places the indirect block that maps from {@code firstFileBlock} on. */
    LaidOutFile indirectAt(long firstFileBlock, long diskBlock) {
        indirect.put(firstFileBlock, diskBlock);
        return this;
    }

    /** The file with nothing cached, its indirect blocks read through {@code submitter}. */
    LaidOutFile cold(BioSubmitter submitter) {
        LaidOutFile file = new LaidOutFile(diskBlocks);
        file.indirect.putAll(indirect);
        file.submitter = submitter;
        return file;
    }

    long sizeBytes(int blockBits) {
        return (long) diskBlocks.length << blockBits;
    }

    @Override
    public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
        long first = tableStart(fileBlock);
        if (first > 0 && cached.add(first)) {
            submitter.submit(
                    Bio.ofMetadata(
                            indirect.get(first), BlockMap.use(1), first, (_, _, _, _) -> {}));
        }
        long end = first == 0 ? DIRECT : first + POINTERS;
        int at = (int) fileBlock;
        if (at >= diskBlocks.length || diskBlocks[at] == HOLE) {
            return new Mapping.Hole(1);
        }
        int count = 1;
        while (count < maxBlocks
                && at + count < Math.min(end, diskBlocks.length)
                && diskBlocks[at + count] == diskBlocks[at] + count) {
            count++;
        }
        return new Mapping.Mapped(diskBlocks[at], count, at + count == end);
    }

    @Override
    public String toString() {
        return Arrays.toString(diskBlocks);
    }

    private static long tableStart(long fileBlock) {
        return fileBlock < DIRECT ? 0 : fileBlock - (fileBlock - DIRECT) % POINTERS;
    }
}
