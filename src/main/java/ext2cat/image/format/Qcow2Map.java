// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Where a qcow2 file has its clusters. An entry of the L1 table points to an L2 table, which fills
 * one cluster; an entry of that, of 8 bytes, points to a cluster. With clusters of 64 KiB, an L2
 * table has 8192 entries and maps 512 MiB.
 *
 * <p>An extended entry has 16 bytes: a bitmap follows, by which each of 32 subclusters is stored,
 * zero, or absent.
 */
final class Qcow2Map implements DiskMap {

    /** Bits 9 to 55 of an entry: a position in the file. */
    private static final long OFFSET = 0x00ff_ffff_ffff_fe00L;

    /** QCOW_OFLAG_COPIED, which says that an entry of 0 is meant in a data file. */
    private static final long COPIED = 1L << 63;

    private static final long COMPRESSED = 1L << 62;
    private static final long ZERO = 1;
    private static final int SUBCLUSTER_BITS = 5;

    private final Qcow2Header header;
    private final BlockDevice file;
    private final BlockDevice data;
    private final Optional<BlockDevice> backing;
    private final TablePages tables;
    private final Qcow2Clusters compressed;
    private final long clusterBytes;
    private final int entryBits;

    /**
     * A map.
     *
     * @param file the tables
     * @param data the clusters, in the same file or another one
     * @param backing what is not stored; zeros if there is none
     */
    Qcow2Map(
            Qcow2Header header, BlockDevice file, BlockDevice data, Optional<BlockDevice> backing) {
        this.header = header;
        this.file = file;
        this.data = data;
        this.backing = backing;
        this.tables = new TablePages(file, ByteOrder.BIG_ENDIAN);
        this.compressed = new Qcow2Clusters(file, header.clusterBits(), header.compression());
        this.clusterBytes = 1L << header.clusterBits();
        this.entryBits = header.hasSubclusters() ? 4 : 3;
    }

    /** {@inheritDoc} A run ends with its cluster, its subcluster, or what an absent table maps. */
    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        int l2Bits = header.clusterBits() - entryBits;
        long cluster = positionBytes >> header.clusterBits();
        long l2At = l2At(cluster >> l2Bits);
        if (l2At == 0) {
            long mappedBytes = clusterBytes << l2Bits;
            return absent(positionBytes, rest(positionBytes, mappedBytes, mostBytes));
        }
        long entryAt = l2At + ((cluster & (1L << l2Bits) - 1) << entryBits);
        long entry = tables.int64(entryAt);
        long lengthBytes = rest(positionBytes, clusterBytes, mostBytes);
        int from = (int) (positionBytes % clusterBytes);
        if ((entry & COMPRESSED) != 0) {
            requireEntry(data == file, entryAt, entry, "a compressed cluster in a data file");
            return new DiskRun.Packed(entry & COMPRESSED - 1, from, lengthBytes);
        }
        long clusterAt = entry & OFFSET;
        requireEntry(
                clusterAt % clusterBytes == 0, entryAt, entry, "no multiple of the cluster size");
        boolean isStored = clusterAt != 0 || data != file && (entry & COPIED) != 0;
        requireEntry(clusterAt != l2At || data != file, entryAt, entry, "its own table");
        if (header.hasSubclusters()) {
            return subcluster(positionBytes, mostBytes, clusterAt, isStored, entryAt + 8);
        }
        if ((entry & ZERO) != 0) {
            requireEntry(header.version() > 2, entryAt, entry, "a flag of version 3");
            return new DiskRun.Zeros(lengthBytes);
        }
        return isStored
                ? new DiskRun.Stored(data, clusterAt + from, lengthBytes)
                : absent(positionBytes, lengthBytes);
    }

    /** Where the L2 table is that an entry of the L1 table points to; 0 for none. */
    private long l2At(long index) throws IOException {
        long entryAt = header.l1AtBytes() + index * Long.BYTES;
        long entry = tables.int64(entryAt);
        long l2At = entry & OFFSET;
        requireEntry(l2At % clusterBytes == 0, entryAt, entry, "no multiple of the cluster size");
        // No overflow: both tables end before 2^57.
        boolean isApart =
                l2At >= header.l1AtBytes() + (long) header.l1Entries() * Long.BYTES
                        || l2At + clusterBytes <= header.l1AtBytes();
        requireEntry(l2At == 0 || isApart, entryAt, entry, "the L1 table itself");
        return l2At;
    }

    private DiskRun subcluster(
            long positionBytes, long mostBytes, long clusterAt, boolean isStored, long bitmapAt)
            throws IOException {
        long bitmap = tables.int64(bitmapAt);
        long subclusterBytes = clusterBytes >> SUBCLUSTER_BITS;
        long lengthBytes = rest(positionBytes, subclusterBytes, mostBytes);
        long from = positionBytes % clusterBytes;
        int number = (int) (from / subclusterBytes);
        boolean isAllocated = (bitmap >> number & 1) != 0;
        boolean isZero = (bitmap >> number + 32 & 1) != 0;
        requireEntry(
                !(isAllocated && (isZero || !isStored)),
                bitmapAt,
                bitmap,
                "subcluster %d in two ways".formatted(number));
        if (isZero) {
            return new DiskRun.Zeros(lengthBytes);
        }
        return isAllocated
                ? new DiskRun.Stored(data, clusterAt + from, lengthBytes)
                : absent(positionBytes, lengthBytes);
    }

    /** What is not in this file. A disk may be longer than its backing file. */
    private DiskRun absent(long positionBytes, long lengthBytes) {
        long behindBytes = backing.isPresent() ? backing.get().sizeBytes() - positionBytes : 0;
        return behindBytes <= 0
                ? new DiskRun.Zeros(lengthBytes)
                : new DiskRun.Stored(
                        backing.get(), positionBytes, Math.min(lengthBytes, behindBytes));
    }

    private static long rest(long positionBytes, long unitBytes, long mostBytes) {
        return Math.min(mostBytes, unitBytes - positionBytes % unitBytes);
    }

    private void requireEntry(boolean holds, long entryAt, long entry, String what)
            throws IOException {
        if (!holds) {
            throw new WrongContainerException(
                    file,
                    "the qcow2 table entry at byte %d, 0x%016x, points to %s"
                            .formatted(entryAt, entry, what));
        }
    }

    @Override
    public byte[] unpack(long piece) throws IOException {
        return compressed.expand(piece);
    }

    @Override
    public List<String> facts() throws IOException {
        String format =
                "qcow2 version %d, clusters of %d bytes".formatted(header.version(), clusterBytes);
        return header.snapshots().count() == 0
                ? List.of(format)
                : List.of(format, header.snapshots().sentence(file));
    }
}
