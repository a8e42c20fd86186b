// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.RoCompatFeature;

/** Pass 4: the link counts of inodes against the entries that lead to them. */
final class LinkPass {

    private final Subject subject;

    LinkPass(Subject subject) {
        this.subject = subject;
    }

    /** Compares; it makes no sense if not all directories could be read. */
    void run() {
        long count = subject.layout().inodesCount();
        LinkCounts inodes = subject.inodes();
        for (long at = inodes.nextUsed(1, count); at != 0; at = inodes.nextUsed(at + 1, count)) {
            int counted = inodes.countedLinks(at);
            int stored = inodes.storedLinks(at);
            if (subject.isHidden(at) || isUncounted(at, stored)) {
                continue;
            }
            if (counted == 0 && !subject.orphans().contains(at)) {
                subject.findings()
                        .add(
                                Problem.UNATTACHED_INODE,
                                Place.inode(at),
                                "a %s with %d links, but no directory has an entry for it",
                                inodes.type(at).label(),
                                stored);
            } else if (counted != stored) {
                subject.findings()
                        .add(
                                Problem.WRONG_LINK_COUNT,
                                Place.inode(at),
                                "the link count is %d, but %d entries lead to it",
                                stored,
                                counted);
            }
        }
    }

    /** Whether a directory once had more subdirectories than can be counted, so says 1 since. */
    private boolean isUncounted(long inode, int stored) {
        return stored == 1
                && subject.directories().contains(inode)
                && subject.superblock().features().has(RoCompatFeature.DIR_NLINK)
                && subject.inodes().countedLinks(inode) > 0;
    }
}
