// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.map.FileMap;
import ext2cat.mpage.Contents;

import java.io.IOException;

/**
 * A file that is read with others, all of it in one slab. It makes an errand of each part of its
 * map that begins in the inode: of a block map up to four, what the direct pointers lead to, and
 * what the single, double and triple indirect blocks lead to, each of which begins with the block
 * that must be read first.
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

    /** Adds an errand for a file that has no map: the inode itself holds it. */
    void addErrand(DiskOrder order) {
        order.add(new Part(0, 0, contents.sizeBytes()));
    }

    /** Adds an errand for each part of the file's map. */
    void addErrands(FileMap map, DiskOrder order) throws IOException {
        int blockBits = found.inode().volume().blockBits();
        map.forEachPart(
                (fileBlock, blocks, diskBlock) -> {
                    // At most the 2^42 blocks of a triple indirect block, of 64 KiB each.
                    long start = fileBlock << blockBits;
                    long end = Math.min(contents.sizeBytes(), start + (blocks << blockBits));
                    if (start < end) {
                        order.add(new Part(diskBlock, start, end));
                    }
                });
    }

    @Override
    public void deliver(Receiver receiver) throws IOException {
        receiver.begin(found.told(receiver), piece);
        piece.deliver(receiver);
        receiver.end(piece.failure());
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
