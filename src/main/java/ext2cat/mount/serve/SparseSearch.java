// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;

/**
 * Where data and holes of a file begin (lseek with SEEK_DATA and SEEK_HOLE): as for Linux, blocks
 * that were never written are holes though space was set aside for them, and at the end of the file
 * there is a hole.
 */
final class SparseSearch {

    private final Inode file;
    private final Interrupts.Waiting waiting;

    /**
     * A search.
     *
     * @param waiting who waits for its end: the map may have a billion holes
     */
    SparseSearch(Inode file, Interrupts.Waiting waiting) {
        this.file = file;
        this.waiting = waiting;
    }

    /** The first byte of data from there on; the file's size if there is none. */
    long data(long fromBytes) throws IOException {
        return first(fromBytes, true);
    }

    /** The first byte of a hole from there on; the file's size if there is none before its end. */
    long hole(long fromBytes) throws IOException {
        return first(fromBytes, false);
    }

    private long first(long fromBytes, boolean data) throws IOException {
        GetBlock map = file.getBlock(file.volume().cache());
        if (map.inlineContents().isPresent()) {
            return data ? fromBytes : file.sizeBytes();
        }
        int bits = file.volume().blockBits();
        long block = fromBytes >> bits;
        long end = (file.sizeBytes() - 1 >> bits) + 1; // who asks has found it not empty
        while (block < end) {
            Mapping mapping = map.getBlock(block, end - block);
            if (mapping instanceof Mapping.Mapped == data) {
                return Math.max(fromBytes, block << bits);
            }
            block += mapping.count();
            waiting.requireNotInterrupted();
        }
        return file.sizeBytes();
    }
}
