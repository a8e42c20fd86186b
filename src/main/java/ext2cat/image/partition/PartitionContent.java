// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.partition;

import ext2cat.device.BlockDevice;
import ext2cat.disk.Ext2Exception;
import ext2cat.disk.Superblock;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * What lies on a part of a disk.
 *
 * @param what {@code ext2}, {@code ext3} or {@code ext4}
 * @param label the label of the file system; empty if it has none
 * @param uuid the UUID of the file system
 */
public record PartitionContent(String what, String label, String uuid) {

    private static final int SUPERBLOCK_AT = 1024;
    private static final int MAGIC_AT = SUPERBLOCK_AT + 56;

    /**
     * The file system that begins at a position.
     *
     * @return empty if none of ext2, ext3 or ext4 does, or its superblock makes no sense
     * @throws IOException if the disk cannot be read
     */
    public static Optional<PartitionContent> at(BlockDevice disk, long startBytes)
            throws IOException {
        byte[] bytes = Head.at(disk, startBytes + SUPERBLOCK_AT, Superblock.SIZE_BYTES);
        if (bytes.length < Superblock.SIZE_BYTES) {
            return Optional.empty();
        }
        try {
            Superblock superblock = Superblock.decode(MemorySegment.ofArray(bytes), "superblock");
            superblock.verify();
            return Optional.of(
                    new PartitionContent(
                            superblock.features().fileSystemType(),
                            superblock.details().volumeName(),
                            superblock.details().uuid().toString()));
        } catch (Ext2Exception _) {
            return Optional.empty(); // something else
        }
    }

    /**
     * Whether a superblock's magic number stands where one would be.
     *
     * @throws IOException if the disk cannot be read
     */
    public static boolean isExt(BlockDevice disk, long startBytes) throws IOException {
        byte[] magic = Head.at(disk, startBytes + MAGIC_AT, 2);
        return magic.length == 2 && Head.number(magic, 0, 2) == Superblock.MAGIC;
    }
}
