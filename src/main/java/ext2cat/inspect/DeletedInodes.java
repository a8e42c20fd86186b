// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * The deleted inodes, and how much of what they held can still be read (debugfs lsdel).
 *
 * <p>When ext2 frees an inode it keeps what stands in it, pointers too, so a block that is still
 * free holds what it held. Linux's ext3 and ext4 drivers clear the pointers: then nothing is left
 * to be counted. A free block may have been used and freed again since, by an inode deleted later.
 */
public final class DeletedInodes {

    /** Indirect blocks of several maps that are looked into again, not to be kept busy by them. */
    private static final int MOST_SHARED_TABLES = 1 << 16;

    /**
     * A deleted inode.
     *
     * @param inode the inode
     * @param blocks blocks of its map, indirect ones too
     * @param freeBlocks those that nobody uses now
     * @param damages places of its map that make no sense
     */
    public record Found(Inode inode, long blocks, long freeBlocks, long damages) {

        /** Whether all that the map names can still be read. */
        public boolean isWhole() {
            return freeBlocks == blocks && damages == 0 && blocks > 0;
        }
    }

    /** Takes what is found, by number. What it throws ends the search. */
    @FunctionalInterface
    public interface Visitor {
        void found(Found deleted) throws IOException;
    }

    private DeletedInodes() {}

    /** Looks for all inodes that have a time of deletion. */
    public static void find(Volume volume, Visitor visitor, Damage damage) throws IOException {
        UsedBlocks used = new UsedBlocks(volume);
        MapRuns maps = new MapRuns(volume, MOST_SHARED_TABLES);
        InodeScan.scan(
                volume,
                new InodeScan.Visitor() {
                    @Override
                    public void inode(Inode inode) throws IOException {
                        if (inode.disk().deletionSeconds() != 0) {
                            visitor.found(count(inode, maps, used));
                        }
                    }

                    @Override
                    public void damage(long first, long last, IOException thrown)
                            throws IOException {
                        damage.tell(thrown);
                    }
                });
    }

    /**
     * Whether what the map names is no longer the inode's: it has no links or a time of deletion.
     * The inode of the bad blocks has no links and yet keeps its own.
     */
    public static boolean isDeleted(DiskInode disk) {
        return disk.number() != Superblock.BAD_BLOCKS_INODE
                && (disk.links() == 0 || disk.deletionSeconds() != 0);
    }

    /** Whether an inode was freed, and still tells of the file that it was. */
    public static boolean isFormerFile(DiskInode disk) {
        return disk.mode() != 0 && isDeleted(disk);
    }

    private static Found count(Inode inode, MapRuns maps, UsedBlocks used) throws IOException {
        Counter counter = new Counter(used);
        try {
            maps.of(inode.disk(), counter);
        } catch (UnsupportedFeatureException _) {
            counter.damages++; // its map has another form, of which nothing can be said
        }
        return new Found(inode, counter.blocks, counter.free, counter.damages);
    }

    private static final class Counter implements MapRuns.Visitor {

        private final UsedBlocks used;
        private long blocks;
        private long free;
        private long damages;

        Counter(UsedBlocks used) {
            this.used = used;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) {
            for (long i = 0; i < countBlocks; i++) {
                count(diskBlock + i);
            }
        }

        @Override
        public void table(int level, long fileBlock, long diskBlock) {
            count(diskBlock);
        }

        @Override
        public void own(InodeBlock block) {
            if (block.kind() == InodeBlock.Kind.TRANSLATOR) { // attributes are no contents
                count(block.diskBlock());
            }
        }

        @Override
        public void damage(long fileBlock, IOException thrown) {
            damages++;
        }

        private void count(long block) {
            blocks++;
            switch (used.of(block)) {
                case FREE -> free++;
                case UNKNOWN -> damages++;
                case IN_USE -> {}
            }
        }
    }
}
