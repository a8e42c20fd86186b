// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.map.BlockPath;
import ext2cat.map.MapWalk;

import java.io.IOException;

/**
 * Claims the blocks of one inode after another, and compares what its map comes to with what the
 * inode says. What follows from damage that is told already is not told.
 */
final class MapCheck implements MapWalk.Visitor {

    /** A way to claim blocks. */
    @FunctionalInterface
    interface Claimant {

        /**
         * Claims the block of a map.
         *
         * @param level 0 data, else that of a table
         * @return whether it may be one of this map
         */
        boolean claim(int level, long fileBlock, long diskBlock);
    }

    /** In place of a number of blocks: i_blocks is not to be compared. */
    static final int NOT_COUNTED = -1;

    private static final int SECTOR_BYTES = 512;
    private static final long NONE = -1;

    private final Subject subject;
    private final MapWalk walk;

    private DiskInode inode;
    private Place place;
    private Claimant claimant;
    private long blocks;
    private long lastFileBlock;
    private long cutOffBlocks;
    private boolean whole;

    MapCheck(Subject subject, MapWalk walk) {
        this.subject = subject;
        this.walk = walk;
    }

    /**
     * Checks one inode, whose blocks are to be nobody else's.
     *
     * @param ownBlocks blocks that it has besides those of its map, or {@link #NOT_COUNTED}
     */
    void check(DiskInode checked, int ownBlocks) throws IOException {
        check(checked, ownBlocks, this::claim);
    }

    /** Checks one inode, whose blocks are claimed in this way. */
    void check(DiskInode checked, int ownBlocks, Claimant way) throws IOException {
        inode = checked;
        place = Place.inode(checked.number());
        claimant = way;
        blocks = 0;
        lastFileBlock = NONE;
        cutOffBlocks = 0;
        whole = true;
        walk.walk(checked, this);
        if (cutOffBlocks > 0) {
            subject.findings()
                    .add(
                            Problem.DATA_CUT_OFF,
                            place,
                            "%d of its blocks lie beyond the end of the image",
                            cutOffBlocks);
        }
        if (whole) {
            size();
            if (ownBlocks != NOT_COUNTED && subject.superblock().clusterBlocks() == 1) {
                blockCount(ownBlocks);
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
            claim("the translator", block);
            return 1;
        }
        outside("the translator", block);
        return 0;
    }

    /** Checks the count of blocks of an inode that has no map. */
    void checkWithoutMap(DiskInode checked, int ownBlocks) {
        inode = checked;
        place = Place.inode(checked.number());
        blocks = 0;
        blockCount(ownBlocks);
    }

    @Override
    public void data(long fileBlock, long diskBlock) {
        blocks++;
        lastFileBlock = fileBlock;
        if (!subject.blocks().isOnDevice(diskBlock)) {
            cutOffBlocks++;
        }
        claimant.claim(0, fileBlock, diskBlock);
    }

    @Override
    public boolean table(int level, long fileBlock, long diskBlock) {
        blocks++;
        boolean ownBlock = claimant.claim(level, fileBlock, diskBlock);
        if (!subject.blocks().isOnDevice(diskBlock)) {
            cutOffBlocks++;
            whole = false;
            subject.findings().lose(Loss.BLOCKS);
            return false;
        }
        whole &= ownBlock;
        return ownBlock;
    }

    @Override
    public void outside(int level, long fileBlock, long pointer) {
        whole = false;
        outside(what(level, fileBlock), pointer);
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

    @Override
    public void again(int level, long fileBlock, long diskBlock) {
        whole = false;
        if (claimant.claim(level, fileBlock, diskBlock)) {
            subject.findings()
                    .add(
                            Problem.TABLE_AGAIN,
                            place.onDisk(diskBlock),
                            "%s, block %d, is the table of another part of this map or of another"
                                    + " map",
                            table(level, fileBlock),
                            diskBlock);
        }
    }

    @Override
    public void unreadable(int level, long fileBlock, long diskBlock, IOException thrown) {
        whole = false;
        subject.findings().lose(Loss.BLOCKS);
        subject.unreadable(
                place.onDisk(diskBlock),
                "%s, block %d, cannot be read: %s"
                        .formatted(table(level, fileBlock), diskBlock, thrown.getMessage()),
                thrown);
    }

    /** Claims a block; false if it is one of those that make the file system. */
    boolean claim(int level, long fileBlock, long diskBlock) {
        return claim(what(level, fileBlock), diskBlock);
    }

    private boolean claim(String what, long diskBlock) {
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

    private void size() {
        long size = inode.sizeBytes();
        int bits = subject.volume().blockBits();
        long mostBytes = BlockPath.maxBlocks(bits - 2) << bits;
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

    private void blockCount(int ownBlocks) {
        long expected = (blocks + ownBlocks) * (subject.volume().blockSizeBytes() / SECTOR_BYTES);
        if (inode.allocatedSectors() != expected) {
            subject.findings()
                    .add(
                            Problem.BAD_BLOCK_COUNT,
                            place,
                            "i_blocks is %d, expected %d for %d blocks",
                            inode.allocatedSectors(),
                            expected,
                            blocks + ownBlocks);
        }
    }

    private void badSize(String text, Object... values) {
        subject.findings().add(Problem.BAD_SIZE, place, text, values);
    }

    private static String what(int level, long fileBlock) {
        return level == 0 ? "file block " + fileBlock : table(level, fileBlock);
    }

    private static String table(int level, long fileBlock) {
        return "the " + BlockUse.indirect(level) + " block of file block " + fileBlock;
    }
}
