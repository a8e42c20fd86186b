// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio.destination;

import ext2cat.bio.BioDestination;
import ext2cat.bio.Page;
import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.function.LongFunction;

/**
 * Puts the runs of a file into its cached pages. Pages begin as zeros, so what no run brings, the
 * hole in a page and what lies beyond the end of the file, reads as zeros.
 */
public final class PageDestination implements BioDestination {

    private final LongFunction<Page> pages;
    private final long sizeBytes;

    /**
     * A place for a file.
     *
     * @param pages gives the page of an index, which is filled before the next one is asked for
     * @param sizeBytes the file's size; bytes after it are not read
     */
    public PageDestination(LongFunction<Page> pages, long sizeBytes) {
        this.pages = pages;
        this.sizeBytes = sizeBytes;
    }

    @Override
    public void read(BlockDevice device, long positionBytes, long fileOffsetBytes, long lengthBytes)
            throws IOException {
        long bytes = Math.min(lengthBytes, sizeBytes - fileOffsetBytes);
        long done = 0;
        while (done < bytes) {
            long fileOffset = fileOffsetBytes + done;
            long intoPage = fileOffset & Page.SIZE_BYTES - 1;
            long length = Math.min(bytes - done, Page.SIZE_BYTES - intoPage);
            Page page = pages.apply(fileOffset >> Page.SHIFT);
            device.read(positionBytes + done, page.memory().asSlice(intoPage, length));
            done += length;
        }
    }
}
