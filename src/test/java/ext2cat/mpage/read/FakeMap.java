// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A file map of no file system: an array of disk blocks, and where its tables end. */
final class FakeMap implements GetBlock {

    /** Stands for a block that was never written. */
    static final long HOLE = 0;

    /** Stands for a block whose mapping fails. */
    static final long BROKEN = -1;

    private final long[] diskBlocks;
    private final Set<Long> tableEnds;
    private final List<String> calls = new ArrayList<>();

    private FakeMap(long[] diskBlocks, Set<Long> tableEnds) {
        this.diskBlocks = diskBlocks;
        this.tableEnds = tableEnds;
    }

    /** A map whose tables never end. */
    static FakeMap of(long... diskBlocks) {
        return new FakeMap(diskBlocks, Set.of());
    }

    /** A map of adjacent blocks. */
    static FakeMap run(long firstDiskBlock, int blocks) {
        long[] diskBlocks = new long[blocks];
        for (int i = 0; i < blocks; i++) {
            diskBlocks[i] = firstDiskBlock + i;
        }
        return of(diskBlocks);
    }

    /** The same map with tables that end before these file blocks. */
    FakeMap withTablesEndingBefore(Long... fileBlocks) {
        return new FakeMap(diskBlocks, Set.of(fileBlocks));
    }

    int blocks() {
        return diskBlocks.length;
    }

    /** The calls so far: file block, how many are wanted, how many are mapped. */
    List<String> calls() {
        return calls;
    }

    @Override
    public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
        long first = diskBlock(fileBlock);
        if (first == BROKEN) {
            calls.add(fileBlock + " " + maxBlocks + " fails");
            throw new IOException("no map of block " + fileBlock);
        }
        long count = 1;
        while (count < maxBlocks
                && !tableEnds.contains(fileBlock + count)
                && diskBlock(fileBlock + count) == (first == HOLE ? HOLE : first + count)) {
            count++;
        }
        calls.add(fileBlock + " " + maxBlocks + " " + (first == HOLE ? 0 : count));
        return first == HOLE
                ? new Mapping.Hole(count)
                : new Mapping.Mapped(first, count, tableEnds.contains(fileBlock + count));
    }

    private long diskBlock(long fileBlock) {
        return diskBlocks[Math.toIntExact(fileBlock)];
    }
}
