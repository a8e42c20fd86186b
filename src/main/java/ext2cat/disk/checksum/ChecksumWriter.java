// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

import ext2cat.disk.Superblock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts the right checksums into structures that were changed in memory. */
public final class ChecksumWriter {

    /** An unused entry of 12 bytes at the end of a directory block (struct ext4_dir_entry_tail). */
    private static final int DIRECTORY_TAIL_BYTES = 12;

    private static final byte DIRECTORY_TAIL_TYPE = (byte) 0xDE;

    private static final int INODE_CHECKSUM_LO = 0x7C;
    private static final int INODE_EXTRA_SIZE = 0x80;
    private static final int INODE_CHECKSUM_HI = 0x82;
    private static final int BLOCK_BITMAP_CHECKSUM = 0x18;
    private static final int INODE_BITMAP_CHECKSUM = 0x1A;
    private static final int DESCRIPTOR_CHECKSUM = 0x1E;
    private static final int WIDE_DESCRIPTOR_BYTES = 64;
    private static final int EXTENT_BYTES = 12;
    private static final int EXTENT_NODE_ROOM = 4;

    private final MetadataChecksums checksums;

    /** Those of the image of a verified superblock. */
    public ChecksumWriter(Superblock superblock) {
        this.checksums = MetadataChecksums.of(superblock);
    }

    /** How many bytes at the end of a directory block are no room for names. */
    public int directoryTailBytes() {
        return checksums.isCrc32c() ? DIRECTORY_TAIL_BYTES : 0;
    }

    /** Seals an inode. */
    public void inode(long number, byte[] inode) {
        checksums
                .inode(number, inode)
                .ifPresent(
                        checksum -> {
                            ByteBuffer words = words(inode);
                            words.putShort(INODE_CHECKSUM_LO, (short) checksum.computed());
                            if (inode.length > INODE_EXTRA_SIZE
                                    && words.getShort(INODE_EXTRA_SIZE) >= 4) {
                                words.putShort(
                                        INODE_CHECKSUM_HI, (short) (checksum.computed() >> 16));
                            }
                        });
    }

    /**
     * Seals a block of a directory (ext4_dirblock_csum_set).
     *
     * @param number the directory
     * @param generation its i_generation
     */
    public void directoryBlock(long number, int generation, byte[] block) {
        if (checksums.isCrc32c()) {
            int tail = block.length - DIRECTORY_TAIL_BYTES;
            int sum = checksums.inodeSeed(number, generation).bytes(block, 0, tail).register();
            words(block)
                    .putInt(tail, 0)
                    .putShort(tail + 4, (short) DIRECTORY_TAIL_BYTES)
                    .put(tail + 6, (byte) 0)
                    .put(tail + 7, DIRECTORY_TAIL_TYPE)
                    .putInt(tail + 8, sum);
        }
    }

    /**
     * Seals a node of extents, whose checksum follows the last entry that it has room for
     * (ext4_extent_block_csum_set).
     *
     * @param number the file
     * @param generation its i_generation
     */
    public void extentNode(long number, int generation, byte[] node) {
        if (checksums.isCrc32c()) {
            ByteBuffer words = words(node);
            int tail = EXTENT_BYTES * (1 + Short.toUnsignedInt(words.getShort(EXTENT_NODE_ROOM)));
            words.putInt(
                    tail, checksums.inodeSeed(number, generation).bytes(node, 0, tail).register());
        }
    }

    /**
     * Seals a group descriptor, after the bitmaps whose checksums it holds.
     *
     * @param group its number
     */
    public void group(long group, byte[] descriptor, byte[] blockBitmap, byte[] inodeBitmap) {
        checksums
                .blockBitmap(descriptor, blockBitmap)
                .ifPresent(sum -> bitmap(descriptor, BLOCK_BITMAP_CHECKSUM, sum));
        checksums
                .inodeBitmap(descriptor, inodeBitmap)
                .ifPresent(sum -> bitmap(descriptor, INODE_BITMAP_CHECKSUM, sum));
        checksums
                .descriptor(group, descriptor)
                .ifPresent(
                        sum ->
                                words(descriptor)
                                        .putShort(DESCRIPTOR_CHECKSUM, (short) sum.computed()));
    }

    private static void bitmap(byte[] descriptor, int low, Checksum sum) {
        words(descriptor).putShort(low, (short) sum.computed());
        if (descriptor.length >= WIDE_DESCRIPTOR_BYTES) {
            words(descriptor)
                    .putShort(low + WIDE_DESCRIPTOR_BYTES / 2, (short) (sum.computed() >> 16));
        }
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
