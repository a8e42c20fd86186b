// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The header of a qcow2 file, in big-endian order: 72 bytes in version 2, 104 or more in version 3,
 * then extensions, then the name of the backing file.
 *
 * @param version 2 or 3
 * @param clusterBits the size of a cluster as a power of two, 9 to 21
 * @param sizeBytes the size of the disk
 * @param l1AtBytes where the L1 table is
 * @param l1Entries how many entries it has, enough for the disk
 * @param compression how clusters are compressed
 * @param hasSubclusters whether L2 entries are extended: 32 subclusters a cluster
 * @param hasDataFile whether clusters lie in another file
 * @param snapshots where the snapshots are
 * @param names the names of other files
 */
record Qcow2Header(
        int version,
        int clusterBits,
        long sizeBytes,
        long l1AtBytes,
        int l1Entries,
        Compression compression,
        boolean hasSubclusters,
        boolean hasDataFile,
        Qcow2Snapshots snapshots,
        Qcow2Names names) {

    private static final byte[] MAGIC = HexFormat.of().parseHex("514649fb");
    private static final int V2_BYTES = 72;
    private static final int V3_BYTES = 104;

    /** incompatible_features: the reference counts are stale (bit 0), or wrong (bit 1). */
    private static final long HARMLESS = 0b11;

    private static final long DATA_FILE = 1 << 2;
    private static final long COMPRESSION_TYPE = 1 << 3;
    private static final long EXTENDED_L2 = 1 << 4;

    /** QEMU's limit of 32 MiB: an L1 table for 2 PiB in clusters of 64 KiB. */
    private static final int MOST_L1_ENTRIES = 1 << 22;

    /** How clusters are compressed; the number in the header is the ordinal. */
    enum Compression {
        DEFLATE,
        ZSTD
    }

    /** Whether a device begins as one, of any version. */
    static boolean begins(BlockDevice file) throws IOException {
        return Head.has(Head.of(file, MAGIC.length), 0, MAGIC);
    }

    /** The header of a file, checked. */
    static Qcow2Header read(BlockDevice file) throws IOException {
        byte[] head = Head.of(file, 1 << 16);
        if (!Head.has(head, 0, MAGIC) || head.length < V2_BYTES) {
            throw new WrongContainerException(file, "there is no whole qcow2 header");
        }
        int version = requireVersion(file, head);
        long clusterBits = Head.bigEndian(head, 20, 4);
        WrongContainerException.unless(
                clusterBits >= 9 && clusterBits <= 21,
                file,
                "qcow2 header: cluster_bits",
                clusterBits,
                "9 to 21");
        requireNoEncryption(file, Head.bigEndian(head, 32, 4));
        long headerBytes = version == 2 ? V2_BYTES : Head.bigEndian(head, 100, 4);
        WrongContainerException.unless(
                version == 2 || headerBytes >= V3_BYTES && headerBytes <= 1L << clusterBits,
                file,
                "qcow2 header: header_length",
                headerBytes,
                "104 to the size of a cluster");
        long features = version == 2 ? 0 : Head.bigEndian(head, 72, 8);
        requireFeatures(file, features);
        boolean hasSubclusters = (features & EXTENDED_L2) != 0;
        WrongContainerException.unless(
                !hasSubclusters || clusterBits >= 14,
                file,
                "qcow2 header: cluster_bits",
                clusterBits,
                "at least 14 with subclusters");
        long sizeBytes = Head.bigEndian(head, 24, 8);
        long l1Entries = Head.bigEndian(head, 36, 4);
        requireL1(file, sizeBytes, l1Entries, (int) (2 * clusterBits - (hasSubclusters ? 4 : 3)));
        long l1AtBytes = Head.bigEndian(head, 40, 8);
        WrongContainerException.unless(
                l1AtBytes >= 0 && l1AtBytes % (1L << clusterBits) == 0,
                file,
                "qcow2 header: l1_table_offset",
                l1AtBytes,
                "a multiple of the cluster size");
        return new Qcow2Header(
                version,
                (int) clusterBits,
                sizeBytes,
                l1AtBytes,
                (int) l1Entries,
                (features & COMPRESSION_TYPE) == 0
                        ? Compression.DEFLATE
                        : compression(file, head, headerBytes),
                hasSubclusters,
                (features & DATA_FILE) != 0,
                new Qcow2Snapshots(Head.bigEndian(head, 60, 4), Head.bigEndian(head, 64, 8)),
                Qcow2Names.read(file, head, headerBytes, 1 << clusterBits));
    }

    private static int requireVersion(BlockDevice file, byte[] head) throws IOException {
        long version = Head.bigEndian(head, 4, 4);
        if (version != 2 && version != 3) {
            throw new UnsupportedContainerException(
                    file, "qcow version %d is not supported; 2 and 3 are".formatted(version));
        }
        WrongContainerException.unless(
                version == 2 || head.length >= V3_BYTES,
                file,
                "qcow2 header: the size of the file",
                head.length,
                "at least 104");
        return (int) version;
    }

    private static void requireNoEncryption(BlockDevice file, long method) throws IOException {
        if (method != 0) {
            String name =
                    method == 1 ? "AES" : method == 2 ? "LUKS" : "method %d".formatted(method);
            throw new UnsupportedContainerException(
                    file, "it is encrypted (%s); decrypt it with qemu-img convert".formatted(name));
        }
    }

    private static void requireFeatures(BlockDevice file, long features) throws IOException {
        long unknown = features & ~(HARMLESS | DATA_FILE | COMPRESSION_TYPE | EXTENDED_L2);
        if (unknown != 0) {
            throw new UnsupportedContainerException(
                    file, "unknown qcow2 features are needed (0x%x)".formatted(unknown));
        }
    }

    private static void requireL1(BlockDevice file, long sizeBytes, long entries, int coverBits)
            throws IOException {
        WrongContainerException.unless(
                sizeBytes >= 0, file, "qcow2 header: size", sizeBytes, "less than 2^63");
        // coverBits is 15 to 39: what one L2 table maps.
        long needed = sizeBytes == 0 ? 0 : ((sizeBytes - 1) >> coverBits) + 1;
        WrongContainerException.unless(
                entries >= needed && entries <= MOST_L1_ENTRIES,
                file,
                "qcow2 header: l1_size",
                entries,
                "%d to %d".formatted(needed, MOST_L1_ENTRIES));
    }

    private static Compression compression(BlockDevice file, byte[] head, long headerBytes)
            throws IOException {
        int type = headerBytes > V3_BYTES && head.length > V3_BYTES ? head[V3_BYTES] & 0xff : 0;
        if (type >= Compression.values().length) {
            throw new UnsupportedContainerException(
                    file, "clusters compressed by the unknown method %d".formatted(type));
        }
        return Compression.values()[type];
    }

    Optional<String> backingFile() {
        return names.backingFile();
    }

    Optional<String> backingFormat() {
        return names.backingFormat();
    }

    Optional<String> dataFile() {
        return names.dataFile();
    }
}
