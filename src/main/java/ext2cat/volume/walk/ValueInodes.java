// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.xattr.XattrValues;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The values of extended attributes that lie in inodes of their own, which have a flag and no name
 * (ext4_xattr_inode_get).
 */
final class ValueInodes implements XattrValues {

    /** EXT4_XATTR_SIZE_MAX. */
    private static final long MOST_BYTES = 1 << 24;

    private final Volume volume;

    private ValueInodes(Volume volume) {
        this.volume = volume;
    }

    /** Those of a file system; none if it lacks the feature. */
    static XattrValues of(Volume volume) {
        return volume.superblock().features().has(IncompatFeature.EA_INODE)
                ? new ValueInodes(volume)
                : NONE;
    }

    @Override
    public byte[] value(long number, long sizeBytes) throws IOException {
        Inode inode = volume.inode(number);
        if (inode.type() != FileType.REGULAR || !inode.disk().has(InodeFlag.EA_INODE)) {
            throw new CorruptImageException(
                    "inode %d is said to hold a value, but has mode 0%o and the flags 0x%x"
                            .formatted(number, inode.disk().mode(), inode.disk().flagBits()));
        }
        if (inode.sizeBytes() != sizeBytes || sizeBytes > MOST_BYTES) {
            throw new CorruptImageException(
                    "inode %d holds a value of %d bytes, expected %d, and at most %d"
                            .formatted(number, inode.sizeBytes(), sizeBytes, MOST_BYTES));
        }
        byte[] value = new byte[(int) sizeBytes]; // at most MOST_BYTES
        inode.contents().read(0, MemorySegment.ofArray(value));
        volume.verify(BlockUse.DATA, inode, 0, value);
        return value;
    }
}
