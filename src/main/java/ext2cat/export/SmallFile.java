// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.disk.DiskInode;
import ext2cat.map.BlockPath;
import ext2cat.mpage.Contents;

import java.io.IOException;

/**
 * A file that is read with others, all of it in one slab. It makes up to four errands: what its
 * direct pointers lead to, and what its single, double and triple indirect blocks lead to, each of
 * which begins with the block of pointers that must be read first.
 */
final class SmallFile implements Step {

    private final Found found;
    private final Contents contents;
    private final Piece piece;

    /**
     * A file not read.
     *
     * @param contents whose bios go to the disk order that will be given the errands
     */
    SmallFile(Found found, Contents contents, Piece piece) {
        this.found = found;
        this.contents = contents;
        this.piece = piece;
    }

    void addErrands(DiskOrder order) {
        DiskInode disk = found.inode().disk();
        int blockBits = found.inode().volume().blockBits();
        long start = 0;
        long blocks = BlockPath.NDIR_BLOCKS;
        for (int pointer = BlockPath.NDIR_BLOCKS - 1;
                pointer < BlockPath.N_BLOCKS && start < contents.sizeBytes();
                pointer++) {
            // At most the size of a slab, and 2^42 for a triple indirect block of 64 KiB.
            long end = Math.min(contents.sizeBytes(), start + (blocks << blockBits));
            boolean direct = pointer < BlockPath.NDIR_BLOCKS;
            long block = direct ? firstDirect(disk) : disk.blockPointer(pointer);
            if (block != 0) {
                order.add(new Part(block, start, end));
            }
            start = end;
            blocks = direct ? 1L << blockBits - 2 : blocks << blockBits - 2;
        }
    }

    @Override
    public void deliver(Receiver receiver) throws IOException {
        receiver.begin(found.told(receiver), piece);
        piece.deliver(receiver);
        receiver.end(piece.failure());
    }

    /** The first of the direct pointers that is none to a hole; 0 if there is none. */
    private static long firstDirect(DiskInode disk) {
        for (int i = 0; i < BlockPath.NDIR_BLOCKS; i++) {
            if (disk.blockPointer(i) != 0) {
                return disk.blockPointer(i);
            }
        }
        return 0;
    }

    /** A range of the file that one pointer, or all direct ones, lead to. */
    private final class Part implements DiskOrder.Errand {

        private final long diskBlock;
        private final long startBytes;
        private final long endBytes;

        Part(long diskBlock, long startBytes, long endBytes) {
            this.diskBlock = diskBlock;
            this.startBytes = startBytes;
            this.endBytes = endBytes;
        }

        @Override
        public long diskBlock() {
            return diskBlock;
        }

        @Override
        public void run(DiskOrder order) {
            order.plan(contents, startBytes, endBytes, piece);
        }
    }
}
