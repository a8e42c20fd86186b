// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** The readahead of pread on one open file (file_ra_state, ondemand_readahead). */
final class ReadState {

    private static final long MAX_PAGES = 32;

    private long start;
    private long size;
    private long asyncSize;
    private long previousIndex = Long.MIN_VALUE;

    /** Reads ahead as a read of a few bytes of page {@code index} does. */
    void beforeRead(DiskFile file, long index) {
        if (!file.isCached(index)) {
            missed(file, index);
        } else if (file.takeMark(index)) {
            start += size;
            size = next();
            asyncSize = size;
            file.startRead(start, size, asyncSize);
        }
        previousIndex = index;
    }

    private void missed(DiskFile file, long index) {
        boolean sequential = index - previousIndex <= 1 && index >= previousIndex;
        if (index == 0 || sequential && previousIndex >= 0) {
            start = index;
            size = 4;
            asyncSize = 3;
            file.startRead(start, size, asyncSize);
            return;
        }
        long history = 0;
        while (history < MAX_PAGES && index - history > 0 && file.isCached(index - history - 1)) {
            history++;
        }
        if (history > 1) {
            start = index;
            size = Math.min((history >= index ? 2 * history : history) + 1, MAX_PAGES);
            asyncSize = 1;
            file.startRead(start, size, asyncSize);
            return;
        }
        file.startRead(index, 1, 0);
    }

    private long next() {
        return Math.min(size < MAX_PAGES / 16 ? size * 4 : size * 2, MAX_PAGES);
    }
}
