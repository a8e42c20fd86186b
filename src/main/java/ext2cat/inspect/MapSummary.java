// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.map.MapWalk;
import ext2cat.volume.Inode;

import java.io.IOException;

/**
 * The map of an inode in figures.
 *
 * @param dataBlocks blocks of contents
 * @param indirectBlocks single indirect blocks
 * @param doubleBlocks double indirect blocks
 * @param tripleBlocks triple indirect blocks
 * @param runs in how many pieces the contents lie on disk; a hole or an indirect block between two
 *     blocks that are adjacent on disk makes no new one
 * @param holes stretches within the size that have no blocks
 * @param holeBlocks how many blocks the holes are long
 * @param blocksBehindEnd blocks of contents that lie behind the size
 * @param damages how many places of the map make no sense
 */
public record MapSummary(
        long dataBlocks,
        long indirectBlocks,
        long doubleBlocks,
        long tripleBlocks,
        long runs,
        long holes,
        long holeBlocks,
        long blocksBehindEnd,
        long damages) {

    /** All blocks of the map. */
    public long allBlocks() {
        return dataBlocks + metadataBlocks();
    }

    /** Indirect blocks of all levels. */
    public long metadataBlocks() {
        return indirectBlocks + doubleBlocks + tripleBlocks;
    }

    /**
     * Walks the map of an inode.
     *
     * @param next sees the walk too
     * @throws ext2cat.disk.UnsupportedFeatureException if the file is not mapped by blocks
     */
    public static MapSummary of(Inode inode, MapRuns.Visitor next) throws IOException {
        Counter counter = new Counter(inode, next);
        MapRuns.walk(inode, counter);
        return counter.summary();
    }

    private static final class Counter implements MapRuns.Visitor {

        private final MapRuns.Visitor next;
        private final long sizeBlocks;
        private final boolean hasMap;
        private final long[] tables = new long[4];
        private long data;
        private long runs;
        private long holes;
        private long holeBlocks;
        private long behindEnd;
        private long damages;
        private long fileEnd;
        private long diskEnd;

        Counter(Inode inode, MapRuns.Visitor next) {
            this.next = next;
            this.hasMap = MapWalk.hasMap(inode.disk());
            // A size of 2^63 or more is negative: then nothing is within it.
            this.sizeBlocks =
                    Math.ceilDiv(Math.max(0, inode.sizeBytes()), inode.volume().blockSizeBytes());
        }

        @Override
        public void data(long fileBlock, long diskBlock, long count) throws IOException {
            data += count;
            if (runs == 0 || diskBlock != diskEnd) {
                runs++;
            }
            hole(fileBlock);
            fileEnd = fileBlock + count;
            diskEnd = diskBlock + count;
            behindEnd += Math.min(count, Math.max(0, fileEnd - sizeBlocks));
            next.data(fileBlock, diskBlock, count);
        }

        @Override
        public void table(int level, long fileBlock, long diskBlock) throws IOException {
            tables[level]++;
            next.table(level, fileBlock, diskBlock);
        }

        @Override
        public void damage(long fileBlock, IOException thrown) throws IOException {
            damages++;
            next.damage(fileBlock, thrown);
        }

        /** From the end of the last run to this one or the end of the file. */
        private void hole(long untilBlock) {
            long until = Math.min(untilBlock, sizeBlocks);
            if (until > fileEnd) {
                holes++;
                holeBlocks += until - fileEnd;
            }
        }

        MapSummary summary() {
            if (hasMap) {
                hole(sizeBlocks);
            }
            return new MapSummary(
                    data,
                    tables[1],
                    tables[2],
                    tables[3],
                    runs,
                    holes,
                    holeBlocks,
                    behindEnd,
                    damages);
        }
    }
}
