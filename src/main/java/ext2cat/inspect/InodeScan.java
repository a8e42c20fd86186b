// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.GroupLayout;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * Goes through all inodes of an image, in use or not, by number. A part of an inode table that
 * cannot be read is told once, and the scan goes on behind it.
 */
public final class InodeScan {

    /** Takes what the scan finds. What it throws ends the scan. */
    public interface Visitor {

        /** An inode as it lies there; nothing of it is verified. */
        void inode(Inode inode) throws IOException;

        /** The inodes from {@code first} to {@code last} cannot be read. */
        void damage(long first, long last, IOException thrown) throws IOException;
    }

    private InodeScan() {}

    /** Scans all groups. */
    public static void scan(Volume volume, Visitor visitor) throws IOException {
        GroupLayout layout = volume.layout();
        long perGroup = layout.inodesPerGroup();
        for (long group = 0; group < layout.groupsCount(); group++) {
            long first = group * perGroup + 1;
            // The table is checked once for the group, so that its damage is told once.
            try {
                volume.groupDescriptor(group).verifyInodeTable(layout, group);
            } catch (IOException e) {
                visitor.damage(first, first + perGroup - 1, e);
                continue;
            }
            scan(volume, first, first + perGroup - 1, visitor);
        }
    }

    /**
     * Scans some inodes of one group.
     *
     * @param last at most {@code layout().inodesCount()}
     */
    public static void scan(Volume volume, long first, long last, Visitor visitor)
            throws IOException {
        GroupLayout layout = volume.layout();
        for (long number = first; number <= last; number++) {
            Inode inode;
            try {
                inode = volume.peek(number);
            } catch (IOException e) {
                long damaged = number;
                long block = layout.inodeTableBlock(number);
                while (number < last && layout.inodeTableBlock(number + 1) == block) {
                    number++;
                }
                visitor.damage(damaged, number, e);
                continue;
            }
            visitor.inode(inode);
        }
    }
}
