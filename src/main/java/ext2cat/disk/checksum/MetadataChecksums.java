// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

import static ext2cat.disk.bytes.LittleEndian.i32;
import static ext2cat.disk.bytes.LittleEndian.u16;
import static ext2cat.disk.bytes.LittleEndian.u32;

import ext2cat.disk.CreatorOs;
import ext2cat.disk.DiskInode;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;

import java.util.Optional;

/**
 * The checksums of an image. All but the superblock's start from a seed: the checksum of the UUID,
 * or the number that {@code metadata_csum_seed} keeps so that the UUID can be changed. A structure
 * without a checksum gives none: that of an image without the feature.
 */
public final class MetadataChecksums {

    private static final int SUPERBLOCK_UUID = 0x68;
    private static final int SUPERBLOCK_UUID_END = 0x78;
    private static final int SUPERBLOCK_CHECKSUM_TYPE = 0x175;
    private static final int SUPERBLOCK_SEED = 0x270;
    private static final int SUPERBLOCK_CHECKSUM = 0x3FC;

    /** EXT4_CRC32C_CHKSUM, the only type there is. */
    private static final int TYPE_CRC32C = 1;

    private static final int XATTR_CHECKSUM = 0x10;
    private static final int MMP_CHECKSUM = 0x3FC;

    private static final int DESCRIPTOR_BLOCK_BITMAP_LO = 0x18;
    private static final int DESCRIPTOR_INODE_BITMAP_LO = 0x1A;
    private static final int DESCRIPTOR_CHECKSUM = 0x1E;
    private static final int DESCRIPTOR_WIDE_BYTES = 64;

    /** From the low half of a bitmap's checksum to the high one, in a descriptor of 64 bytes. */
    private static final int DESCRIPTOR_LO_TO_HI = 0x20;

    private static final int INODE_ATIME = 0x08;
    private static final int INODE_GENERATION = 0x64;
    private static final int INODE_CHECKSUM_LO = 0x7C;
    private static final int INODE_EXTRA_SIZE = 0x80;
    private static final int INODE_CHECKSUM_HI = 0x82;

    private final Superblock superblock;
    private final byte[] raw;
    private final boolean crc32c;
    private final boolean crc16;

    /** Where all checksums but the superblock's start. */
    private final int start;

    private MetadataChecksums(Superblock superblock) {
        this.superblock = superblock;
        this.raw = superblock.bytes();
        boolean metadata = superblock.features().has(RoCompatFeature.METADATA_CSUM);
        this.crc32c = metadata && raw[SUPERBLOCK_CHECKSUM_TYPE] == TYPE_CRC32C;
        this.crc16 = !metadata && superblock.features().has(RoCompatFeature.UNINIT_BG);
        int seed =
                superblock.features().has(IncompatFeature.METADATA_CSUM_SEED)
                        ? i32(raw, SUPERBLOCK_SEED)
                        : RawCrc32c.from(RawCrc32c.ALL_ONES)
                                .bytes(raw, SUPERBLOCK_UUID, SUPERBLOCK_UUID_END)
                                .register();
        this.start = RawCrc32c.startOf(seed);
    }

    /** The checksums of the image of a verified superblock. */
    public static MetadataChecksums of(Superblock superblock) {
        return new MetadataChecksums(superblock);
    }

    /** Whether structures have checksums of a kind that can be computed. */
    public boolean isKnown() {
        return crc32c || crc16;
    }

    /** Whether blocks of directories and nodes of extents end with a checksum. */
    boolean isCrc32c() {
        return crc32c;
    }

    /** What a checksum of something that belongs to an inode starts from (i_csum_seed). */
    RawCrc32c inodeSeed(long number, int generation) {
        return RawCrc32c.fromStart(start).int32((int) number).int32(generation);
    }

    /** Why no checksum can be computed although there are some, if that is so. */
    public Optional<String> unknownType() {
        return crc32c || !superblock.features().has(RoCompatFeature.METADATA_CSUM)
                ? Optional.empty()
                : Optional.of(
                        "the checksum type is %d, expected 1 (crc32c): no checksum can be verified"
                                .formatted(raw[SUPERBLOCK_CHECKSUM_TYPE] & 0xff));
    }

    /** That of the superblock itself (ext4_superblock_csum): of all before it, without a seed. */
    public Optional<Checksum> superblock() {
        if (!crc32c) {
            return Optional.empty();
        }
        int computed =
                RawCrc32c.from(RawCrc32c.ALL_ONES).bytes(raw, 0, SUPERBLOCK_CHECKSUM).register();
        return full(u32(raw, SUPERBLOCK_CHECKSUM), computed);
    }

    /**
     * That of a group descriptor (ext4_group_desc_csum): the low half of a CRC-32C with {@code
     * metadata_csum}, a CRC-16 with {@code uninit_bg}.
     *
     * @param group its number
     * @param descriptor all its bytes
     */
    public Optional<Checksum> descriptor(long group, byte[] descriptor) {
        int number = (int) group; // there are fewer than 2^32 groups, and the field has 32 bits
        int rest = DESCRIPTOR_CHECKSUM + 2;
        int stored = u16(descriptor, DESCRIPTOR_CHECKSUM);
        if (crc32c) {
            int computed =
                    RawCrc32c.fromStart(start)
                            .int32(number)
                            .bytes(descriptor, 0, DESCRIPTOR_CHECKSUM)
                            .zeros(2)
                            .bytes(descriptor, rest, descriptor.length)
                            .register();
            return half(stored, computed);
        }
        if (!crc16) {
            return Optional.empty();
        }
        int computed =
                new Crc16()
                        .bytes(raw, SUPERBLOCK_UUID, SUPERBLOCK_UUID_END)
                        .int32(number)
                        .bytes(descriptor, 0, DESCRIPTOR_CHECKSUM)
                        .bytes(descriptor, rest, descriptor.length)
                        .register();
        return half(stored, computed);
    }

    /** That of a bitmap of blocks, of which as many bits count as a group has clusters. */
    public Optional<Checksum> blockBitmap(byte[] descriptor, byte[] bitmap) {
        return bitmap(
                descriptor,
                DESCRIPTOR_BLOCK_BITMAP_LO,
                bitmap,
                superblock.blocksPerGroup() / superblock.clusterBlocks());
    }

    /** That of a bitmap of inodes, of which as many bits count as a group has inodes. */
    public Optional<Checksum> inodeBitmap(byte[] descriptor, byte[] bitmap) {
        return bitmap(descriptor, DESCRIPTOR_INODE_BITMAP_LO, bitmap, superblock.inodesPerGroup());
    }

    private Optional<Checksum> bitmap(byte[] descriptor, int low, byte[] bitmap, long bits) {
        if (!crc32c) {
            return Optional.empty();
        }
        // A bitmap is one block, and bits beyond it are refused when the superblock is verified.
        int length = (int) Math.min(bits / Byte.SIZE, bitmap.length);
        int computed = RawCrc32c.fromStart(start).bytes(bitmap, 0, length).register();
        int stored = u16(descriptor, low);
        if (descriptor.length < DESCRIPTOR_WIDE_BYTES) {
            return half(stored, computed);
        }
        long high = u16(descriptor, low + DESCRIPTOR_LO_TO_HI);
        return full(high << 16 | stored, computed);
    }

    /**
     * That of an inode (ext4_inode_csum): the seed, its number and generation, then its bytes with
     * zeros in the place of the checksum. The high half is stored only if the extra fields reach
     * that far. An inode of zeros was never written and has none; nor have those of other systems
     * than Linux, which keep other things there.
     *
     * @param number its number
     * @param inode all its bytes
     */
    public Optional<Checksum> inode(long number, byte[] inode) {
        if (!crc32c || superblock.creatorOs() != CreatorOs.LINUX || isZero(inode)) {
            return Optional.empty();
        }
        boolean hasHigh =
                inode.length > INODE_EXTRA_SIZE
                        && INODE_EXTRA_SIZE + u16(inode, INODE_EXTRA_SIZE) >= INODE_CHECKSUM_HI + 2;
        RawCrc32c crc =
                RawCrc32c.fromStart(start)
                        .int32((int) number) // inode numbers have 32 bits
                        .int32(i32(inode, INODE_GENERATION))
                        .bytes(inode, 0, INODE_CHECKSUM_LO)
                        .zeros(2);
        int stored = u16(inode, INODE_CHECKSUM_LO);
        if (!hasHigh) {
            return half(stored, crc.bytes(inode, INODE_CHECKSUM_LO + 2, inode.length).register());
        }
        crc.bytes(inode, INODE_CHECKSUM_LO + 2, INODE_CHECKSUM_HI)
                .zeros(2)
                .bytes(inode, INODE_CHECKSUM_HI + 2, inode.length);
        long high = u16(inode, INODE_CHECKSUM_HI);
        return full(high << 16 | stored, crc.register());
    }

    /** Those of what belongs to an inode. */
    public InodeChecksums of(DiskInode inode) {
        if (!crc32c) {
            return InodeChecksums.NONE;
        }
        return new InodeChecksums(inodeSeed(inode.number(), (int) inode.generation()).register());
    }

    /**
     * That of a block of extended attributes (ext4_xattr_block_csum): the seed, the number of the
     * block as 64 bits, then its bytes with zeros in the place of the checksum.
     */
    public Optional<Checksum> xattrBlock(long number, byte[] block) {
        if (!crc32c) {
            return Optional.empty();
        }
        int computed =
                RawCrc32c.fromStart(start)
                        .int64(number)
                        .bytes(block, 0, XATTR_CHECKSUM)
                        .zeros(Integer.BYTES)
                        .bytes(block, XATTR_CHECKSUM + Integer.BYTES, block.length)
                        .register();
        return full(u32(block, XATTR_CHECKSUM), computed);
    }

    /** That of the block that says who has the image mounted (ext4_mmp_csum). */
    public Optional<Checksum> mmp(byte[] block) {
        if (!crc32c) {
            return Optional.empty();
        }
        int computed = RawCrc32c.fromStart(start).bytes(block, 0, MMP_CHECKSUM).register();
        return full(u32(block, MMP_CHECKSUM), computed);
    }

    /**
     * The hash of an attribute's value that lies in an inode of its own, which keeps it in i_atime
     * (ext4_xattr_inode_hash). There is one without {@code metadata_csum} too.
     */
    public Checksum value(DiskInode inode, byte[] value) {
        int computed = RawCrc32c.fromStart(start).bytes(value, 0, value.length).register();
        return new Checksum(
                Integer.toUnsignedLong(inode.bytes().getInt(INODE_ATIME)),
                Integer.toUnsignedLong(computed));
    }

    private static boolean isZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    static Optional<Checksum> full(long stored, int computed) {
        return Optional.of(new Checksum(stored, Integer.toUnsignedLong(computed)));
    }

    private static Optional<Checksum> half(int stored, int computed) {
        return Optional.of(new Checksum(stored, computed & 0xFFFF));
    }
}
