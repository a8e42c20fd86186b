// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The 1024 bytes of a good superblock, for tests to change: revision 1, blocks of 1 KiB, 20,000
 * blocks in three groups of 8192, 1,000 inodes of 128 bytes a group, {@code filetype} and {@code
 * sparse_super}.
 */
public final class SuperblockBytes {

    private final ByteBuffer bytes = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);

    /** The superblock described above. */
    public SuperblockBytes() {
        u32(SuperblockLayout.INODES_COUNT, 3000);
        u32(SuperblockLayout.BLOCKS_COUNT_LO, 20_000);
        u32(SuperblockLayout.FIRST_DATA_BLOCK, 1);
        u32(SuperblockLayout.BLOCKS_PER_GROUP, 8192);
        u32(SuperblockLayout.CLUSTERS_PER_GROUP, 8192);
        u32(SuperblockLayout.INODES_PER_GROUP, 1000);
        u16(SuperblockLayout.MAGIC, 0xEF53);
        u16(SuperblockLayout.STATE, 1);
        u32(SuperblockLayout.REV_LEVEL, 1);
        u32(SuperblockLayout.FIRST_INO, 11);
        u16(SuperblockLayout.INODE_SIZE, 128);
        u32(SuperblockLayout.FEATURE_INCOMPAT, IncompatFeature.FILETYPE.bit());
        u32(SuperblockLayout.FEATURE_RO_COMPAT, RoCompatFeature.SPARSE_SUPER.bit());
    }

    /** Sets 8 bits. */
    public SuperblockBytes u8(int offset, int value) {
        bytes.put(offset, (byte) value);
        return this;
    }

    /** Sets 16 bits. */
    public SuperblockBytes u16(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    /** Sets 32 bits. */
    public SuperblockBytes u32(int offset, long value) {
        bytes.putInt(offset, (int) value);
        return this;
    }

    /** Sets 64 bits. */
    public SuperblockBytes u64(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Sets text. */
    public SuperblockBytes text(int offset, String ascii) {
        bytes.put(offset, ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Blocks of that size, in groups of 8 blocks for each byte of a block. */
    public SuperblockBytes blockSize(int sizeBytes, long blocks, long inodes) {
        u32(SuperblockLayout.LOG_BLOCK_SIZE, Integer.numberOfTrailingZeros(sizeBytes) - 10);
        u32(SuperblockLayout.BLOCKS_PER_GROUP, 8L * sizeBytes);
        u32(SuperblockLayout.FIRST_DATA_BLOCK, sizeBytes == 1024 ? 1 : 0);
        u32(SuperblockLayout.BLOCKS_COUNT_LO, blocks);
        return u32(SuperblockLayout.INODES_COUNT, inodes);
    }

    /** Sets the bit of a feature. */
    public SuperblockBytes with(Feature feature) {
        int offset = wordOffset(feature);
        return u32(offset, bytes.getInt(offset) | feature.bit());
    }

    /** Clears the bit of a feature. */
    public SuperblockBytes without(Feature feature) {
        int offset = wordOffset(feature);
        return u32(offset, bytes.getInt(offset) & ~feature.bit());
    }

    /** The bytes, shared. */
    public MemorySegment segment() {
        return MemorySegment.ofBuffer(bytes);
    }

    /** The superblock decoded, not verified. */
    public Superblock decode() throws Ext2Exception {
        return Superblock.decode(segment(), "superblock");
    }

    /** The superblock decoded and verified. */
    public Superblock verified() throws Ext2Exception {
        Superblock superblock = decode();
        superblock.verify();
        return superblock;
    }

    private static int wordOffset(Feature feature) {
        return switch (feature) {
            case CompatFeature _ -> SuperblockLayout.FEATURE_COMPAT;
            case IncompatFeature _ -> SuperblockLayout.FEATURE_INCOMPAT;
            case RoCompatFeature _ -> SuperblockLayout.FEATURE_RO_COMPAT;
        };
    }
}
