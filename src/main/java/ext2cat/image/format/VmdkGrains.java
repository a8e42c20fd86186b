// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/**
 * Where the grains of a sparse extent are. The grain directory has the sector of each grain table,
 * and a table that of each grain. Of 64 KiB a grain and 512 grains a table, an entry of the
 * directory stands for 32 MiB. Zero is a hole.
 */
final class VmdkGrains implements DiskMap {

    private static final int ENTRY_BYTES = 4;

    /** An entry of a grain that was written with zeros. */
    private static final long ZEROED = 1;

    /** What a compressed grain begins with: its first sector of the disk, and its length. */
    private static final int MARKER_BYTES = 12;

    private final BlockDevice file;
    private final VmdkHeader header;
    private final TablePages tables;

    VmdkGrains(BlockDevice file, VmdkHeader header) {
        this.file = file;
        this.header = header;
        this.tables = new TablePages(file, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public DiskRun at(long positionBytes, long mostBytes) throws IOException {
        if (positionBytes >= header.capacityBytes()) {
            throw new WrongContainerException(
                    file,
                    "byte %d is asked for, and its capacity is %d bytes"
                            .formatted(positionBytes, header.capacityBytes()));
        }
        long grain = positionBytes / header.grainBytes();
        // The casts are safe: each is less than the size of a grain, or of a table.
        int from = (int) (positionBytes % header.grainBytes());
        int entry = (int) (grain % header.tableEntries());
        long table = table(grain);
        if (table == 0) {
            long holeBytes = (long) (header.tableEntries() - entry) * header.grainBytes() - from;
            return new DiskRun.Zeros(Math.min(mostBytes, holeBytes));
        }
        long lengthBytes = Math.min(mostBytes, header.grainBytes() - from);
        long sector = grain(table, entry);
        if (sector <= ZEROED) {
            return new DiskRun.Zeros(lengthBytes);
        }
        return header.isCompressed()
                ? new DiskRun.Packed(grain, from, lengthBytes)
                : new DiskRun.Stored(file, sector * VmdkHeader.SECTOR_BYTES + from, lengthBytes);
    }

    private long table(long grain) throws IOException {
        return tables.int32(
                header.directoryAtBytes() + grain / header.tableEntries() * ENTRY_BYTES);
    }

    private long grain(long table, int entry) throws IOException {
        return tables.int32(table * VmdkHeader.SECTOR_BYTES + (long) entry * ENTRY_BYTES);
    }

    @Override
    public byte[] unpack(long grain) throws IOException {
        long atBytes =
                grain(table(grain), (int) (grain % header.tableEntries()))
                        * VmdkHeader.SECTOR_BYTES;
        // What deflate cannot make smaller it stores, with 5 bytes for each 16 KiB or so.
        int mostBytes = header.grainBytes() + header.grainBytes() / 64 + 1024;
        int packedBytes = mostBytes;
        int from = 0;
        if (header.hasMarkers()) {
            file.requireInside(atBytes, MARKER_BYTES);
            byte[] marker = Head.at(file, atBytes, MARKER_BYTES);
            long firstSector = Head.number(marker, 0, 8);
            long length = Head.number(marker, 8, 4);
            long expected = grain * header.grainBytes() / VmdkHeader.SECTOR_BYTES;
            if (firstSector != expected || length > mostBytes) {
                throw new WrongContainerException(
                        file,
                        "the grain at byte %d is %d bytes for sector %s, not at most %d for %d"
                                .formatted(
                                        atBytes,
                                        length,
                                        Long.toUnsignedString(firstSector),
                                        mostBytes,
                                        expected));
            }
            from = MARKER_BYTES;
            packedBytes = MARKER_BYTES + (int) length;
            file.requireInside(atBytes, packedBytes);
        }
        byte[] bytes = new byte[header.grainBytes()];
        long lengthBytes =
                Math.min(bytes.length, header.capacityBytes() - grain * header.grainBytes());
        try {
            int got = ZlibPiece.expand(Head.at(file, atBytes, packedBytes), from, bytes);
            if (got >= lengthBytes) {
                return bytes;
            }
            throw damaged(atBytes, "it has %d bytes, not %d".formatted(got, lengthBytes));
        } catch (DataFormatException e) {
            throw damaged(atBytes, e.getMessage());
        }
    }

    private WrongContainerException damaged(long atBytes, String what) {
        return new WrongContainerException(
                file, "the grain at byte %d is damaged: %s".formatted(atBytes, what));
    }
}
