// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DiskInode;
import ext2cat.disk.Features;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeFormat;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * Goes through all inodes of an image, in use or not, by number; those that were never initialised
 * are left out. The tables are read in pieces of 64 KiB, past the buffer cache. A part of a table
 * that cannot be read is told once, and the scan goes on after it. So is a group whose inode table
 * is that of another group ({@link DistinctTables}).
 */
public final class InodeScan {

    /** Takes the inodes. What it throws ends the scan. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * An inode as it lies there; nothing of it is verified.
         *
         * @param inode in use or not
         * @throws IOException to end the scan
         */
        void inode(Inode inode) throws IOException;
    }

    /** Part of a table that is read at once: at least the largest block. */
    private static final int PIECE_BYTES = 1 << 16;

    private final Volume volume;
    private final GroupLayout layout;
    private final InodeFormat format;
    private final Visitor visitor;
    private final Damage damage;
    private final byte[] piece = new byte[PIECE_BYTES];

    private InodeScan(Volume volume, Visitor visitor, Damage damage) {
        this.volume = volume;
        this.layout = volume.layout();
        this.format = InodeFormat.of(volume.superblock());
        this.visitor = visitor;
        this.damage = damage;
    }

    /**
     * Scans all groups.
     *
     * @param volume the file system
     * @param visitor takes the inodes in the order of their numbers
     * @param damage hears of {@link Damage.Inodes}, and of {@link Damage.Groups} whose descriptors
     *     cannot be read
     * @throws IOException what {@code visitor} or {@code damage} throws
     */
    public static void scan(Volume volume, Visitor visitor, Damage damage) throws IOException {
        InodeScan scan = new InodeScan(volume, visitor, damage);
        DistinctTables tables = new DistinctTables(volume.layout());
        GroupWalk.walk(
                volume, (group, descriptor) -> scan.group(group, descriptor, tables), damage);
    }

    /**
     * Scans some inodes of one group.
     *
     * @param volume the file system
     * @param first the number of the first inode
     * @param last one of the same group
     * @param visitor takes the inodes in the order of their numbers
     * @param damage hears of {@link Damage.Inodes}, and of {@link Damage.Groups} whose descriptors
     *     cannot be read
     * @throws IOException what {@code visitor} or {@code damage} throws
     */
    public static void scan(Volume volume, long first, long last, Visitor visitor, Damage damage)
            throws IOException {
        new InodeScan(volume, visitor, damage).run(first, last);
    }

    private void group(long group, GroupDescriptor descriptor, DistinctTables tables)
            throws IOException {
        Features features = volume.superblock().features();
        long first = layout.firstInode(group);
        long last = first + descriptor.initialisedInodes(layout, features) - 1;
        // Checked once for the group, so that its damage is told once.
        try {
            tables.add(group, descriptor);
        } catch (IOException e) {
            damage.lost(new Damage.Inodes(first, last), e);
            return;
        }
        run(first, last);
    }

    private void run(long first, long last) throws IOException {
        for (long number = first; number <= last; ) {
            int blocks = blocksFrom(number, last);
            int offset = layout.inodeOffsetBytes(number);
            long inodes =
                    (long) blocks * layout.inodesPerBlock() - offset / format.inodeSizeBytes();
            long end = Math.min(last, number + inodes - 1);
            if (!isRead(number, blocks)) {
                number = oneByOne(number, end, last);
                continue;
            }
            MemorySegment table = MemorySegment.ofArray(piece);
            for (; number <= end; number++) {
                visitor.inode(new Inode(volume, DiskInode.decode(table, offset, number, format)));
                offset += format.inodeSizeBytes();
            }
        }
    }

    /** How many blocks of the table are read at once: of those that the device has, if any. */
    private int blocksFrom(long number, long last) throws IOException {
        long wanted = layout.inodeTableBlock(last) - layout.inodeTableBlock(number) + 1;
        long onDevice = (volume.device().sizeBytes() >> volume.blockBits()) - diskBlock(number);
        int most = PIECE_BYTES / volume.blockSizeBytes();
        return Math.clamp(Math.min(wanted, onDevice), 1, most);
    }

    /** Reads a piece of a table; false if that is not possible, which each inode can tell. */
    private boolean isRead(long number, int blocks) {
        try {
            long group = layout.groupOfInode(number);
            volume.groupDescriptor(group).verifyInodeTable(layout, group);
            volume.readBlocks(diskBlock(number), blocks, BlockUse.INODE_TABLE, piece);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * Shows the inodes of a piece of which some cannot be read.
     *
     * @return the next inode: after {@code end}, or after all that the device has not
     */
    private long oneByOne(long first, long end, long last) throws IOException {
        long number = first;
        while (number <= end) {
            Inode inode;
            try {
                inode = volume.peek(number);
            } catch (IOException e) {
                long until = Math.min(last, lastUnreadable(number));
                damage.lost(new Damage.Inodes(number, until), e);
                number = until + 1;
                continue;
            }
            visitor.inode(inode);
            number++;
        }
        return number;
    }

    /** The last inode that cannot be read either: of the same block, or beyond the device's end. */
    private long lastUnreadable(long number) throws IOException {
        if (volume.isCutOff(diskBlock(number))) {
            return layout.firstInode(layout.groupOfInode(number) + 1) - 1;
        }
        int inBlock = layout.inodeOffsetBytes(number) / format.inodeSizeBytes();
        return number - inBlock + layout.inodesPerBlock() - 1;
    }

    private long diskBlock(long number) throws IOException {
        return volume.groupDescriptor(layout.groupOfInode(number)).inodeTable()
                + layout.inodeTableBlock(number);
    }
}
