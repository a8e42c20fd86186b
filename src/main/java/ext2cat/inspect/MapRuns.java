// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.map.MapWalk;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * All blocks of an inode: those that it names beside its map, then in the order of the file runs of
 * data, and each indirect block before what it maps. What is not visited is a hole. A pointer that
 * makes no sense is told as damage, and the walk goes on behind it ({@link MapWalk}).
 */
public final class MapRuns {

    /** Takes what the walk finds. What it throws ends the walk. */
    public interface Visitor {

        /** {@code countBlocks} file blocks from {@code fileBlock} on lie from there on. */
        void data(long fileBlock, long diskBlock, long countBlocks) throws IOException;

        /**
         * An indirect block.
         *
         * @param level 1 for single, 2 for double, 3 for triple
         * @param fileBlock the first file block that it covers
         */
        void table(int level, long fileBlock, long diskBlock) throws IOException;

        /** A block beside the map, before all others; who asks for a map needs none of them. */
        default void own(InodeBlock block) throws IOException {}

        /** Where the file blocks from {@code fileBlock} on lie cannot be told. */
        void damage(long fileBlock, IOException thrown) throws IOException;
    }

    private final Volume volume;
    private final MapWalk walk;

    /**
     * A look at many maps.
     *
     * @param mostRepeats how many indirect blocks that one map had may be entered from another one
     */
    MapRuns(Volume volume, long mostRepeats) {
        this.volume = volume;
        this.walk = new MapWalk(volume.blockRange(), volume.cache(), mostRepeats);
    }

    /**
     * Walks the blocks of an inode; those of its map only if it {@linkplain MapWalk#hasMap has}
     * one.
     *
     * @throws UnsupportedFeatureException if the file is not mapped by blocks
     */
    public static void walk(Inode inode, Visitor visitor) throws IOException {
        new MapRuns(inode.volume(), 0).of(inode.disk(), visitor);
    }

    /** Walks the blocks of an inode, one map after the other. */
    void of(DiskInode inode, Visitor visitor) throws IOException {
        for (InodeBlock own : inode.ownBlocks()) {
            if (volume.blockRange().contains(own.diskBlock(), 1)) {
                visitor.own(own);
            }
        }
        if (!MapWalk.hasMap(inode)) {
            return;
        }
        inode.verifyIsBlockMapped();
        Joiner joiner = new Joiner(inode.number(), visitor);
        walk.walk(inode, joiner);
        joiner.endRun();
    }

    /** Makes runs of pointers, and sentences of damage. */
    private final class Joiner implements MapWalk.Visitor {

        private final long inode;
        private final Visitor visitor;

        private long runFileBlock;
        private long runDiskBlock;
        private long runBlocks;

        Joiner(long inode, Visitor visitor) {
            this.inode = inode;
            this.visitor = visitor;
        }

        @Override
        public void data(long fileBlock, long diskBlock) throws IOException {
            if (runBlocks > 0
                    && runFileBlock + runBlocks == fileBlock
                    && runDiskBlock + runBlocks == diskBlock) {
                runBlocks++;
                return;
            }
            endRun();
            runFileBlock = fileBlock;
            runDiskBlock = diskBlock;
            runBlocks = 1;
        }

        @Override
        public boolean table(int level, long fileBlock, long diskBlock) throws IOException {
            endRun();
            visitor.table(level, fileBlock, diskBlock);
            return true;
        }

        @Override
        public void outside(int level, long fileBlock, long pointer) throws IOException {
            String outside = "which is outside the file system (blocks %s)";
            if (level == 0) {
                damage(
                        fileBlock,
                        "it points to block %d, " + outside,
                        pointer,
                        volume.blockRange());
            } else {
                damage(
                        fileBlock,
                        "the %s block is said to be block %d, " + outside,
                        BlockUse.indirect(level),
                        pointer,
                        volume.blockRange());
            }
        }

        @Override
        public void again(int level, long fileBlock, long diskBlock) throws IOException {
            damage(
                    fileBlock,
                    "the %s block is said to be block %d, which was passed before",
                    BlockUse.indirect(level),
                    diskBlock);
        }

        @Override
        public void unreadable(int level, long fileBlock, long diskBlock, IOException thrown)
                throws IOException {
            endRun();
            visitor.damage(fileBlock, thrown);
        }

        /** The run at hand has no more blocks, if there is one. */
        void endRun() throws IOException {
            if (runBlocks > 0) {
                visitor.data(runFileBlock, runDiskBlock, runBlocks);
                runBlocks = 0;
            }
        }

        private void damage(long fileBlock, String what, Object... values) throws IOException {
            endRun();
            visitor.damage(
                    fileBlock,
                    new CorruptImageException(
                            "inode %d, file block %d: %s"
                                    .formatted(inode, fileBlock, what.formatted(values))));
        }
    }
}
