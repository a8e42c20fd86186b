// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.Superblock;

import java.io.IOException;

/**
 * Pass 1: every inode of every table, in use or not. What is in use is checked by itself, its
 * blocks are claimed, and what the later passes need is remembered.
 */
final class InodePass {

    private final Subject subject;
    private final InodeTables tables;
    private final XattrCheck xattrs;
    private final InodeCheck check;

    InodePass(Subject subject) {
        this.subject = subject;
        this.tables = new InodeTables(subject);
        this.xattrs = new XattrCheck(subject);
        this.check = new InodeCheck(subject, xattrs);
    }

    /** Looks at all inodes that can be read. */
    void run() throws IOException {
        tables.forEach(this::inode, this::lost);
        xattrs.finish();
        if (!subject.directories().contains(Superblock.ROOT_INODE)) {
            subject.findings()
                    .add(
                            Problem.NO_ROOT,
                            Place.inode(Superblock.ROOT_INODE),
                            "the root is not a directory in use");
        }
    }

    private void lost(long group, String what) {
        subject.lostGroups().add(group);
        subject.findings().lose(Loss.BLOCKS);
        subject.findings().lose(Loss.ENTRIES);
        subject.unreadable(Place.group(group), what);
    }

    private void inode(long number, InodeFields fields) throws IOException {
        boolean isReserved = subject.isReserved(number);
        if (fields.links() == 0 && !isReserved && !subject.orphans().contains(number)) {
            if (fields.mode() != 0 && fields.deletionSeconds() == 0) {
                subject.findings()
                        .add(
                                Problem.DELETED_WITHOUT_TIME,
                                Place.inode(number),
                                "mode 0%o but no links, and the time of deletion is 0",
                                fields.mode());
            }
            return;
        }
        DiskInode inode = tables.decode(number, fields);
        if (!isReserved) {
            subject.inodes().add(number, inode.fileType(), inode.links());
            if (inode.fileType() == FileType.DIRECTORY) {
                subject.directories().add(number);
            }
        }
        try {
            check.check(inode, fields);
        } catch (IOException e) {
            subject.findings().lose(Loss.BLOCKS);
            subject.unreadable(Place.inode(number), e.getMessage(), e);
        }
    }
}
