// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Superblock;

import java.io.IOException;

/**
 * Goes through the whole map of an inode, pointer by pointer, in the order of the file
 * (ext2fs_block_iterate). Unlike a reader's {@link BlockMapper} it goes on behind damage, and does
 * not mind the size: blocks behind the end are seen too, and what is not visited is a hole.
 *
 * <p>An indirect block is entered once in a map, so no map takes longer than the image has
 * pointers, whatever it says. Maps may share indirect blocks as well, in honest images those of
 * deleted files with those of their heirs. A walk through many maps enters those that another map
 * had before only up to a limit: so a million inodes with one map take no longer than a few.
 *
 * <p>Not for several threads at once.
 */
public final class MapWalk {

    /** Hears of every pointer that is not null. What it throws ends the walk. */
    public interface Visitor {

        /** A pointer to data. */
        void data(long fileBlock, long diskBlock) throws IOException;

        /**
         * A pointer to an indirect block.
         *
         * @param level 1 single, 2 double, 3 triple indirect
         * @param fileBlock the first file block that it covers
         * @return whether to enter it
         */
        boolean table(int level, long fileBlock, long diskBlock) throws IOException;

        /** A pointer that leads out of the file system, to data (level 0) or a table. */
        void outside(int level, long fileBlock, long pointer) throws IOException;

        /** A pointer to an indirect block that is not entered, since it was passed before. */
        void again(int level, long fileBlock, long diskBlock) throws IOException;

        /** An indirect block cannot be read. */
        void unreadable(int level, long fileBlock, long diskBlock, IOException thrown)
                throws IOException;
    }

    private final BlockRange range;
    private final BufferCache cache;
    private final int pointerBits;
    private final boolean mayRepeat;
    private final NumberSet passed = new NumberSet();
    private long repeatsLeft;

    /**
     * A walk through one map or many.
     *
     * @param range the blocks that pointers may name
     * @param cache reads indirect blocks
     * @param mostRepeats how many indirect blocks that one map had may be entered from another one
     */
    public MapWalk(BlockRange range, BufferCache cache, long mostRepeats) {
        this.range = range;
        this.cache = cache;
        this.pointerBits = Integer.numberOfTrailingZeros(cache.blockSizeBytes() / Integer.BYTES);
        this.mayRepeat = mostRepeats > 0;
        this.repeatsLeft = mostRepeats;
    }

    /**
     * Whether the inode has a map at all: devices, and symlinks whose target lies in the inode, do
     * not, nor does an inode that was never used.
     */
    public static boolean hasMap(DiskInode inode) {
        return switch (inode.fileType()) {
            case REGULAR, DIRECTORY -> true;
            case SYMLINK -> !inode.isFastSymlink();
            case UNKNOWN -> inode.number() == Superblock.BAD_BLOCKS_INODE;
            default -> false;
        };
    }

    /** Goes through the map of an inode, whether it {@linkplain #hasMap has} one or not. */
    public void walk(DiskInode inode, Visitor visitor) throws IOException {
        new OneMap(visitor).walk(inode);
    }

    /** The walk through one of the maps. */
    private final class OneMap {

        private final Visitor visitor;
        private final NumberSet passedHere = new NumberSet();

        OneMap(Visitor visitor) {
            this.visitor = visitor;
        }

        void walk(DiskInode inode) throws IOException {
            for (int slot = 0; slot < BlockPath.NDIR_BLOCKS; slot++) {
                data(slot, inode.blockPointer(slot));
            }
            long fileBlock = BlockPath.NDIR_BLOCKS;
            for (int level = 1; level <= 3; level++) {
                table(level, fileBlock, inode.blockPointer(BlockPath.IND_BLOCK + level - 1));
                fileBlock += 1L << level * pointerBits; // p, p² or p³, at most 2^42
            }
        }

        private void data(long fileBlock, long pointer) throws IOException {
            if (pointer == 0) {
                return;
            }
            if (range.contains(pointer, 1)) {
                visitor.data(fileBlock, pointer);
            } else {
                visitor.outside(0, fileBlock, pointer);
            }
        }

        private void table(int level, long fileBlock, long pointer) throws IOException {
            if (pointer == 0) {
                return;
            }
            if (!range.contains(pointer, 1)) {
                visitor.outside(level, fileBlock, pointer);
            } else if (!isToBeEntered(pointer)) {
                visitor.again(level, fileBlock, pointer);
            } else if (visitor.table(level, fileBlock, pointer)) {
                enter(level, fileBlock, pointer);
            }
        }

        private boolean isToBeEntered(long table) {
            boolean fresh = passed.add(table);
            if (!mayRepeat) {
                return fresh;
            }
            if (!passedHere.add(table)) {
                return false;
            }
            return fresh || repeatsLeft-- > 0;
        }

        private void enter(int level, long fileBlock, long diskBlock) throws IOException {
            BufferHead table;
            try {
                table = cache.bread(diskBlock, BlockUse.indirect(level), fileBlock);
            } catch (IOException e) {
                visitor.unreadable(level, fileBlock, diskBlock, e);
                return;
            }
            long covered = 1L << (level - 1) * pointerBits;
            for (int i = 0; i < 1 << pointerBits; i++) {
                long first = fileBlock + i * covered;
                if (level == 1) {
                    data(first, table.pointer(i));
                } else {
                    table(level - 1, first, table.pointer(i));
                }
            }
        }
    }
}
