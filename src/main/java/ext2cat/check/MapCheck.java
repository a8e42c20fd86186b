// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.map.BufferHead;
import ext2cat.map.FileMap;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;

import java.io.IOException;

/**
 * Claims the blocks of one inode after another, and compares what its map comes to with what the
 * inode says. What follows from damage that is told already is not told.
 */
final class MapCheck implements MapVisitor {

    /** A way to claim blocks. */
    @FunctionalInterface
    interface Claimant {

        /**
         * Claims the block of a map.
         *
         * @param use data, or a block of the map
         * @return whether it may be one of this map
         */
        boolean claim(BlockUse use, long fileBlock, long diskBlock);
    }

    /** In place of a number of blocks: i_blocks is not to be compared. */
    static final int NOT_COUNTED = -1;

    private static final int SECTOR_BYTES = 512;
    private static final long NONE = -1;

    private final Subject subject;
    private final PassedNodes passed = new PassedNodes(0);

    private DiskInode inode;
    private Place place;
    private Claimant claimant;
    private long clusters;
    private long lastCluster;
    private long lastFileCluster;
    private long lastFileBlock;
    private long cutOffBlocks;
    private boolean whole;

    MapCheck(Subject subject) {
        this.subject = subject;
    }

    /**
     * Checks one inode, whose blocks are to be nobody else's.
     *
     * @param ownClusters clusters that it has besides those of its map, or {@link #NOT_COUNTED}
     */
    void check(DiskInode checked, long ownClusters) throws IOException {
        check(checked, ownClusters, this::claim);
    }

    /** Checks one inode, whose blocks are claimed in this way. */
    void check(DiskInode checked, long ownClusters, Claimant way) throws IOException {
        inode = checked;
        place = Place.inode(checked.number());
        claimant = way;
        clusters = 0;
        lastCluster = NONE;
        lastFileCluster = NONE;
        lastFileBlock = NONE;
        cutOffBlocks = 0;
        whole = true;
        FileMap map = subject.map(checked);
        map.walk(passed, this);
        if (cutOffBlocks > 0) {
            subject.findings()
                    .add(
                            Problem.DATA_CUT_OFF,
                            place,
                            "%d of its blocks lie beyond the end of the image",
                            cutOffBlocks);
        }
        if (whole) {
            size(map.maxBlocks());
            if (ownClusters != NOT_COUNTED) {
                blockCount(ownClusters);
            }
        }
    }

    /**
     * Claims the translator of an inode of the Hurd, which is nobody else's; how many blocks it has
     * for it.
     */
    int claimTranslator(DiskInode checked) {
        long block = checked.hurdTranslatorBlock();
        if (block == 0) {
            return 0;
        }
        place = Place.inode(checked.number());
        if (subject.volume().blockRange().contains(block, 1)) {
            claim(block, "the translator");
            return 1;
        }
        outside("the translator", block);
        return 0;
    }

    /** Checks the count of blocks of an inode that has no map. */
    void checkWithoutMap(DiskInode checked, long ownClusters) {
        inode = checked;
        place = Place.inode(checked.number());
        clusters = 0;
        blockCount(ownClusters);
    }

    @Override
    public void data(long fileBlock, long diskBlock, long count) {
        lastFileBlock = fileBlock + count - 1;
        for (long i = 0; i < count; i++) {
            if (!subject.blocks().isOnDevice(diskBlock + i)) {
                cutOffBlocks++;
            }
            long cluster = subject.claims().cluster(diskBlock + i);
            alignment(fileBlock + i, diskBlock + i);
            if (cluster != lastCluster
                    || !subject.claims().continues(fileBlock + i, diskBlock + i)) {
                claimant.claim(BlockUse.DATA, fileBlock + i, diskBlock + i);
                clusters++;
            }
            lastCluster = cluster;
        }
    }

    /** In a file of clusters, block n of one lies in block n of a cluster on disk. */
    private void alignment(long fileBlock, long diskBlock) {
        int inCluster = subject.superblock().clusterBlocks() - 1;
        long fileCluster = subject.claims().cluster(fileBlock);
        boolean strays =
                fileCluster == lastFileCluster
                        && subject.claims().cluster(diskBlock) != lastCluster;
        if (((fileBlock ^ diskBlock) & inCluster) != 0 || inCluster > 0 && strays) {
            subject.findings()
                    .add(
                            Problem.MISALIGNED_CLUSTER,
                            place.onDisk(diskBlock),
                            "file block %d is block %d, which is not its place in a cluster",
                            fileBlock,
                            diskBlock);
        }
        lastFileCluster = fileCluster;
    }

    /** What is set aside may lie after the end of the file. */
    @Override
    public void unwritten(long fileBlock, long diskBlock, long count) {
        long last = lastFileBlock;
        data(fileBlock, diskBlock, count);
        lastFileBlock = last;
    }

    @Override
    public boolean node(NodeRef node) {
        clusters++;
        boolean ownBlock = claimant.claim(node.use(), node.firstFileBlock(), node.diskBlock());
        if (!subject.blocks().isOnDevice(node.diskBlock())) {
            cutOffBlocks++;
            whole = false;
            subject.findings().lose(Loss.BLOCKS);
            return false;
        }
        checksum(node);
        whole &= ownBlock;
        return ownBlock;
    }

    private void checksum(NodeRef node) {
        if (!inode.isMappedByExtents()) {
            return;
        }
        try {
            BufferHead block =
                    subject.volume()
                            .cache()
                            .bread(node.diskBlock(), node.use(), node.firstFileBlock());
            subject.checksum(
                    Problem.EXTENTS_CHECKSUM,
                    place.inBlock("extents in block", node.diskBlock()),
                    "extents",
                    subject.checksums()
                            .of(inode)
                            .extents(block.copy(0, subject.volume().blockSizeBytes())));
        } catch (IOException _) {
            // The walk, which reads it next, finds that too.
        }
    }

    @Override
    public void damage(MapDamage damage) {
        whole = false;
        switch (damage) {
            case MapDamage.Outside(NodeRef ref, _) ->
                    outside(what(ref.use(), ref.firstFileBlock()), ref.diskBlock());
            case MapDamage.Again(NodeRef ref) -> again(ref);
            case MapDamage.Unreadable(NodeRef ref, IOException why) -> {
                if (ref.use().isData()) {
                    root(why);
                } else {
                    unreadable(ref, why);
                }
            }
        }
    }

    /** The inode itself holds no map. */
    private void root(IOException thrown) {
        subject.findings().lose(Loss.BLOCKS);
        subject.findings().add(Problem.BAD_EXTENTS, place, "%s", thrown.getMessage());
    }

    private void outside(String what, long pointer) {
        subject.findings()
                .add(
                        Problem.POINTER_OUTSIDE,
                        place,
                        "%s is said to be block %d, which is outside the file system (blocks %s)",
                        what,
                        pointer,
                        subject.volume().blockRange());
    }

    private void again(NodeRef node) {
        if (claimant.claim(node.use(), node.firstFileBlock(), node.diskBlock())) {
            subject.findings()
                    .add(
                            Problem.TABLE_AGAIN,
                            place.onDisk(node.diskBlock()),
                            "%s, block %d, is the table of another part of this map or of another"
                                    + " map",
                            what(node.use(), node.firstFileBlock()),
                            node.diskBlock());
        }
    }

    private void unreadable(NodeRef node, IOException thrown) {
        subject.findings().lose(Loss.BLOCKS);
        if (thrown instanceof CorruptImageException) {
            subject.findings()
                    .add(
                            Problem.BAD_EXTENTS,
                            place.onDisk(node.diskBlock()),
                            "%s",
                            thrown.getMessage());
            return;
        }
        subject.unreadable(
                place.onDisk(node.diskBlock()),
                "%s, block %d, cannot be read: %s"
                        .formatted(
                                what(node.use(), node.firstFileBlock()),
                                node.diskBlock(),
                                thrown.getMessage()),
                thrown);
    }

    /** Claims a block; false if it is one of those that make the file system. */
    boolean claim(BlockUse use, long fileBlock, long diskBlock) {
        if (!subject.claims().isMetadata(diskBlock)) {
            subject.claims().claim(diskBlock);
            return true;
        }
        return claim(diskBlock, what(use, fileBlock));
    }

    private boolean claim(long diskBlock, String what) {
        if (!subject.claims().isMetadata(diskBlock)) {
            subject.claims().claim(diskBlock);
            return true;
        }
        subject.findings()
                .add(
                        Problem.BLOCK_IN_METADATA,
                        place.onDisk(diskBlock),
                        "%s is block %d, which is metadata of the file system",
                        what,
                        diskBlock);
        return false;
    }

    private void size(long maxBlocks) {
        long size = inode.sizeBytes();
        int bits = subject.volume().blockBits();
        long mostBytes = maxBlocks << bits;
        if (size < 0 || size > mostBytes) {
            badSize(
                    "size %s is more than the %d bytes that a map can address",
                    Long.toUnsignedString(size), mostBytes);
        } else if (inode.fileType() == FileType.DIRECTORY) {
            directorySize(size, bits);
        } else if (inode.fileType() == FileType.REGULAR
                && size < lastFileBlock << bits
                && !inode.has(InodeFlag.VERITY)) { // its hash tree lies after the end
            badSize(
                    "size %d, but there are blocks up to file block %d, which begins at byte %d",
                    size, lastFileBlock, lastFileBlock << bits);
        }
    }

    private void directorySize(long size, int bits) {
        long sizeBlocks = size >> bits;
        long preallocated = subject.superblock().details().preallocDirBlocks();
        if (size != sizeBlocks << bits) {
            badSize(
                    "size %d of a directory is not a multiple of the block size, %d",
                    size, 1 << bits);
        } else if (sizeBlocks > lastFileBlock + 1 || sizeBlocks == 0) {
            badSize(
                    "size %d of a directory, but its last block is file block %d, so expected %d",
                    size, lastFileBlock, lastFileBlock + 1 << bits);
        } else if (lastFileBlock + 1 - sizeBlocks > preallocated) {
            badSize(
                    "size %d of a directory, but there are blocks up to file block %d",
                    size, lastFileBlock);
        }
    }

    private void blockCount(long ownClusters) {
        int clusterBlocks = subject.superblock().clusterBlocks();
        long blocks = (clusters + ownClusters) * clusterBlocks;
        long expected = blocks * (subject.volume().blockSizeBytes() / SECTOR_BYTES);
        if (inode.allocatedSectors() != expected) {
            subject.findings()
                    .add(
                            Problem.BAD_BLOCK_COUNT,
                            place,
                            "i_blocks is %d, expected %d for %d blocks",
                            inode.allocatedSectors(),
                            expected,
                            blocks);
        }
    }

    private void badSize(String text, Object... values) {
        subject.findings().add(Problem.BAD_SIZE, place, text, values);
    }

    private static String what(BlockUse use, long fileBlock) {
        return (use.isData() ? "" : "the " + use + " block of ") + "file block " + fileBlock;
    }
}
