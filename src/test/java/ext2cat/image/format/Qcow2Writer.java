// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import com.github.luben.zstd.Zstd;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * A qcow2 file, as QEMU's document of the format describes it: the header in cluster 0, the L1
 * table in cluster 1, then L2 tables and clusters as they are needed.
 */
final class Qcow2Writer {

    private static final long COPIED = 1L << 63;

    private final ByteBuffer file = ByteBuffer.allocate(8 << 20);
    private final int clusterBytes;
    private final int clusterBits;
    private int entryBytes = 8;
    private int endBytes;
    private int extensionAt;
    private boolean isZstd;

    Qcow2Writer(int version, int clusterBits, long sizeBytes) {
        this.clusterBits = clusterBits;
        clusterBytes = 1 << clusterBits;
        endBytes = 2 * clusterBytes;
        file.putInt(0, 0x514649fb).putInt(4, version);
        file.putInt(20, clusterBits).putLong(24, sizeBytes);
        file.putInt(36, clusterBytes / 8).putLong(40, clusterBytes);
        if (version == 3) {
            file.putInt(96, 4).putInt(100, 112);
        }
        extensionAt = version == 3 ? 112 : 72;
    }

    Qcow2Writer zstd() {
        isZstd = true;
        file.putLong(72, file.getLong(72) | 1 << 3).put(104, (byte) 1);
        return this;
    }

    Qcow2Writer subclusters() {
        entryBytes = 16;
        file.putLong(72, file.getLong(72) | 1 << 4);
        return this;
    }

    Qcow2Writer dataFile(String name) {
        file.putLong(72, file.getLong(72) | 1 << 2);
        return extension(0x44415441, name);
    }

    Qcow2Writer backing(String name, String format) {
        if (!format.isEmpty()) {
            extension(0xe2792aca, format);
        }
        // After the end of the extensions.
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        file.putLong(8, extensionAt + 8).putInt(16, bytes.length).put(extensionAt + 8, bytes);
        return this;
    }

    private Qcow2Writer extension(int type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        file.putInt(extensionAt, type).putInt(extensionAt + 4, bytes.length);
        file.put(extensionAt + 8, bytes);
        extensionAt += 8 + (bytes.length + 7) / 8 * 8;
        return this;
    }

    /** A cluster that is stored as it is, and where it is. */
    int stored(int cluster, byte[] data) {
        entryAt(cluster); // its table comes first
        int at = append(data);
        entry(cluster, at | COPIED);
        return at;
    }

    /** A cluster whose subclusters are stored by the low bits and zero by the high ones. */
    int stored(int cluster, byte[] data, long bitmap) {
        int at = stored(cluster, data);
        file.putLong(entryAt(cluster) + 8, bitmap);
        return at;
    }

    /** A cluster that is zero whatever lies under it. */
    void zero(int cluster) {
        entry(cluster, 1);
    }

    /** A compressed cluster, right after what was written before it; where it is. */
    int compressed(int cluster, byte[] data) {
        entryAt(cluster); // its table comes first
        return packed(cluster, isZstd ? frames(data) : deflated(data));
    }

    /** A cluster that says it is compressed, of any bytes. */
    int packed(int cluster, byte[] packed) {
        int at = endBytes;
        file.put(at, packed);
        endBytes += packed.length;
        long moreSectors = (at + packed.length - 1) / 512 - at / 512;
        entry(cluster, 1L << 62 | moreSectors << 62 - (clusterBits - 8) | at);
        return at;
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(data);
        deflater.finish();
        byte[] packed = new byte[data.length + 100];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** Two frames, which is allowed. */
    private static byte[] frames(byte[] data) {
        byte[] first = Zstd.compress(Arrays.copyOf(data, data.length / 2));
        byte[] second = Zstd.compress(Arrays.copyOfRange(data, data.length / 2, data.length));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Names of states in a table of them, with an id and extra data each. */
    Qcow2Writer snapshots(String... names) {
        int at = append(new byte[clusterBytes]);
        file.putInt(60, names.length).putLong(64, at);
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            file.putShort(at + 12, (short) 1).putShort(at + 14, (short) bytes.length);
            file.putInt(at + 36, 16).put(at + 56, (byte) '7').put(at + 57, bytes);
            at += (57 + bytes.length + 7) / 8 * 8;
        }
        return this;
    }

    void entry(int cluster, long entry) {
        file.putLong(entryAt(cluster), entry);
    }

    /** Where the entry of a cluster is; its table is made if it is missing. */
    int entryAt(int cluster) {
        int entries = clusterBytes / entryBytes;
        int l1At = clusterBytes + cluster / entries * 8;
        if (file.getLong(l1At) == 0) {
            file.putLong(l1At, append(new byte[clusterBytes]) | COPIED);
        }
        // The cast is safe: the file has 8 MiB.
        int tableAt = (int) (file.getLong(l1At) & ~COPIED);
        return tableAt + cluster % entries * entryBytes;
    }

    private int append(byte[] data) {
        int at = (endBytes + clusterBytes - 1) / clusterBytes * clusterBytes;
        file.put(at, data);
        endBytes = at + data.length;
        return at;
    }

    byte[] file() {
        return Arrays.copyOf(file.array(), endBytes);
    }
}
