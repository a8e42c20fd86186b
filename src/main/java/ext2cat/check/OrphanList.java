// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;

import java.io.IOException;

/**
 * The list of inodes that were open when they lost their last name, or were being cut: it begins in
 * the superblock, and i_dtime of each holds the number of the next. They are in use until the next
 * mount deletes or cuts them.
 */
final class OrphanList {

    private final Subject subject;

    OrphanList(Subject subject) {
        this.subject = subject;
    }

    /** Follows the list. */
    void run() {
        long number = subject.superblock().details().lastOrphan();
        Place from = Place.SUPERBLOCK;
        while (number != 0) {
            if (number < subject.superblock().firstInode()
                    || number > subject.layout().inodesCount()) {
                bad(
                        from,
                        "the list of orphans leads to inode %d, which is not that of a file",
                        number);
                return;
            }
            if (!subject.orphans().add(number)) {
                bad(from, "the list of orphans leads back to inode %d", number);
                return;
            }
            DiskInode inode;
            try {
                inode = subject.volume().peek(number).disk();
            } catch (IOException e) {
                subject.findings().failed(e);
                bad(from, "inode %d of the list of orphans cannot be read", number);
                return;
            }
            from = Place.inode(number);
            subject.findings()
                    .add(
                            Problem.ORPHAN,
                            from,
                            inode.links() == 0
                                    ? "on the list of orphans: the next mount deletes it"
                                    : "on the list of orphans: the next mount cuts it to its"
                                            + " size");
            number = inode.deletionSeconds();
        }
    }

    private void bad(Place place, String text, long number) {
        subject.findings().add(Problem.BAD_ORPHAN_LIST, place, text, number);
    }
}
