// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.map.FileMap;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The map of an inode in figures.
 *
 * @param form where the contents are
 * @param dataBlocks blocks of contents
 * @param unwrittenBlocks how many of these were never written and read as zeros
 * @param mapBlocks blocks of the map itself, those of level 1 first
 * @param runs in how many pieces the contents lie on disk; a hole or an indirect block between two
 *     blocks that are adjacent on disk makes no new one
 * @param holes stretches within the size that have no blocks
 * @param holeBlocks how many blocks the holes are long
 * @param blocksAfterEnd blocks of contents that lie after the size
 * @param clusters what all blocks of the map take: with {@code bigalloc} a cluster of 16 blocks of
 *     which a file has one is all the file's; without, a cluster is a block
 * @param damages how many places of the map make no sense
 */
public record MapSummary(
        ContentsForm form,
        long dataBlocks,
        long unwrittenBlocks,
        List<Long> mapBlocks,
        long runs,
        long holes,
        long holeBlocks,
        long blocksAfterEnd,
        long clusters,
        long damages) {

    /** All blocks of the map. */
    public long allBlocks() {
        return dataBlocks + metadataBlocks();
    }

    /** Blocks of the map itself, of all levels. */
    public long metadataBlocks() {
        return mapBlocks.stream().mapToLong(Long::longValue).sum();
    }

    /** Blocks of the map itself, of a level from 1 on. */
    public long mapBlocks(int level) {
        return mapBlocks.get(level - 1);
    }

    /**
     * Walks the map of an inode.
     *
     * @param next sees the walk too
     * @throws ext2cat.disk.UnsupportedFeatureException if the contents have a form that is not
     *     known
     */
    public static MapSummary of(Inode inode, MapVisitor next) throws IOException {
        // A size of 2^63 or more is negative: then nothing is within it.
        long sizeBlocks =
                Math.ceilDiv(Math.max(0, inode.sizeBytes()), inode.volume().blockSizeBytes());
        ContentsForm form = ContentsForm.of(inode.disk());
        int clusterBlocks = inode.volume().superblock().clusterBlocks();
        return inode.hasMap()
                ? of(inode.map(), form, sizeBlocks, clusterBlocks, next)
                : new Counter(0, clusterBlocks, next).summary(form);
    }

    /** Walks a map of that form, of a file whose size takes that many blocks. */
    static MapSummary of(
            FileMap map, ContentsForm form, long sizeBlocks, int clusterBlocks, MapVisitor next)
            throws IOException {
        Counter counter = new Counter(sizeBlocks, clusterBlocks, next);
        map.walk(counter);
        return counter.summary(form);
    }

    private static final class Counter implements MapVisitor {

        private final MapVisitor next;
        private final long sizeBlocks;
        private final long clusterBlocks;
        private final long[] tables = new long[BlockUse.MAX_LEVEL];
        private long data;
        private long unwritten;
        private long runs;
        private long holes;
        private long holeBlocks;
        private long afterEnd;
        private long clusters;
        private long lastCluster = -1;
        private long damages;
        private long fileEnd;
        private long diskEnd;

        Counter(long sizeBlocks, long clusterBlocks, MapVisitor next) {
            this.sizeBlocks = sizeBlocks;
            this.clusterBlocks = clusterBlocks;
            this.next = next;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long count) throws IOException {
            count(fileBlock, diskBlock, count);
            next.data(fileBlock, diskBlock, count);
        }

        @Override
        public void unwritten(long fileBlock, long diskBlock, long count) throws IOException {
            unwritten += count;
            count(fileBlock, diskBlock, count);
            next.unwritten(fileBlock, diskBlock, count);
        }

        private void count(long fileBlock, long diskBlock, long count) {
            data += count;
            if (runs == 0 || diskBlock != diskEnd) {
                runs++;
            }
            hole(fileBlock);
            fileEnd = fileBlock + count;
            diskEnd = diskBlock + count;
            afterEnd += Math.min(count, Math.max(0, fileEnd - sizeBlocks));
            // The blocks of a cluster follow each other in the file as they do on disk.
            long first = diskBlock / clusterBlocks;
            long last = (diskEnd - 1) / clusterBlocks;
            clusters += last - first + (first == lastCluster ? 0 : 1);
            lastCluster = last;
        }

        @Override
        public boolean node(NodeRef node) throws IOException {
            tables[node.use().level() - 1]++;
            clusters++;
            return next.node(node);
        }

        @Override
        public void damage(MapDamage damage) throws IOException {
            damages++;
            next.damage(damage);
        }

        /** From the end of the last run to this one or the end of the file. */
        private void hole(long untilBlock) {
            long until = Math.min(untilBlock, sizeBlocks);
            if (until > fileEnd) {
                holes++;
                holeBlocks += until - fileEnd;
            }
        }

        MapSummary summary(ContentsForm form) {
            hole(sizeBlocks);
            return new MapSummary(
                    form,
                    data,
                    unwritten,
                    Arrays.stream(tables).boxed().toList(),
                    runs,
                    holes,
                    holeBlocks,
                    afterEnd,
                    clusters,
                    damages);
        }
    }
}
