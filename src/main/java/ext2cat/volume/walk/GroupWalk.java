// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * Goes through the descriptors of all groups, in order. Those that cannot be read are told of by
 * the block that holds them; if the device ends before a block of them, all that would follow are
 * told of at once, so an image that claims millions of groups and holds none takes no time.
 */
public final class GroupWalk {

    /** Takes the groups. What it throws ends the walk. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * A group with its descriptor, of which nothing is verified.
         *
         * @param group its number, from 0
         * @param descriptor as it lies in the table
         * @throws IOException to end the walk
         */
        void group(long group, GroupDescriptor descriptor) throws IOException;
    }

    private GroupWalk() {}

    /**
     * Walks over all groups.
     *
     * @param volume the file system
     * @param visitor takes every group whose descriptor can be read
     * @param damage hears of {@link Damage.Groups} only
     * @throws IOException what {@code visitor} or {@code damage} throws
     */
    public static void walk(Volume volume, Visitor visitor, Damage damage) throws IOException {
        GroupLayout layout = volume.layout();
        long count = layout.groupsCount();
        for (long first = 0; first < count; ) {
            long end = Math.min(first + layout.descriptorsPerBlock(), count);
            GroupDescriptor descriptor;
            try {
                descriptor = volume.groupDescriptor(first);
            } catch (IOException e) {
                end = volume.hasGroupDescriptor(first) ? end : count;
                damage.lost(new Damage.Groups(first, end - 1), e);
                first = end;
                continue;
            }
            for (long group = first; group < end; group++) {
                visitor.group(group, group == first ? descriptor : volume.groupDescriptor(group));
            }
            first = end;
        }
    }

    /**
     * {@return how many inodes the groups say are in use: a guess in a damaged image}
     *
     * @param volume the file system
     * @throws IOException if the descriptors cannot be read
     */
    public static long usedInodes(Volume volume) throws IOException {
        long used = volume.superblock().inodesCount();
        for (long group = 0; group < volume.layout().groupsCount(); group++) {
            used -= volume.groupDescriptor(group).freeInodes();
        }
        return used;
    }
}
