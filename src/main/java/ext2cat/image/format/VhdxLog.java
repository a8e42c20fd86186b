// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The log of a VHDX file: a ring of entries, each of which is the new contents of some pages of
 * 4096 bytes. Entries that follow each other in place and in sequence numbers are a sequence; the
 * one with the highest number is what must be replayed, from the entry on that its last one names
 * as the tail.
 */
final class VhdxLog {

    /** The unit of everything here. */
    static final int PAGE_BYTES = 4096;

    /** Windows makes logs of 1 MiB. */
    private static final long MOST_LOG_BYTES = 64 << 20;

    private static final byte[] ENTRY = "loge".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA_DESCRIPTOR = "desc".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZERO_DESCRIPTOR = "zero".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY_HEADER_BYTES = 64;
    private static final int DESCRIPTOR_BYTES = 32;

    private final BlockDevice file;
    private final VhdxGuid guid;
    private final byte[] ring;

    /** How many bytes may still be summed: an honest log has each byte in few candidates. */
    private long summableBytes;

    private VhdxLog(BlockDevice file, VhdxGuid guid, byte[] ring) {
        this.file = file;
        this.guid = guid;
        this.ring = ring;
        this.summableBytes = 8L * ring.length;
    }

    /**
     * An entry whose checksum is right.
     *
     * @param at where in the ring it begins
     * @param tail where the first entry that matters begins
     * @param bytes all of it
     */
    private record Entry(int at, long sequence, int tail, byte[] bytes) {

        long descriptors() {
            return Head.number(bytes, 24, 4);
        }

        long flushedFileBytes() {
            return Head.number(bytes, 48, 8);
        }

        long lastFileBytes() {
            return Head.number(bytes, 56, 8);
        }
    }

    /**
     * The file as it is after its log was replayed, which is done in memory.
     *
     * @throws WrongContainerException if there is no whole sequence of entries
     */
    static BlockDevice replayed(BlockDevice file, VhdxHeader header) throws IOException {
        long logBytes = header.logBytes();
        if (logBytes == 0 || logBytes % PAGE_BYTES != 0 || logBytes > MOST_LOG_BYTES) {
            throw new WrongContainerException(
                    file,
                    "VHDX header: the log has %d bytes, not a multiple of 4096 up to 64 MiB"
                            .formatted(logBytes));
        }
        file.requireInside(header.logAtBytes(), logBytes);
        byte[] ring = Head.at(file, header.logAtBytes(), (int) logBytes);
        return new VhdxLog(file, header.logGuid(), ring).replayed();
    }

    private BlockDevice replayed() throws IOException {
        Entry last = newestEntry();
        VhdxOverlay overlay = new VhdxOverlay(file, last.flushedFileBytes(), last.lastFileBytes());
        Optional<Entry> entry = entryAt(last.tail);
        while (entry.isPresent()) {
            write(entry.get(), overlay);
            if (entry.get().at == last.at) {
                return overlay.device();
            }
            entry = next(entry.get());
        }
        throw noSequence();
    }

    /** The last entry of the sequence with the highest number. */
    private Entry newestEntry() throws IOException {
        Optional<Entry> newest = Optional.empty();
        for (int at = 0; at < ring.length; ) {
            Optional<Entry> first = entryAt(at);
            at += PAGE_BYTES;
            if (first.isPresent()) {
                Entry last = lastOfSequence(first.get());
                boolean isNewer =
                        newest.isEmpty()
                                || Long.compareUnsigned(last.sequence, newest.get().sequence) > 0;
                if (isNewer && reaches(last)) {
                    newest = Optional.of(last);
                }
                // Those in between belong to the same sequence, up to the ring's end if it wraps.
                at = last.at < first.get().at ? ring.length : last.at + PAGE_BYTES;
            }
        }
        return newest.orElseThrow(this::noSequence);
    }

    private Entry lastOfSequence(Entry first) throws IOException {
        Entry last = first;
        for (Optional<Entry> next = next(last); next.isPresent(); next = next(last)) {
            last = next.get();
        }
        return last;
    }

    /** Whether the sequence that ends with an entry holds the tail that this names. */
    private boolean reaches(Entry last) throws IOException {
        Optional<Entry> entry = entryAt(last.tail);
        while (entry.isPresent() && entry.get().at != last.at) {
            entry = next(entry.get());
        }
        return entry.isPresent();
    }

    /** The entry after another one in the ring; its number is the next one, so this ends. */
    private Optional<Entry> next(Entry entry) throws IOException {
        int at = (entry.at + entry.bytes.length) % ring.length;
        return entryAt(at).filter(next -> next.sequence == entry.sequence + 1);
    }

    private Optional<Entry> entryAt(int at) throws IOException {
        byte[] header = bytes(at, ENTRY_HEADER_BYTES);
        long lengthBytes = Head.number(header, 8, 4);
        long tail = Head.number(header, 12, 4);
        long descriptors = Head.number(header, 24, 4);
        if (!Head.has(header, 0, ENTRY)
                || !VhdxGuid.at(header, 32).equals(guid)
                || Head.number(header, 16, 8) == 0
                || lengthBytes == 0
                || lengthBytes % PAGE_BYTES != 0
                || lengthBytes > ring.length
                || tail % PAGE_BYTES != 0
                || tail >= ring.length
                || firstDataAt(descriptors) > lengthBytes) {
            return Optional.empty();
        }
        summableBytes -= lengthBytes;
        if (summableBytes < 0) {
            throw new WrongContainerException(file, "the entries of the VHDX log overlap");
        }
        // The casts are safe: both are inside the ring.
        byte[] bytes = bytes(at, (int) lengthBytes);
        return VhdxHeader.isWhole(bytes, bytes.length, ENTRY)
                ? Optional.of(new Entry(at, Head.number(header, 16, 8), (int) tail, bytes))
                : Optional.empty();
    }

    /** Header and descriptors fill whole pages; the data pages follow. */
    private static long firstDataAt(long descriptors) {
        long bytes = ENTRY_HEADER_BYTES + descriptors * DESCRIPTOR_BYTES;
        return (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    }

    private byte[] bytes(int at, int lengthBytes) {
        byte[] bytes = new byte[lengthBytes];
        int untilEnd = Math.min(lengthBytes, ring.length - at);
        System.arraycopy(ring, at, bytes, 0, untilEnd);
        System.arraycopy(ring, 0, bytes, untilEnd, lengthBytes - untilEnd);
        return bytes;
    }

    private void write(Entry entry, VhdxOverlay overlay) throws IOException {
        byte[] bytes = entry.bytes;
        int dataAt = (int) firstDataAt(entry.descriptors());
        int end = ENTRY_HEADER_BYTES + (int) entry.descriptors() * DESCRIPTOR_BYTES;
        for (int at = ENTRY_HEADER_BYTES; at < end; at += DESCRIPTOR_BYTES) {
            long fileAt = Head.number(bytes, at + 16, 8);
            boolean isOfEntry = Head.number(bytes, at + 24, 8) == entry.sequence;
            if (isOfEntry && Head.has(bytes, at, ZERO_DESCRIPTOR)) {
                overlay.zero(fileAt, Head.number(bytes, at + 8, 8));
            } else if (isOfEntry
                    && Head.has(bytes, at, DATA_DESCRIPTOR)
                    && Head.has(bytes, dataAt, DATA)) {
                overlay.write(fileAt, page(bytes, at, dataAt));
                dataAt += PAGE_BYTES;
            } else {
                throw new WrongContainerException(
                        file,
                        "the entry of the VHDX log with the number %d has a wrong descriptor"
                                .formatted(entry.sequence));
            }
        }
    }

    /** A page without what marks it in the log: its first 8 and last 4 bytes are elsewhere. */
    private static byte[] page(byte[] entry, int descriptorAt, int dataAt) {
        byte[] page = new byte[PAGE_BYTES];
        System.arraycopy(entry, descriptorAt + 8, page, 0, 8);
        System.arraycopy(entry, dataAt + 8, page, 8, PAGE_BYTES - 12);
        System.arraycopy(entry, descriptorAt + 4, page, PAGE_BYTES - 4, 4);
        return page;
    }

    private WrongContainerException noSequence() {
        return new WrongContainerException(
                file, "the VHDX log is not empty, and no sequence of entries in it is whole");
    }
}
