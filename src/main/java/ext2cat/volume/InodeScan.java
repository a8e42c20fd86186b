// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.Features;
import ext2cat.disk.GroupLayout;

import java.io.IOException;

/**
 * Goes through all inodes of an image, in use or not, by number; those that were never initialised
 * are left out. A part of an inode table that cannot be read is told once, and the scan goes on
 * after it. So is a group whose inode table is that of another group ({@link DistinctTables}).
 */
public final class InodeScan {

    /** Takes the inodes. What it throws ends the scan. */
    @FunctionalInterface
    public interface Visitor {

        /** An inode as it lies there; nothing of it is verified. */
        void inode(Inode inode) throws IOException;
    }

    private InodeScan() {}

    /**
     * Scans all groups.
     *
     * @param damage hears of {@link Damage.Inodes} only
     */
    public static void scan(Volume volume, Visitor visitor, Damage damage) throws IOException {
        GroupLayout layout = volume.layout();
        Features features = volume.superblock().features();
        long perGroup = layout.inodesPerGroup();
        DistinctTables tables = new DistinctTables(layout);
        GroupWalk.walk(
                volume,
                (group, descriptor) -> {
                    long first = group * perGroup + 1;
                    long last = first + descriptor.initialisedInodes(layout, features) - 1;
                    // Checked once for the group, so that its damage is told once.
                    try {
                        tables.add(group, descriptor);
                    } catch (IOException e) {
                        damage.lost(new Damage.Inodes(first, last), e);
                        return;
                    }
                    scan(volume, first, last, visitor, damage);
                },
                (part, thrown) ->
                        damage.lost(
                                part instanceof Damage.Groups(long first, long last)
                                        ? new Damage.Inodes(
                                                first * perGroup + 1, (last + 1) * perGroup)
                                        : part,
                                thrown));
    }

    /**
     * Scans some inodes of one group.
     *
     * @param last one of the same group
     */
    public static void scan(Volume volume, long first, long last, Visitor visitor, Damage damage)
            throws IOException {
        for (long number = first; number <= last; number++) {
            Inode inode;
            try {
                inode = volume.peek(number);
            } catch (IOException e) {
                long until = Math.min(last, lastUnreadable(volume, number));
                damage.lost(new Damage.Inodes(number, until), e);
                number = until;
                continue;
            }
            visitor.inode(inode);
        }
    }

    /** The last inode that cannot be read either: of the same block, or behind the device's end. */
    private static long lastUnreadable(Volume volume, long number) throws IOException {
        GroupLayout layout = volume.layout();
        long group = layout.groupOfInode(number);
        long tableBlock = layout.inodeTableBlock(number);
        if (volume.isCutOff(volume.groupDescriptor(group).inodeTable() + tableBlock)) {
            return (group + 1) * layout.inodesPerGroup();
        }
        long inBlock = layout.inodeOffsetBytes(number) / volume.superblock().inodeSizeBytes();
        int perBlock = volume.blockSizeBytes() / volume.superblock().inodeSizeBytes();
        return number - inBlock + perBlock - 1;
    }
}
