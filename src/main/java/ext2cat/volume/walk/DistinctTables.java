// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;

import java.util.Map;
import java.util.TreeMap;

/**
 * The inode tables that a scan of all inodes has gone through. No sound image has two groups whose
 * tables share blocks, but the 32 bytes of a descriptor can claim a table that another group has:
 * 2,000 groups of 8,192 inodes in one table of 1 MiB would be 16 million inodes, each of them an
 * inode of the first group under another number. So only the first group with a table has it.
 */
final class DistinctTables {

    private final GroupLayout layout;

    /** The groups by the first block of their table. All tables have the same length. */
    private final TreeMap<Long, Long> groups = new TreeMap<>();

    /** None yet. */
    DistinctTables(GroupLayout layout) {
        this.layout = layout;
    }

    /**
     * Adds the table of a group.
     *
     * @throws CorruptImageException if it is not in the file system, or shares blocks with the
     *     table of a group added before; then it is not added
     */
    void add(long group, GroupDescriptor descriptor) throws CorruptImageException {
        descriptor.verifyInodeTable(layout, group);
        long first = descriptor.inodeTable();
        Map.Entry<Long, Long> nearest = groups.floorEntry(first + layout.inodeTableBlocks() - 1);
        if (nearest != null && nearest.getKey() > first - layout.inodeTableBlocks()) {
            String what = nearest.getKey() == first ? "is that of" : "shares blocks with that of";
            throw new CorruptImageException(
                    "group %d: the inode table at block %d %s group %d, so it is skipped"
                            .formatted(group, first, what, nearest.getValue()));
        }
        groups.put(first, group);
    }
}
