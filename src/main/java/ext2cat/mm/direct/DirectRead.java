// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm.direct;

import ext2cat.bio.Page;
import ext2cat.bio.destination.ScatterDestination;
import ext2cat.mm.PinnedPages;
import ext2cat.mm.UserPages;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file straight into user memory, as a read of a file opened with O_DIRECT does: the pages
 * are pinned with FOLL_WRITE, the file's blocks are mapped, and each bio goes from the device into
 * the pinned pages without a buffer between; then the pages are set dirty and released.
 *
 * <p>Neither the file offset nor the address nor the length need be aligned. At most 4 MiB are
 * pinned at a time, so the length costs no memory. When the read returns, or throws, nothing is
 * pinned.
 */
public final class DirectRead {

    /** How many pages are pinned at a time: 4 MiB. */
    public static final long WINDOW_PAGES = 1024;

    private final UserPages user;
    private final Contents contents;
    private final ScatterDestination.Holes holes;

    /**
     * Reads from one file into one address space.
     *
     * @param user pins the memory
     * @param contents brings the bytes
     * @param holes whether holes are written as zeros, as read(2) does, or left out, for memory
     *     that is known to be zero
     */
    public DirectRead(UserPages user, Contents contents, ScatterDestination.Holes holes) {
        this.user = user;
        this.contents = contents;
        this.holes = holes;
    }

    /**
     * Reads from {@code positionBytes} of the file to {@code address}.
     *
     * @param positionBytes not negative
     * @param address in the address space of the memory to fill
     * @param lengthBytes not negative
     * @return how many bytes were read: fewer than asked for at the end of the file, and where the
     *     memory ends or cannot be written to
     * @throws IllegalArgumentException if not even the first page can be written to (EFAULT)
     * @throws IOException if a block cannot be mapped or read; all before it was read
     */
    public long read(long positionBytes, long address, long lengthBytes) throws IOException {
        long leftInFile = Math.max(0, contents.sizeBytes() - positionBytes);
        long bytes = Math.min(leftInFile, lengthBytes);
        long done = 0;
        while (done < bytes) {
            long read = readWindow(positionBytes + done, address + done, bytes - done, done > 0);
            if (read == 0) {
                break;
            }
            done += read;
        }
        return done;
    }

    /**
     * Reads what goes into one window of pinned pages.
     *
     * @param mayPinNothing whether it is no error if no page can be pinned
     */
    private long readWindow(long position, long address, long length, boolean mayPinNothing)
            throws IOException {
        long intoPage = address & Page.SIZE_BYTES - 1;
        long windowBytes = Math.min(length, WINDOW_PAGES * Page.SIZE_BYTES - intoPage);
        long pages = intoPage + windowBytes + Page.SIZE_BYTES - 1 >> Page.SHIFT;
        PinnedPages pinned;
        try {
            pinned = user.pin(address, pages, true);
        } catch (IllegalArgumentException e) {
            if (mayPinNothing) {
                return 0;
            }
            throw e;
        }
        try (pinned) {
            List<MemorySegment> pieces = cut(pinned.writableRuns(), intoPage, windowBytes);
            long bytes = pieces.stream().mapToLong(MemorySegment::byteSize).sum();
            ScatterDestination destination = new ScatterDestination(pieces, position, holes);
            contents.read(position, position + bytes, destination);
            destination.finish();
            return bytes;
        }
    }

    /** What lies {@code skipBytes} after the start of the runs, and no more than asked for. */
    private static List<MemorySegment> cut(
            List<MemorySegment> runs, long skipBytes, long lengthBytes) {
        List<MemorySegment> pieces = new ArrayList<>();
        long skip = skipBytes;
        long left = lengthBytes;
        for (MemorySegment run : runs) {
            long from = Math.min(skip, run.byteSize());
            long bytes = Math.min(left, run.byteSize() - from);
            if (bytes > 0) {
                pieces.add(run.asSlice(from, bytes));
            }
            skip -= from;
            left -= bytes;
        }
        return pieces;
    }
}
