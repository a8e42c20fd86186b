// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.Superblock;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;

/**
 * Pass 1: every inode of every table, in use or not. What is in use is checked by itself, its
 * blocks are claimed, and what the later passes need is remembered.
 */
final class InodePass {

    private final Subject subject;
    private final XattrCheck xattrs;
    private final InodeCheck check;
    private final QuotaCheck quotas;

    InodePass(Subject subject) {
        this.subject = subject;
        this.xattrs = new XattrCheck(subject);
        this.quotas = new QuotaCheck(subject);
        this.check = new InodeCheck(subject, xattrs, quotas);
    }

    /** Looks at all inodes that can be read. */
    void run() throws IOException {
        InodeScan.scan(subject.volume(), inode -> inode(inode.disk()), this::lost);
        xattrs.finish();
        if (subject.findings().hasAll(Loss.BLOCKS)) {
            quotas.run();
        }
        if (!subject.directories().contains(Superblock.ROOT_INODE)) {
            subject.findings()
                    .add(
                            Problem.NO_ROOT,
                            Place.inode(Superblock.ROOT_INODE),
                            "the root is not a directory in use");
        }
    }

    private void lost(Damage.Part part, IOException thrown) {
        if (part instanceof Damage.Inodes(long first, long last)) {
            lost(first, last, thrown);
        } // the pass over groups told of descriptors
    }

    private void lost(long first, long last, IOException thrown) {
        long group = subject.layout().groupOfInode(first);
        subject.lostGroups().add(group);
        subject.findings().lose(Loss.BLOCKS);
        subject.findings().lose(Loss.ENTRIES);
        subject.unreadable(
                Place.group(group),
                thrown instanceof CorruptImageException
                        ? thrown.getMessage()
                        : "inodes %d to %d cannot be read: %s"
                                .formatted(first, last, thrown.getMessage()),
                thrown);
    }

    private void inode(DiskInode inode) {
        long number = inode.number();
        boolean isReserved = subject.isReserved(number);
        if (subject.checksums().isKnown() && (inode.links() != 0 || inode.mode() != 0)) {
            checksum(inode); // a deleted one has its checksum still
        }
        if (inode.links() == 0 && !isReserved && !subject.orphans().contains(number)) {
            if (inode.mode() != 0 && inode.deletionSeconds() == 0) {
                subject.findings()
                        .add(
                                Problem.DELETED_WITHOUT_TIME,
                                Place.inode(number),
                                "mode 0%o but no links, and the time of deletion is 0",
                                inode.mode());
            }
            return;
        }
        if (!isReserved) {
            subject.inodes().add(number, inode.fileType(), inode.links());
            if (inode.fileType() == FileType.DIRECTORY) {
                subject.directories().add(number);
            }
        }
        try {
            check.check(inode, new InodeFields(inode.bytes()));
        } catch (IOException e) {
            subject.findings().lose(Loss.BLOCKS);
            subject.unreadable(Place.inode(number), e.getMessage(), e);
        }
    }

    private void checksum(DiskInode inode) {
        byte[] bytes = new byte[subject.superblock().inodeSizeBytes()];
        inode.bytes().get(bytes);
        subject.checksum(
                Problem.INODE_CHECKSUM,
                Place.inode(inode.number()),
                "inode",
                subject.checksums().inode(inode.number(), bytes));
    }
}
