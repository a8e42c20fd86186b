// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A VHDX file with the pages of its log in place of its own, all of them in memory. */
final class VhdxOverlay implements DiskMap {

    private static final int PAGE_BYTES = VhdxLog.PAGE_BYTES;

    private final BlockDevice file;
    private final long flushedBytes;
    private final long sizeBytes;

    /** By where they begin; none overlaps another. */
    private final TreeMap<Long, Write> writes = new TreeMap<>();

    /**
     * What replaces a run of the file.
     *
     * @param endBytes the position after it
     * @param page its bytes, of one page; zeros if there is none
     */
    private record Write(long endBytes, Optional<byte[]> page) {}

    /**
     * A file without changes yet.
     *
     * @param flushedBytes how long the file must be
     * @param lastBytes how long it will be at least; what it has not yet is zero
     */
    VhdxOverlay(BlockDevice file, long flushedBytes, long lastBytes) {
        this.file = file;
        this.flushedBytes = flushedBytes;
        this.sizeBytes = Math.max(file.sizeBytes(), Math.max(flushedBytes, lastBytes));
    }

    void zero(long atBytes, long lengthBytes) throws IOException {
        put(atBytes, lengthBytes, Optional.empty());
    }

    void write(long atBytes, byte[] page) throws IOException {
        put(atBytes, PAGE_BYTES, Optional.of(page));
    }

    private void put(long atBytes, long lengthBytes, Optional<byte[]> page) throws IOException {
        if (atBytes < 0
                || lengthBytes <= 0
                || atBytes % PAGE_BYTES != 0
                || lengthBytes % PAGE_BYTES != 0
                || lengthBytes > sizeBytes - atBytes) {
            throw new WrongContainerException(
                    file,
                    "the VHDX log has %d bytes for byte %d, which are no pages of the file"
                            .formatted(lengthBytes, atBytes));
        }
        long endBytes = atBytes + lengthBytes;
        // Of what begins before, the rest after the new run stays: zeros, for a page has no rest.
        Map.Entry<Long, Write> before = writes.lowerEntry(atBytes);
        if (before != null && before.getValue().endBytes > atBytes) {
            Write cut = before.getValue();
            writes.put(before.getKey(), new Write(atBytes, cut.page));
            if (cut.endBytes > endBytes) {
                writes.put(endBytes, cut);
            }
        }
        Map.Entry<Long, Write> after = writes.ceilingEntry(atBytes);
        while (after != null && after.getKey() < endBytes) {
            writes.remove(after.getKey());
            if (after.getValue().endBytes > endBytes) {
                writes.put(endBytes, after.getValue());
            }
            after = writes.ceilingEntry(atBytes);
        }
        writes.put(atBytes, new Write(endBytes, page));
    }

    /** The file with all changes, which closes it; nothing may be changed any more. */
    BlockDevice device() {
        return new VirtualDisk(file.name(), sizeBytes, this, List.of(file));
    }

    @Override
    public DiskRun at(long positionBytes, long mostBytes) {
        Map.Entry<Long, Write> write = writes.floorEntry(positionBytes);
        if (write != null && write.getValue().endBytes > positionBytes) {
            long lengthBytes = Math.min(mostBytes, write.getValue().endBytes - positionBytes);
            // The cast is safe: a page has 4096 bytes.
            return write.getValue().page.isPresent()
                    ? new DiskRun.Packed(
                            write.getKey(), (int) (positionBytes - write.getKey()), lengthBytes)
                    : new DiskRun.Zeros(lengthBytes);
        }
        Long next = writes.higherKey(positionBytes);
        long lengthBytes = next == null ? mostBytes : Math.min(mostBytes, next - positionBytes);
        long storedBytes = Math.max(file.sizeBytes(), flushedBytes) - positionBytes;
        return storedBytes <= 0
                ? new DiskRun.Zeros(lengthBytes)
                : new DiskRun.Stored(file, positionBytes, Math.min(lengthBytes, storedBytes));
    }

    @Override
    public byte[] unpack(long piece) {
        return writes.get(piece).page.orElseThrow();
    }
}
