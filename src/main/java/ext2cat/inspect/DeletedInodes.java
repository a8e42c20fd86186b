// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;

/**
 * The deleted inodes, and how much of what they held can still be read (debugfs lsdel).
 *
 * <p>When ext2 frees an inode it keeps what stands in it, pointers too, so a block that is still
 * free holds what it held. Linux's ext3 and ext4 drivers clear the pointers, and the size with
 * them: then nothing is left to be counted, unless the inode itself holds the contents, which stay.
 * A free block may have been used and freed again since, by an inode deleted later.
 */
public final class DeletedInodes {

    /** Indirect blocks of several maps that are looked into again, not to be kept busy by them. */
    private static final int MOST_SHARED_TABLES = 1 << 16;

    /**
     * A deleted inode.
     *
     * @param inode the inode
     * @param blocks blocks of its map, indirect ones too
     * @param freeBlocks those that nobody else uses now
     * @param damages places of its map that make no sense
     * @param isFree whether the inode is free. One that is not was deleted while a process had it
     *     open: its last link is gone and its blocks are still its own, until it is closed. Its
     *     i_dtime is no time: it is 0, or on ext3 and ext4 the next inode of the orphan list
     */
    public record Found(Inode inode, long blocks, long freeBlocks, long damages, boolean isFree) {

        /** Whether all contents can still be read: those that the map names, or the inode's own. */
        public boolean isWhole() {
            return isInline() || freeBlocks == blocks && damages == 0 && blocks > 0;
        }

        /** Whether the inode itself still holds the contents of a file. */
        public boolean isInline() {
            return inode.disk().isInline() && inode.sizeBytes() > 0;
        }
    }

    /** Takes what is found, by number. What it throws ends the search. */
    @FunctionalInterface
    public interface Visitor {
        void found(Found deleted) throws IOException;
    }

    private DeletedInodes() {}

    /** Looks for all inodes that were deleted, those that are not yet free among them. */
    public static void find(Volume volume, Visitor visitor, Damage damage) throws IOException {
        UsedBlocks used = new UsedBlocks(volume);
        UsedInodes usedInodes = new UsedInodes(volume);
        PassedNodes maps = new PassedNodes(MOST_SHARED_TABLES);
        InodeScan.scan(
                volume,
                inode -> {
                    if (inode.disk().deletionSeconds() != 0
                            || isFormerFile(inode.disk())
                                    && inode.number() >= volume.superblock().firstInode()) {
                        visitor.found(count(inode, maps, used, usedInodes));
                    }
                },
                damage);
    }

    /**
     * Whether what the map names is no longer the inode's: it has no links or a time of deletion.
     * The inode of the bad blocks has no links and yet keeps its own.
     */
    public static boolean isDeleted(DiskInode disk) {
        return disk.number() != Superblock.BAD_BLOCKS_INODE
                && (disk.links() == 0 || disk.deletionSeconds() != 0);
    }

    /** Whether an inode was freed, and still describes the file that it was. */
    public static boolean isFormerFile(DiskInode disk) {
        return disk.mode() != 0 && isDeleted(disk);
    }

    /**
     * Whether the contents of an inode are still its own, as far as can be told: always for one
     * that is not deleted, which is not looked at.
     *
     * @throws CorruptImageException if the inode is deleted and blocks of it are no longer its own
     */
    public static void verifyContents(Inode inode) throws IOException {
        if (!isFormerFile(inode.disk())) {
            return;
        }
        Volume volume = inode.volume();
        UsedInodes usedInodes = new UsedInodes(volume);
        if (inode.disk().links() != 0 && usedInodes.contains(inode.number())) {
            return; // in use, with a time of deletion that means nothing
        }
        Found found = count(inode, new PassedNodes(0), new UsedBlocks(volume), usedInodes);
        long lost = found.blocks - found.freeBlocks;
        if (lost > 0) {
            throw new CorruptImageException(
                    "inode %d is deleted, and others use %d of its %d blocks now"
                            .formatted(inode.number(), lost, found.blocks));
        }
    }

    private static Found count(
            Inode inode, PassedNodes maps, UsedBlocks used, UsedInodes usedInodes)
            throws IOException {
        boolean isFree = inode.disk().links() != 0 || !usedInodes.contains(inode.number());
        Counter counter = new Counter(used, !isFree);
        for (InodeBlock own : inode.ownBlocks()) {
            if (own.kind() == InodeBlock.Kind.TRANSLATOR) { // attributes are no contents
                counter.count(own.diskBlock());
            }
        }
        try {
            inode.walkMap(maps, counter);
        } catch (UnsupportedFeatureException _) {
            counter.damages++; // its map has another form, of which nothing can be said
        }
        return new Found(inode, counter.blocks, counter.free, counter.damages, isFree);
    }

    private static final class Counter implements MapVisitor {

        private final UsedBlocks used;
        private final boolean usedByItself;
        private long blocks;
        private long free;
        private long damages;

        Counter(UsedBlocks used, boolean usedByItself) {
            this.used = used;
            this.usedByItself = usedByItself;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) {
            for (long i = 0; i < countBlocks; i++) {
                count(diskBlock + i);
            }
        }

        @Override
        public boolean node(NodeRef node) {
            count(node.diskBlock());
            return true;
        }

        @Override
        public void damage(MapDamage damage) {
            damages++;
        }

        private void count(long block) {
            blocks++;
            switch (used.of(block)) {
                case FREE -> free++;
                case UNKNOWN -> damages++;
                case IN_USE -> free += usedByItself ? 1 : 0;
            }
        }
    }
}
