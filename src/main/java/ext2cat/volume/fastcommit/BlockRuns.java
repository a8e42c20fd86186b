// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Where the blocks of a file lie, as runs that can be changed. */
final class BlockRuns {

    /**
     * Adjacent blocks.
     *
     * @param fileBlock the first of them in the file
     * @param diskBlock where that lies
     * @param blocks how many
     * @param unwritten whether they read as zeros
     */
    record Run(long fileBlock, long diskBlock, long blocks, boolean unwritten) {

        long end() {
            return fileBlock + blocks;
        }

        Run before(long block) {
            return new Run(fileBlock, diskBlock, block - fileBlock, unwritten);
        }

        Run from(long block) {
            return new Run(block, diskBlock + (block - fileBlock), end() - block, unwritten);
        }

        private boolean continues(Run last) {
            return last.end() == fileBlock
                    && last.diskBlock + last.blocks == diskBlock
                    && last.unwritten == unwritten;
        }
    }

    private final NavigableMap<Long, Run> runs = new TreeMap<>();

    void put(Run run) {
        remove(run.fileBlock(), run.blocks());
        if (run.blocks() > 0) {
            runs.put(run.fileBlock(), run);
        }
    }

    void remove(long fileBlock, long blocks) {
        long end = fileBlock + blocks;
        Map.Entry<Long, Run> next = runs.floorEntry(fileBlock);
        if (next == null || next.getValue().end() <= fileBlock) {
            next = runs.higherEntry(fileBlock);
        }
        while (next != null && next.getKey() < end) {
            Run run = next.getValue();
            runs.remove(run.fileBlock());
            if (run.fileBlock() < fileBlock) {
                runs.put(run.fileBlock(), run.before(fileBlock));
            }
            if (run.end() > end) {
                runs.put(end, run.from(end));
            }
            next = runs.higherEntry(run.fileBlock());
        }
    }

    void clear() {
        runs.clear();
    }

    /** The run that holds a block or else the next one; null if there is none. */
    private @Nullable Run at(long fileBlock) {
        Map.Entry<Long, Run> floor = runs.floorEntry(fileBlock);
        if (floor != null && floor.getValue().end() > fileBlock) {
            return floor.getValue();
        }
        Map.Entry<Long, Run> higher = runs.higherEntry(fileBlock);
        return higher == null ? null : higher.getValue();
    }

    /** Whether any of the blocks lies somewhere. */
    boolean hasAny(long fileBlock, long blocks) {
        Run run = at(fileBlock);
        return run != null && run.fileBlock() < fileBlock + blocks;
    }

    /** What of the runs is among some blocks. */
    List<Run> within(long fileBlock, long blocks) {
        List<Run> within = new ArrayList<>();
        long end = fileBlock + blocks;
        Run run = at(fileBlock);
        while (run != null && run.fileBlock() < end) {
            Run cut = run.from(Math.max(fileBlock, run.fileBlock()));
            within.add(cut.end() > end ? cut.before(end) : cut);
            run = at(run.end());
        }
        return within;
    }

    /** Where a block lies; 0 if nowhere, or if it was never written. */
    long diskBlock(long fileBlock) {
        Run run = at(fileBlock);
        return run == null || run.fileBlock() > fileBlock || run.unwritten()
                ? 0
                : run.from(fileBlock).diskBlock();
    }

    /** The runs in their order, as long as they can be. */
    List<Run> merged() {
        List<Run> merged = new ArrayList<>();
        for (Run run : runs.values()) {
            if (!merged.isEmpty() && run.continues(merged.getLast())) {
                Run last = merged.removeLast();
                merged.add(
                        new Run(
                                last.fileBlock(),
                                last.diskBlock(),
                                last.blocks() + run.blocks(),
                                last.unwritten()));
            } else {
                merged.add(run);
            }
        }
        return merged;
    }
}
