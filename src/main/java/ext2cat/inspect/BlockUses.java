// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What some blocks are used for (debugfs icheck), found in one pass over all descriptors and maps.
 *
 * <p>An inode is asked if it has links and no time of deletion; the inode of the bad blocks always;
 * a deleted one too, since its map may still tell what the block held, and its answer is marked. An
 * image can name one block any number of times, so the owners kept of each are bounded.
 */
public final class BlockUses {

    /** Owners of one block that are worth being named. */
    public static final int MAX_OWNERS = 64;

    /** Indirect blocks of several maps that are looked into again, not to be kept busy by them. */
    private static final int MOST_SHARED_TABLES = 1 << 14;

    /** The owners of one block, and how many more there are than are kept. */
    public static final class Owners {

        private final List<BlockOwner> kept = new ArrayList<>();
        private long all;

        private Owners() {}

        private void add(BlockOwner owner) {
            if (all < MAX_OWNERS) {
                kept.add(owner);
            }
            all++;
        }

        /** The first owners, metadata before inodes, inodes by number. */
        public List<BlockOwner> kept() {
            return List.copyOf(kept);
        }

        /** How many there are in all. */
        public long count() {
            return all;
        }
    }

    private final Volume volume;
    private final Damage damage;
    private final PassedNodes passed = new PassedNodes(MOST_SHARED_TABLES);
    private final TreeMap<Long, Owners> wanted = new TreeMap<>();

    private BlockUses(Volume volume, List<Long> blocks, Damage damage) {
        this.volume = volume;
        this.damage = damage;
        for (long block : blocks) {
            wanted.put(block, new Owners());
        }
    }

    /**
     * Looks for the owners of some blocks.
     *
     * @param blocks as many as the caller can hold
     * @return an answer for each
     */
    public static SequencedMap<Long, Owners> of(Volume volume, List<Long> blocks, Damage damage)
            throws IOException {
        BlockUses uses = new BlockUses(volume, blocks, damage);
        uses.lookAtGroups();
        InodeScan.scan(volume, uses::inode, damage);
        return uses.wanted;
    }

    private void lookAtGroups() throws IOException {
        for (long block : wanted.keySet()) {
            boolean isBeforeAll = block < volume.layout().firstDataBlock();
            long group = isBeforeAll ? 0 : volume.layout().groupOfBlock(block);
            for (GroupParts.Part part : GroupParts.fixed(volume, group)) {
                if (part.blocks().contains(block)) {
                    wanted.get(block).add(new BlockOwner.Metadata(part));
                }
            }
        }
        GroupWalk.walk(
                volume,
                (group, descriptor) ->
                        GroupParts.placed(volume, group, descriptor).forEach(this::claim),
                damage);
    }

    private void claim(GroupParts.Part part) {
        within(part.blocks()).forEach((_, owners) -> owners.add(new BlockOwner.Metadata(part)));
    }

    private void inode(Inode inode) throws IOException {
        DiskInode disk = inode.disk();
        if (disk.mode() == 0 && !inode.hasMap()) {
            return;
        }
        boolean deleted = DeletedInodes.isDeleted(disk);
        for (InodeBlock own : inode.ownBlocks()) {
            Owners owners = wanted.get(own.diskBlock());
            if (owners != null) {
                owners.add(new BlockOwner.Own(inode.number(), deleted, own.kind()));
            }
        }
        try {
            inode.walkMap(passed, new MapLook(disk.number(), deleted));
        } catch (UnsupportedFeatureException e) {
            if (!deleted) {
                damage.lost(new Damage.Inodes(disk.number()), e);
            }
        }
    }

    private Map<Long, Owners> within(Run blocks) {
        // The end of a run that a damaged image tells of may overflow; then there is none.
        return blocks.first() <= blocks.last()
                ? wanted.subMap(blocks.first(), true, blocks.last(), true)
                : Map.of();
    }

    private final class MapLook implements MapVisitor {

        private final long inode;
        private final boolean deleted;

        MapLook(long inode, boolean deleted) {
            this.inode = inode;
            this.deleted = deleted;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) {
            within(new Run(diskBlock, countBlocks))
                    .forEach(
                            (block, owners) ->
                                    owners.add(
                                            new BlockOwner.Contents(
                                                    inode,
                                                    deleted,
                                                    fileBlock + (block - diskBlock))));
        }

        @Override
        public boolean node(NodeRef node) {
            Owners owners = wanted.get(node.diskBlock());
            if (owners != null) {
                owners.add(new BlockOwner.Table(inode, deleted, node.use(), node.firstFileBlock()));
            }
            return true;
        }

        @Override
        public void damage(MapDamage part) throws IOException {
            if (!deleted) {
                damage.lost(new Damage.Inodes(inode), part.thrown(inode));
            }
        }
    }
}
