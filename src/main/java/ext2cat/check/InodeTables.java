// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeFormat;
import ext2cat.volume.DistinctTables;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Goes through all inodes of all tables that were ever initialised, in order, reading the tables in
 * large pieces.
 */
final class InodeTables {

    /** Takes the inodes that can be read. */
    @FunctionalInterface
    interface Visitor {
        void inode(long number, InodeFields fields) throws IOException;
    }

    /** Hears of what cannot be read. */
    @FunctionalInterface
    interface Losses {
        void lost(long group, String what);
    }

    /** Part of a table that is read at once: at least the largest block. */
    private static final int CHUNK_BYTES = 1 << 16;

    private final Subject subject;
    private final GroupLayout layout;
    private final InodeFormat format;
    private final ByteBuffer chunk;

    InodeTables(Subject subject) {
        this.subject = subject;
        this.layout = subject.layout();
        this.format = InodeFormat.of(subject.superblock());
        this.chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Shows all inodes. */
    void forEach(Visitor visitor, Losses losses) throws IOException {
        DistinctTables tables = new DistinctTables(layout);
        subject.groups(
                (group, descriptor) -> {
                    try {
                        tables.add(group, descriptor);
                    } catch (CorruptImageException e) {
                        losses.lost(group, e.getMessage());
                        return;
                    }
                    table(group, descriptor, visitor, losses);
                });
    }

    /** The inode at hand, decoded. */
    DiskInode decode(long number, InodeFields fields) {
        return DiskInode.decode(MemorySegment.ofArray(chunk.array()), fields.at(), number, format);
    }

    private void table(long group, GroupDescriptor descriptor, Visitor visitor, Losses losses)
            throws IOException {
        long initialised = descriptor.initialisedInodes(layout, subject.superblock().features());
        long first = descriptor.inodeTable();
        long end = first + layout.inodeTableBlocks();
        long endOnDevice = Math.min(end, subject.blocks().blocksOnDevice());
        int step = CHUNK_BYTES / format.blockSizeBytes();
        for (long block = first; block < endOnDevice; block += step) {
            int count = (int) Math.min(step, endOnDevice - block); // at most 64
            try {
                subject.blocks().read(block, count, BlockUse.INODE_TABLE, chunk.array());
            } catch (IOException e) {
                subject.findings().failed(e);
                losses.lost(
                        group,
                        "blocks %d to %d of the inode table cannot be read: %s"
                                .formatted(block, block + count - 1, e.getMessage()));
                continue;
            }
            inodes(group, block - first, count, initialised, visitor);
        }
        if (endOnDevice < end) {
            losses.lost(
                    group,
                    "the inode table, blocks %d to %d, is cut off by the end of the image"
                            .formatted(first, end - 1));
        }
    }

    private void inodes(long group, long tableBlock, int blocks, long initialised, Visitor visitor)
            throws IOException {
        int perBlock = format.blockSizeBytes() / format.inodeSizeBytes();
        long first = tableBlock * perBlock;
        long count = Math.min((long) blocks * perBlock, initialised - first);
        for (int i = 0; i < count; i++) {
            visitor.inode(
                    group * layout.inodesPerGroup() + first + i + 1,
                    new InodeFields(chunk, i * format.inodeSizeBytes()));
        }
    }
}
