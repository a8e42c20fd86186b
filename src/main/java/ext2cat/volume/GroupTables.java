// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.bio.BlockUse;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.Superblock;
import ext2cat.map.BufferCache;
import ext2cat.map.BufferHead;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The descriptors of the groups and the inode tables that they name (ext2_get_group_desc,
 * ext2_get_inode), read through the cache. For several threads.
 */
final class GroupTables {

    private final Superblock superblock;
    private final GroupLayout layout;
    private final BufferCache cache;
    private final ChecksumVerifier verifier;
    private volatile InodeTable lastTable = new InodeTable(-1, -1);

    /** Where a group has its inode table. */
    private record InodeTable(long group, long firstBlock) {}

    GroupTables(
            Superblock superblock,
            GroupLayout layout,
            BufferCache cache,
            ChecksumVerifier verifier) {
        this.superblock = superblock;
        this.layout = layout;
        this.cache = cache;
        this.verifier = verifier;
    }

    /** The bytes of the descriptor of a group. */
    byte[] descriptorBytes(long group) throws IOException {
        return cache.bread(descriptorBlock(group), BlockUse.GROUP_DESCRIPTORS, 0)
                .copy(layout.descriptorOffsetBytes(group), superblock.descriptorSizeBytes());
    }

    GroupDescriptor descriptor(long group) throws IOException {
        byte[] raw = descriptorBytes(group);
        verifier.descriptor(group, raw);
        return GroupDescriptor.decode(MemorySegment.ofArray(raw), 0, raw.length);
    }

    /** The block that holds the descriptor of a group. */
    long descriptorBlock(long group) {
        return layout.descriptorBlock(group / layout.descriptorsPerBlock(), superblockGroup());
    }

    /** The group of the superblock by which the volume was opened: its descriptors are used. */
    private long superblockGroup() {
        long group = superblock.blockGroupNumber();
        return group < layout.groupsCount() && layout.hasSuper(group) ? group : 0;
    }

    /**
     * The bytes of an inode.
     *
     * @throws ext2cat.disk.CorruptImageException if there is no inode of that number
     */
    byte[] inode(long number) throws IOException {
        layout.verifyInodeNumber(number, "inode table");
        BufferHead buffer =
                cache.bread(
                        inodeTable(layout.groupOfInode(number)) + layout.inodeTableBlock(number),
                        BlockUse.INODE_TABLE,
                        0);
        return buffer.copy(layout.inodeOffsetBytes(number), superblock.inodeSizeBytes());
    }

    /** The first block of a group's inode table; the inodes of a directory are often of one. */
    private long inodeTable(long group) throws IOException {
        InodeTable table = lastTable;
        if (table.group() != group) {
            GroupDescriptor descriptor = descriptor(group);
            descriptor.verifyInodeTable(layout, group);
            table = new InodeTable(group, descriptor.inodeTable());
            lastTable = table;
        }
        return table.firstBlock();
    }
}
