// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;

import java.io.IOException;

/** Goes through the group descriptors that can be read. */
final class Groups {

    /** Takes the groups in order. */
    @FunctionalInterface
    interface Visitor {
        void group(long group, GroupDescriptor descriptor) throws IOException;
    }

    private Groups() {}

    /** Shows all groups; those that cannot be read are left out. */
    static void forEach(Subject subject, Visitor visitor) throws IOException {
        GroupLayout layout = subject.layout();
        int perBlock = layout.descriptorsPerBlock();
        for (long first = 0; first < layout.groupsCount(); first += perBlock) {
            long end = Math.min(first + perBlock, layout.groupsCount());
            if (canBeRead(subject, first)) {
                for (long group = first; group < end; group++) {
                    visitor.group(group, subject.volume().groupDescriptor(group));
                }
            }
        }
    }

    /** Says which descriptors cannot be read. */
    static void reportUnreadable(Subject subject) {
        GroupLayout layout = subject.layout();
        int perBlock = layout.descriptorsPerBlock();
        for (long first = 0; first < layout.groupsCount(); first += perBlock) {
            if (!canBeRead(subject, first)) {
                long last = Math.min(first + perBlock, layout.groupsCount()) - 1;
                subject.findings().lose(Loss.BLOCKS);
                subject.findings().lose(Loss.ENTRIES);
                subject.unreadable(
                        Place.group(first),
                        "the descriptors of groups %d to %d cannot be read".formatted(first, last));
            }
        }
    }

    /** Whether the block with that group's descriptor, the first in it, can be read. */
    private static boolean canBeRead(Subject subject, long group) {
        try {
            subject.volume().groupDescriptor(group);
            return true;
        } catch (IOException _) {
            return false; // told once, by reportUnreadable
        }
    }

    /** Whether the whole inode table lies within the file system. */
    static boolean hasInodeTable(GroupLayout layout, GroupDescriptor descriptor) {
        long last = layout.blocksCount() - layout.inodeTableBlocks();
        return descriptor.inodeTable() > layout.firstDataBlock() && descriptor.inodeTable() <= last;
    }
}
