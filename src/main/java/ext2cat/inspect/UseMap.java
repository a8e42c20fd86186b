// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeBlock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;

/**
 * What all blocks of an image are used for, in cells of equally many blocks: as large a picture of
 * a small image as of a huge one. Each block counts once, for the first who claims it; a block that
 * the bitmap calls free and an inode claims counts as the inode's.
 */
public final class UseMap {

    private static final BlockKind[] KINDS = BlockKind.values();

    private final Volume volume;
    private final Damage damage;
    private final long blocksCount;
    private final long cellBlocks;
    private final long[][] counts;
    private final boolean[] marked;
    private final NumberSet claimed = new NumberSet();
    private final NumberSet clusters = new NumberSet();
    private final BlockKind restOfCluster;
    private final UsedBlocks used;
    private final PassedNodes passed = new PassedNodes(0);
    private long markedBlocks;

    private UseMap(Volume volume, int mostCells, Damage damage) {
        this.volume = volume;
        this.damage = damage;
        this.used = new UsedBlocks(volume);
        this.restOfCluster =
                volume.superblock().clusterBlocks() > 1 ? BlockKind.CLUSTER_REST : BlockKind.OTHER;
        this.blocksCount = volume.layout().blocksCount();
        long blocks = 1;
        while (Math.ceilDiv(blocksCount, blocks) > mostCells) {
            blocks *= 2;
        }
        this.cellBlocks = blocks;
        int cells = (int) Math.ceilDiv(blocksCount, blocks); // at most mostCells
        this.counts = new long[KINDS.length][cells];
        this.marked = new boolean[cells];
    }

    /**
     * Looks at all groups and all maps.
     *
     * @param mostCells how many cells there may be; the blocks of a cell are a power of two
     */
    public static UseMap of(Volume volume, int mostCells, Damage damage) throws IOException {
        UseMap map = new UseMap(volume, mostCells, damage);
        map.groups();
        map.inodes();
        return map;
    }

    /** How many cells there are. */
    public int cells() {
        return marked.length;
    }

    /** How many blocks a cell stands for; the last one may have fewer. */
    public long cellBlocks() {
        return cellBlocks;
    }

    /** The blocks of a cell. */
    public Run blocks(int cell) {
        long first = cell * cellBlocks;
        return new Run(first, Math.min(cellBlocks, blocksCount - first));
    }

    /** How many blocks of a cell are of that kind. */
    public long count(int cell, BlockKind kind) {
        return counts[kind.ordinal()][cell];
    }

    /** How many blocks of the image are of that kind. */
    public long count(BlockKind kind) {
        long sum = 0;
        for (long count : counts[kind.ordinal()]) {
            sum += count;
        }
        return sum;
    }

    /** The kind that most blocks of a cell are of, but for free ones: those only if all are. */
    public BlockKind mostOf(int cell) {
        BlockKind most = BlockKind.FREE;
        for (BlockKind kind : KINDS) {
            boolean more = most == BlockKind.FREE || count(cell, kind) > count(cell, most);
            if (count(cell, kind) > 0 && more) {
                most = kind;
            }
        }
        return most;
    }

    /** Marks the cells with blocks of an inode, those beside its map too. */
    public void mark(Inode inode) throws IOException {
        inode.ownBlocks().forEach(own -> markRun(own.diskBlock(), 1));
        inode.walkMap(
                new PassedNodes(0),
                new MapVisitor() {
                    @Override
                    public void data(long fileBlock, long diskBlock, long countBlocks) {
                        markRun(diskBlock, countBlocks);
                    }

                    @Override
                    public boolean node(NodeRef node) {
                        markRun(node.diskBlock(), 1);
                        return true;
                    }

                    @Override
                    public void damage(MapDamage thrown) {
                        // Told when the map was made.
                    }
                });
    }

    /** Whether a cell has blocks of an inode that was {@linkplain #mark marked}. */
    public boolean isMarked(int cell) {
        return marked[cell];
    }

    /** How many blocks were marked. */
    public long markedBlocks() {
        return markedBlocks;
    }

    private void markRun(long first, long count) {
        for (long block = first; block < first + count; block++) {
            marked[cell(block)] = true;
        }
        markedBlocks += count;
    }

    /** What the bitmap of each group says, and what is the group's own. */
    private void groups() throws IOException {
        GroupWalk.walk(
                volume,
                (group, descriptor) -> {
                    bitmap(group);
                    for (GroupParts.Part part : GroupParts.of(volume, group, descriptor)) {
                        claim(BlockKind.of(part.kind()), part.blocks());
                    }
                },
                (part, thrown) -> {
                    damage.lost(part, thrown);
                    if (part instanceof Damage.Groups(long first, long last)) {
                        unknown(first, last);
                    }
                });
    }

    private void inodes() throws IOException {
        InodeScan.scan(
                volume,
                inode -> {
                    if (!DeletedInodes.isDeleted(inode.disk())) {
                        claim(inode);
                    }
                },
                damage);
    }

    private void claim(Inode inode) throws IOException {
        DiskInode disk = inode.disk();
        boolean journal = disk.number() == volume.superblock().details().journalInode();
        BlockKind kind =
                disk.fileType() == FileType.DIRECTORY ? BlockKind.DIRECTORY : BlockKind.FILE;
        BlockKind mapKind = disk.isMappedByExtents() ? BlockKind.EXTENT_TREE : BlockKind.INDIRECT;
        for (InodeBlock own : inode.ownBlocks()) {
            claim(BlockKind.of(own.kind()), new Run(own.diskBlock(), 1));
        }
        try {
            inode.walkMap(
                    passed,
                    new MapVisitor() {
                        @Override
                        public void data(long fileBlock, long diskBlock, long countBlocks)
                                throws IOException {
                            claim(
                                    journal ? BlockKind.JOURNAL : kind,
                                    new Run(diskBlock, countBlocks));
                        }

                        @Override
                        public boolean node(NodeRef node) throws IOException {
                            claim(mapKind, new Run(node.diskBlock(), 1));
                            return true;
                        }

                        @Override
                        public void damage(MapDamage part) throws IOException {
                            damage.lost(
                                    new Damage.Inodes(disk.number()), part.thrown(disk.number()));
                        }
                    });
        } catch (UnsupportedFeatureException e) {
            damage.lost(new Damage.Inodes(disk.number()), e);
        }
    }

    /** Counts blocks that nobody claimed before; those outside of the image are nobody's. */
    private void claim(BlockKind kind, Run run) throws IOException {
        long end = Math.min(run.first() + run.count(), blocksCount);
        for (long block = Math.max(0, run.first()); block < end; block++) {
            if (claimed.add(block)) {
                if (block >= volume.layout().firstDataBlock()) {
                    enterCluster(block);
                    counts[byBitmap(block, restOfCluster).ordinal()][cell(block)]--;
                }
                counts[kind.ordinal()][cell(block)]++;
            }
        }
    }

    /** The first block of a cluster that is claimed makes the others its rest. */
    private void enterCluster(long block) throws IOException {
        int clusterBlocks = volume.superblock().clusterBlocks();
        long first = volume.layout().firstDataBlock();
        long cluster = (block - first) / clusterBlocks;
        if (clusterBlocks > 1 && clusters.add(cluster)) {
            long start = first + cluster * clusterBlocks;
            long end = Math.min(start + clusterBlocks, blocksCount);
            for (long other = start; other < end; other++) {
                counts[byBitmap(other, BlockKind.OTHER).ordinal()][cell(other)]--;
                counts[byBitmap(other, BlockKind.CLUSTER_REST).ordinal()][cell(other)]++;
            }
        }
    }

    /** As what a block was counted before anybody claimed it. */
    private BlockKind byBitmap(long block, BlockKind inUse) {
        return used.of(block) == UsedBlocks.Use.FREE ? BlockKind.FREE : inUse;
    }

    private void bitmap(long group) throws IOException {
        try {
            Bitmap bitmap = Bitmap.ofBlocks(volume, group);
            bitmap.runs(true).forEach(run -> count(BlockKind.OTHER, run));
            bitmap.runs(false).forEach(run -> count(BlockKind.FREE, run));
        } catch (IOException e) {
            damage.lost(new Damage.Groups(group, group), e);
            unknown(group, group);
        }
    }

    /** Of the blocks of these groups nobody can tell whether they are free. */
    private void unknown(long firstGroup, long lastGroup) {
        long first = volume.layout().firstBlock(firstGroup);
        long end = volume.layout().firstBlock(lastGroup) + volume.layout().blocksIn(lastGroup);
        count(BlockKind.OTHER, new Run(first, end - first));
    }

    /** Counts a run cell by cell. */
    private void count(BlockKind kind, Run run) {
        long block = run.first();
        while (block <= run.last()) {
            long next = Math.min(run.last() + 1, (block / cellBlocks + 1) * cellBlocks);
            counts[kind.ordinal()][cell(block)] += next - block;
            block = next;
        }
    }

    private int cell(long block) {
        return (int) (block / cellBlocks); // below cells()
    }
}
