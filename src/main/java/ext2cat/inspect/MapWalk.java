// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.block.BlockPath;
import ext2cat.block.BlockRange;
import ext2cat.block.NumberSet;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * Goes through all blocks of an inode in the order of the file: runs of data, and each indirect
 * block before what it maps (ext2fs_block_iterate). The size does not matter, so blocks behind the
 * end are seen too; what is not visited is a hole.
 *
 * <p>An indirect block is entered once for each map, so no map is walked for longer than the image
 * has pointers, whatever it says. A pointer that makes no sense is told as damage, and the walk
 * goes on behind it.
 */
public final class MapWalk {

    /** The inode of the bad blocks, which has a map and no mode. */
    private static final long BAD_BLOCKS_INODE = 1;

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

        /** Where the file blocks from {@code fileBlock} on lie cannot be told. */
        void damage(long fileBlock, IOException thrown) throws IOException;
    }

    private final Inode inode;
    private final Visitor visitor;
    private final Volume volume;
    private final BlockRange range;
    private final int pointerBits;
    private final NumberSet entered = new NumberSet();

    private long runFileBlock;
    private long runDiskBlock;
    private long runBlocks;

    private MapWalk(Inode inode, Visitor visitor) {
        this.inode = inode;
        this.visitor = visitor;
        this.volume = inode.volume();
        this.range = volume.blockRange();
        this.pointerBits = volume.blockBits() - 2;
    }

    /**
     * Whether the inode has a map at all: devices, and symlinks whose target lies in the inode, do
     * not, nor does an inode that was never used.
     */
    public static boolean hasMap(DiskInode disk) {
        return switch (disk.fileType()) {
            case REGULAR, DIRECTORY -> true;
            // A deleted symlink has no sectors left that could tell, so its size must do.
            case SYMLINK ->
                    disk.isDeleted()
                            ? disk.sizeBytes() >= DiskInode.BLOCK_POINTERS * Integer.BYTES
                            : !disk.isFastSymlink();
            case UNKNOWN -> disk.number() == BAD_BLOCKS_INODE;
            default -> false;
        };
    }

    /**
     * Whether what the map names is no longer the inode's: it has no links or a time of deletion.
     * The inode of the bad blocks has no links and yet keeps its own.
     */
    public static boolean isDeleted(DiskInode disk) {
        return disk.number() != BAD_BLOCKS_INODE
                && (disk.links() == 0 || disk.deletionSeconds() != 0);
    }

    /**
     * Walks the map of an inode; does nothing for one that {@linkplain #hasMap has} none.
     *
     * @throws UnsupportedFeatureException if the file is not mapped by blocks
     */
    public static void walk(Inode inode, Visitor visitor) throws IOException {
        if (!hasMap(inode.disk())) {
            return;
        }
        for (InodeFlag flag : new InodeFlag[] {InodeFlag.EXTENTS, InodeFlag.INLINE_DATA}) {
            if (inode.disk().has(flag)) {
                throw new UnsupportedFeatureException(
                        "inode %d: its contents are not mapped by blocks (flag %s)"
                                .formatted(inode.number(), flag));
            }
        }
        new MapWalk(inode, visitor).run();
    }

    private void run() throws IOException {
        for (int slot = 0; slot < BlockPath.NDIR_BLOCKS; slot++) {
            data(slot, inode.disk().blockPointer(slot));
        }
        long fileBlock = BlockPath.NDIR_BLOCKS;
        for (int level = 1; level <= 3; level++) {
            table(level, fileBlock, inode.disk().blockPointer(BlockPath.IND_BLOCK + level - 1));
            fileBlock += covers(level);
        }
        endRun();
    }

    /** How many file blocks an indirect block covers: p, p² or p³, at most 2^42. */
    private long covers(int level) {
        return 1L << level * pointerBits;
    }

    private void table(int level, long fileBlock, long diskBlock) throws IOException {
        if (diskBlock == 0) {
            return;
        }
        endRun();
        BlockUse use = BlockUse.indirect(level);
        if (!range.contains(diskBlock, 1)) {
            damage(fileBlock, "the %s block is said to be block %d, %s", use, diskBlock, outside());
            return;
        }
        if (!entered.add(diskBlock)) {
            damage(
                    fileBlock,
                    "the %s block is said to be block %d, which is in this map before",
                    use,
                    diskBlock);
            return;
        }
        visitor.table(level, fileBlock, diskBlock);
        IntBuffer pointers;
        try {
            pointers =
                    volume.cache()
                            .bread(diskBlock, use, fileBlock)
                            .data()
                            .asByteBuffer()
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asIntBuffer();
        } catch (IOException e) {
            visitor.damage(fileBlock, e);
            return;
        }
        for (int i = 0; i < pointers.limit(); i++) {
            long pointer = Integer.toUnsignedLong(pointers.get(i));
            if (level == 1) {
                data(fileBlock + i, pointer);
            } else {
                table(level - 1, fileBlock + i * covers(level - 1), pointer);
            }
        }
        endRun();
    }

    private void data(long fileBlock, long diskBlock) throws IOException {
        if (diskBlock == 0) {
            return;
        }
        if (runBlocks > 0
                && runFileBlock + runBlocks == fileBlock
                && runDiskBlock + runBlocks == diskBlock
                && range.contains(diskBlock, 1)) {
            runBlocks++;
            return;
        }
        endRun();
        if (!range.contains(diskBlock, 1)) {
            damage(fileBlock, "it points to block %d, %s", diskBlock, outside());
            return;
        }
        runFileBlock = fileBlock;
        runDiskBlock = diskBlock;
        runBlocks = 1;
    }

    private void endRun() throws IOException {
        if (runBlocks > 0) {
            visitor.data(runFileBlock, runDiskBlock, runBlocks);
            runBlocks = 0;
        }
    }

    private String outside() {
        return "which is outside the file system (blocks " + range + ")";
    }

    private void damage(long fileBlock, String what, Object... values) throws IOException {
        visitor.damage(
                fileBlock,
                new CorruptImageException(
                        "inode %d, file block %d: %s"
                                .formatted(inode.number(), fileBlock, what.formatted(values))));
    }
}
