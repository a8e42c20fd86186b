// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a sparse extent as VMware does: grains of 4 KiB and tables of 4 entries, so that there are
 * several. The directory stands before the grains, or at the end if the file is streamed.
 */
final class VmdkWriter {

    static final int SECTOR = 512;
    static final int GRAIN = 8 * SECTOR;
    static final int TABLE_ENTRIES = 4;
    static final String PLAIN = "# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\n";

    private final byte[] disk;
    private final boolean isStreamed;
    private final String description;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private VmdkWriter(byte[] disk, boolean isStreamed, String description) {
        this.disk = disk;
        this.isStreamed = isStreamed;
        this.description = description;
    }

    /** A file of the kind monolithicSparse. */
    static byte[] sparse(byte[] disk, String description) throws IOException {
        return new VmdkWriter(disk, false, description).written();
    }

    /** A file of the kind streamOptimized, with its grain directory at the end. */
    static byte[] streamed(byte[] disk) throws IOException {
        return new VmdkWriter(disk, true, PLAIN).written();
    }

    private byte[] written() throws IOException {
        int grains = (disk.length + GRAIN - 1) / GRAIN;
        int tables = (grains + TABLE_ENTRIES - 1) / TABLE_ENTRIES;
        sectors(header(isStreamed ? -1 : 2));
        sectors(Arrays.copyOf(description.getBytes(StandardCharsets.UTF_8), SECTOR));
        ByteBuffer entries = le(tables * SECTOR);
        ByteBuffer directory = le(SECTOR);
        int tablesAt = isStreamed ? 0 : 3;
        if (!isStreamed) {
            out.write(new byte[(1 + tables) * SECTOR]);
        }
        for (int grain = 0; grain < grains; grain++) {
            int from = grain * GRAIN;
            byte[] bytes = Arrays.copyOfRange(disk, from, Math.min(disk.length, from + GRAIN));
            int at = out.size() / SECTOR;
            if (Arrays.equals(bytes, new byte[bytes.length])) {
                // A hole, or a grain that is said to be zeros.
                at = grain % 2;
            } else {
                sectors(isStreamed ? packed(grain, bytes) : Arrays.copyOf(bytes, GRAIN));
            }
            entries.putInt(grain / TABLE_ENTRIES * SECTOR + grain % TABLE_ENTRIES * 4, at);
        }
        tablesAt = isStreamed ? out.size() / SECTOR : tablesAt;
        for (int table = 0; table < tables; table++) {
            directory.putInt(table * 4, tablesAt + table);
        }
        if (isStreamed) {
            out.write(entries.array());
            int directoryAt = out.size() / SECTOR;
            out.write(directory.array());
            sectors(header(directoryAt));
            out.write(new byte[SECTOR]);
            return out.toByteArray();
        }
        byte[] file = out.toByteArray();
        System.arraycopy(directory.array(), 0, file, 2 * SECTOR, SECTOR);
        System.arraycopy(entries.array(), 0, file, 3 * SECTOR, tables * SECTOR);
        return file;
    }

    private byte[] header(long directoryAt) {
        ByteBuffer header = le(SECTOR).put("KDMV".getBytes(StandardCharsets.US_ASCII));
        header.putInt(isStreamed ? 3 : 1).putInt(isStreamed ? 0x30001 : 1);
        header.putLong((disk.length + SECTOR - 1) / SECTOR).putLong(GRAIN / SECTOR);
        header.putLong(description.isEmpty() ? 0 : 1)
                .putLong(1)
                .putInt(TABLE_ENTRIES)
                .putLong(0)
                .putLong(directoryAt);
        return header.putShort(77, (short) (isStreamed ? 1 : 0)).array();
    }

    private static byte[] packed(int grain, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        ByteBuffer marked = le(12 + packed.size());
        marked.putLong((long) grain * GRAIN / SECTOR).putInt(packed.size());
        return marked.put(packed.toByteArray()).array();
    }

    private void sectors(byte[] bytes) throws IOException {
        out.write(Arrays.copyOf(bytes, (bytes.length + SECTOR - 1) / SECTOR * SECTOR));
    }

    private static ByteBuffer le(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
