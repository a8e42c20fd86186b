// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers in the tables of a file, read a page at a time. The pages used last are kept, 4 MiB
 * of them at most, however large the image says its tables are.
 */
final class TablePages {

    private static final int PAGE_BYTES = 1 << 15;
    private static final int MOST_PAGES = 128;

    private final BlockDevice file;
    private final ByteOrder order;

    private final Map<Long, Page> kept =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Page> eldest) {
                    return size() > MOST_PAGES;
                }
            };

    /** The page of the number before: entries are asked for one after another. */
    private volatile Page last = new Page(-1, ByteBuffer.allocate(0));

    private record Page(long number, ByteBuffer bytes) {}

    /** Tables of a file whose numbers are in this order. */
    TablePages(BlockDevice file, ByteOrder order) {
        this.file = file;
        this.order = order;
    }

    /**
     * A number of 4 bytes.
     *
     * @param positionBytes a multiple of 4
     * @return from 0 on
     * @throws java.io.EOFException if it is not inside the file
     */
    long int32(long positionBytes) throws IOException {
        file.requireInside(positionBytes, Integer.BYTES);
        return Integer.toUnsignedLong(
                page(positionBytes).bytes.getInt((int) (positionBytes % PAGE_BYTES)));
    }

    /**
     * A number of 8 bytes.
     *
     * @param positionBytes a multiple of 8
     * @throws java.io.EOFException if it is not inside the file
     */
    long int64(long positionBytes) throws IOException {
        file.requireInside(positionBytes, Long.BYTES);
        return page(positionBytes).bytes.getLong((int) (positionBytes % PAGE_BYTES));
    }

    private Page page(long positionBytes) throws IOException {
        long number = positionBytes / PAGE_BYTES;
        Page page = last;
        if (page.number != number) {
            Optional<Page> before = before(number);
            page = before.isPresent() ? before.get() : read(number);
            last = page;
        }
        return page;
    }

    private synchronized Optional<Page> before(long number) {
        return Optional.ofNullable(kept.get(number));
    }

    private Page read(long number) throws IOException {
        long startBytes = number * PAGE_BYTES;
        // The cast is safe: it is at most the size of a page.
        byte[] bytes = new byte[(int) Math.min(PAGE_BYTES, file.sizeBytes() - startBytes)];
        file.read(startBytes, MemorySegment.ofArray(bytes));
        Page page = new Page(number, ByteBuffer.wrap(bytes).order(order));
        synchronized (this) {
            kept.put(number, page);
        }
        return page;
    }
}
