// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.block.BlockPath;
import ext2cat.block.BlockRange;
import ext2cat.disk.DiskInode;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Goes through the whole map of an inode, pointer by pointer, in the order of the file. Unlike a
 * reader's {@link ext2cat.block.BlockMapper} it goes on behind damage.
 *
 * <p>Tables of pointers that are passed twice, in one map or in several, are entered once: so a
 * walk through all inodes reads no table twice, however the pointers are knotted.
 */
final class MapWalk {

    /** Hears of every pointer that is not null. */
    interface Visitor {

        /** A pointer to data. */
        void data(long fileBlock, long diskBlock) throws IOException;

        /**
         * A pointer to a table.
         *
         * @param level 1 single, 2 double, 3 triple indirect
         * @return whether to enter it
         */
        boolean table(int level, long fileBlock, long diskBlock) throws IOException;

        /** A pointer that leads out of the file system, to data (level 0) or to a table. */
        void outside(int level, long fileBlock, long pointer);

        /** A table that is not entered, since it has been already. */
        void again(int level, long fileBlock, long diskBlock);

        /** A table that cannot be read. */
        void unreadable(int level, long fileBlock, long diskBlock);
    }

    private final Subject subject;
    private final BlockRange range;
    private final LargeBitmap entered;
    private final int pointerBits;

    /** A walk through many maps. */
    MapWalk(Subject subject) {
        this.subject = subject;
        this.range = subject.volume().blockRange();
        this.entered = new LargeBitmap(subject.layout().blocksCount());
        this.pointerBits = subject.volume().blockBits() - 2;
    }

    /** Goes through one map. */
    void walk(DiskInode inode, Visitor visitor) throws IOException {
        for (int slot = 0; slot < BlockPath.NDIR_BLOCKS; slot++) {
            data(slot, inode.blockPointer(slot), visitor);
        }
        long fileBlock = BlockPath.NDIR_BLOCKS;
        for (int level = 1; level <= 3; level++) {
            table(level, fileBlock, inode.blockPointer(BlockPath.NDIR_BLOCKS + level - 1), visitor);
            fileBlock += 1L << level * pointerBits;
        }
    }

    private void data(long fileBlock, long pointer, Visitor visitor) throws IOException {
        if (pointer == 0) {
            return;
        }
        if (range.contains(pointer, 1)) {
            visitor.data(fileBlock, pointer);
        } else {
            visitor.outside(0, fileBlock, pointer);
        }
    }

    private void table(int level, long fileBlock, long pointer, Visitor visitor)
            throws IOException {
        if (pointer == 0) {
            return;
        }
        if (!range.contains(pointer, 1)) {
            visitor.outside(level, fileBlock, pointer);
        } else if (visitor.table(level, fileBlock, pointer)) {
            if (!entered.set(pointer)) {
                visitor.again(level, fileBlock, pointer);
            } else {
                enter(level, fileBlock, pointer, visitor);
            }
        }
    }

    private void enter(int level, long fileBlock, long diskBlock, Visitor visitor)
            throws IOException {
        ByteBuffer table;
        try {
            table = subject.blocks().read(diskBlock, BlockUse.indirect(level));
        } catch (IOException _) {
            visitor.unreadable(level, fileBlock, diskBlock);
            return;
        }
        long covered = 1L << (level - 1) * pointerBits;
        for (int i = 0; i < 1 << pointerBits; i++) {
            long pointer = Integer.toUnsignedLong(table.getInt(i * Integer.BYTES));
            long first = fileBlock + i * covered;
            if (level == 1) {
                data(first, pointer, visitor);
            } else {
                table(level - 1, first, pointer, visitor);
            }
        }
    }
}
