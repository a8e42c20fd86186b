// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.bio.BlockUse;
import ext2cat.disk.GroupLayout;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bitmaps of groups and the counts of their descriptors, as the fast commits leave them
 * (ext4_mark_inode_used, ext4_mb_mark_bb). A bitmap of blocks that was never written stays so. With
 * clusters no block is given back, since another of its cluster may be in use.
 */
final class UsedMarks {

    private static final int FREE_BLOCKS = 0x0C;
    private static final int FREE_INODES = 0x0E;
    private static final int USED_DIRECTORIES = 0x10;
    private static final int FLAGS = 0x12;
    private static final int UNUSED_INODES = 0x1C;

    /** The upper halves lie so much further, but the last one. */
    private static final int TO_UPPER = 0x20;

    private static final int UNUSED_INODES_UPPER = 0x32;
    private static final int WIDE_BYTES = 64;
    private static final int INODE_UNINIT = 1;
    private static final int BLOCK_UNINIT = 2;

    private final Volume volume;
    private final Map<Long, Group> groups = new TreeMap<>();

    UsedMarks(Volume volume) {
        this.volume = volume;
    }

    /** What a group says of its blocks and inodes. */
    private record Group(ByteBuffer descriptor, byte[] blocks, byte[] inodes) {

        void add(int field, int upper, long change) {
            boolean wide = descriptor.capacity() >= WIDE_BYTES;
            long value = Short.toUnsignedLong(descriptor.getShort(field));
            value |= wide ? Short.toUnsignedLong(descriptor.getShort(upper)) << 16 : 0;
            value = Math.max(0, value + change);
            descriptor.putShort(field, (short) value);
            if (wide) {
                descriptor.putShort(upper, (short) (value >> 16));
            }
        }

        boolean has(int flag) {
            return (descriptor.getShort(FLAGS) & flag) != 0;
        }
    }

    /** Adjacent blocks are used from now on, or free. */
    void blocks(long first, long count, boolean used) throws IOException {
        GroupLayout layout = volume.layout();
        int cluster = volume.superblock().clusterBlocks();
        for (long block = first; block < first + count && (used || cluster == 1); block++) {
            long number = layout.groupOfBlock(block);
            Group group = group(number);
            if (!isUninitialised(group, BLOCK_UNINIT)
                    && mark(group.blocks(), (block - layout.firstBlock(number)) / cluster, used)) {
                group.add(FREE_BLOCKS, FREE_BLOCKS + TO_UPPER, used ? -1 : 1);
            }
        }
    }

    /** An inode is used from now on, or free. */
    void inode(long inode, boolean used, boolean directory) throws IOException {
        GroupLayout layout = volume.layout();
        Group group = group(layout.groupOfInode(inode));
        long index = layout.indexInGroup(inode);
        if (isUninitialised(group, INODE_UNINIT)) {
            Arrays.fill(group.inodes(), (byte) 0);
            for (long bit = layout.inodesPerGroup(); bit < group.inodes().length * 8L; bit++) {
                mark(group.inodes(), bit, true);
            }
            group.descriptor().putShort(FLAGS, (short) (group.descriptor().getShort(FLAGS) & ~1));
        }
        if (!mark(group.inodes(), index, used)) {
            return;
        }
        group.add(FREE_INODES, FREE_INODES + TO_UPPER, used ? -1 : 1);
        group.add(USED_DIRECTORIES, USED_DIRECTORIES + TO_UPPER, directory ? used ? 1 : -1 : 0);
        if (volume.superblock().features().hasGroupChecksums()) {
            long most = layout.inodesPerGroup() - index - 1;
            long unused = volume.groupDescriptor(layout.groupOfInode(inode)).unusedInodes();
            ByteBuffer raw = group.descriptor();
            unused = Math.min(unused, Short.toUnsignedLong(raw.getShort(UNUSED_INODES)));
            group.add(UNUSED_INODES, UNUSED_INODES_UPPER, Math.min(0, most - unused));
        }
    }

    /** Writes all that changed. */
    void write(ChangedBlocks changed) throws IOException {
        GroupLayout layout = volume.layout();
        for (Map.Entry<Long, Group> entry : groups.entrySet()) {
            long number = entry.getKey();
            Group group = entry.getValue();
            byte[] descriptor = group.descriptor().array();
            changed.checksums().group(number, descriptor, group.blocks(), group.inodes());
            if (!isUninitialised(group, BLOCK_UNINIT)) {
                changed.write(volume.groupDescriptor(number).blockBitmap(), group.blocks());
            }
            if (!isUninitialised(group, INODE_UNINIT)) {
                changed.write(volume.groupDescriptor(number).inodeBitmap(), group.inodes());
            }
            long block = layout.descriptorBlock(number / layout.descriptorsPerBlock());
            byte[] table = changed.read(block);
            System.arraycopy(
                    descriptor, 0, table, layout.descriptorOffsetBytes(number), descriptor.length);
            changed.write(block, table);
        }
    }

    private boolean isUninitialised(Group group, int flag) {
        return volume.superblock().features().hasGroupChecksums() && group.has(flag);
    }

    private Group group(long number) throws IOException {
        Group known = groups.get(number);
        if (known == null) {
            byte[] descriptor = volume.descriptorBytes(number);
            known =
                    new Group(
                            ByteBuffer.wrap(descriptor).order(ByteOrder.LITTLE_ENDIAN),
                            bitmap(volume.groupDescriptor(number).blockBitmap()),
                            bitmap(volume.groupDescriptor(number).inodeBitmap()));
            groups.put(number, known);
        }
        return known;
    }

    private byte[] bitmap(long block) throws IOException {
        return volume.cache().bread(block, BlockUse.BITMAP, 0).copy(0, volume.blockSizeBytes());
    }

    /** Sets or clears a bit; false if it was so. */
    private static boolean mark(byte[] bits, long bit, boolean used) {
        int at = (int) (bit / Byte.SIZE);
        int mask = 1 << bit % Byte.SIZE;
        if (bit < 0 || at >= bits.length || (bits[at] & mask) != 0 == used) {
            return false;
        }
        bits[at] ^= (byte) mask;
        return true;
    }
}
