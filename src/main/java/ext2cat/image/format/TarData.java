// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/**
 * Where the bytes of a member of a tar archive are. Of a sparse file GNU tar stores the parts that
 * are not zeros one after another, and a map of them, in one of three places: in the header (type
 * S), in records, or in front of the data (version 1.0).
 *
 * @param at where the data begins
 * @param afterHeadersAt where what the header calls data begins
 * @param isWhole whether it is stored as a whole, without a map
 * @param parts the map
 */
record TarData(long at, long afterHeadersAt, boolean isWhole, DiskParts parts) {

    private static final int MOST_PARTS = 1 << 20;

    /** Of a header of type S: 4 parts, and headers of 21 more. */
    private static final int FIRST_PARTS_AT = 386;

    private static final int FIRST_PARTS = 4;
    private static final int MORE_PARTS = 21;
    private static final int NUMBER_BYTES = 12;

    /** Adds part after part, with zeros between them; an archive that is cut off ends the image. */
    private static final class Layout {

        private final BlockDevice archive;
        private final long sizeBytes;
        private final long startAt;
        private final DiskParts parts = new DiskParts();
        private long at;
        private long leftBytes;
        private int count;
        private boolean isCut;

        Layout(BlockDevice archive, long sizeBytes, long startAt, long storedBytes) {
            this.archive = archive;
            this.sizeBytes = sizeBytes;
            this.startAt = startAt;
            this.at = startAt;
            this.leftBytes = storedBytes;
        }

        void add(long positionBytes, long lengthBytes) throws WrongContainerException {
            if (isCut) {
                return;
            }
            long gapBytes = positionBytes - parts.sizeBytes();
            if (lengthBytes < 0
                    || gapBytes < 0
                    || positionBytes > sizeBytes - lengthBytes
                    || lengthBytes > leftBytes
                    || ++count > MOST_PARTS) {
                throw new WrongContainerException(
                        archive,
                        "the sparse map of the member at byte %d of the tar archive puts %d bytes at %d of %d, after %d"
                                .formatted(
                                        startAt,
                                        lengthBytes,
                                        positionBytes,
                                        sizeBytes,
                                        parts.sizeBytes()));
            }
            if (gapBytes > 0) {
                parts.add(gapBytes, DiskParts.zeros());
            }
            addStored(lengthBytes);
        }

        private void addStored(long lengthBytes) {
            long thereBytes = Math.clamp(archive.sizeBytes() - at, 0, lengthBytes);
            if (thereBytes > 0) {
                parts.add(thereBytes, DiskParts.stored(archive, at));
            }
            isCut |= thereBytes < lengthBytes;
            at += lengthBytes;
            leftBytes -= lengthBytes;
        }

        TarData data(long afterHeadersAt, boolean isWhole) {
            if (parts.sizeBytes() < sizeBytes && !isCut) {
                parts.add(sizeBytes - parts.sizeBytes(), DiskParts.zeros());
            }
            return new TarData(startAt, afterHeadersAt, isWhole, parts);
        }
    }

    /** The data of a file whose map, if it has one, is in records or in front of the data. */
    static TarData of(BlockDevice archive, PaxValues records, long dataAt, long dataBytes)
            throws IOException {
        if (records.text("GNU.sparse.major").isPresent()) {
            return ofMapInFront(archive, records, dataAt, dataBytes);
        }
        if (!records.sparse().isEmpty()) {
            Layout layout =
                    new Layout(archive, size(records, "GNU.sparse.size"), dataAt, dataBytes);
            String[] numbers = records.sparse().split(",");
            for (int i = 0; i + 1 < numbers.length; i += 2) {
                layout.add(decimal(numbers[i]), decimal(numbers[i + 1]));
            }
            return layout.data(dataAt, false);
        }
        Layout layout = new Layout(archive, dataBytes, dataAt, dataBytes);
        layout.add(0, dataBytes);
        return layout.data(dataAt, true);
    }

    /** Lines of decimal digits, filled up to 512 bytes: how many parts, then each. */
    private static TarData ofMapInFront(
            BlockDevice archive, PaxValues records, long dataAt, long dataBytes)
            throws IOException {
        TarNumbers numbers = new TarNumbers(archive, dataAt, dataBytes);
        long count = numbers.next();
        if (count < 0 || count > MOST_PARTS) {
            throw new WrongContainerException(
                    archive,
                    "the sparse map at byte %d of the tar archive is of %d parts, more than %d"
                            .formatted(dataAt, count, MOST_PARTS));
        }
        long[] all = new long[2 * (int) count]; // the cast is safe: it was checked
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.next();
        }
        long mapBytes = Math.ceilDiv(numbers.readBytes(), TarBlock.BYTES) * (long) TarBlock.BYTES;
        Layout layout =
                new Layout(
                        archive,
                        size(records, "GNU.sparse.realsize"),
                        dataAt + mapBytes,
                        dataBytes - mapBytes);
        for (int i = 0; i < all.length; i += 2) {
            layout.add(all[i], all[i + 1]);
        }
        return layout.data(dataAt, false);
    }

    /** The data of a member of type S. */
    static TarData ofGnuSparse(BlockDevice archive, TarBlock header, long dataAt, long dataBytes)
            throws IOException {
        long afterHeadersAt = dataAt;
        for (byte more = header.bytes()[482]; more != 0; ) {
            byte[] next = Head.at(archive, afterHeadersAt, TarBlock.BYTES);
            afterHeadersAt += TarBlock.BYTES;
            more = next.length < TarBlock.BYTES ? 0 : next[504];
        }
        Layout layout =
                new Layout(archive, header.number(483, NUMBER_BYTES), afterHeadersAt, dataBytes);
        addParts(layout, header, FIRST_PARTS_AT, FIRST_PARTS);
        for (long at = dataAt; at < afterHeadersAt; at += TarBlock.BYTES) {
            byte[] next = Head.at(archive, at, TarBlock.BYTES);
            if (next.length == TarBlock.BYTES) {
                addParts(layout, new TarBlock(next), 0, MORE_PARTS);
            }
        }
        return layout.data(afterHeadersAt, false);
    }

    private static void addParts(Layout layout, TarBlock header, int fromAt, int count)
            throws WrongContainerException {
        int endAt = fromAt + count * 2 * NUMBER_BYTES;
        for (int at = fromAt; at < endAt && header.bytes()[at] != 0; at += 2 * NUMBER_BYTES) {
            layout.add(
                    header.number(at, NUMBER_BYTES),
                    header.number(at + NUMBER_BYTES, NUMBER_BYTES));
        }
    }

    private static long size(PaxValues records, String keyword) {
        return records.number(keyword).orElse(-1L);
    }

    private static long decimal(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
