// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.DiskInode;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.checksum.InodeChecksums;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The file of orphans, which ext4 may have instead of the list. Each of its blocks holds numbers of
 * inodes, 0 for none, and ends with a magic number and a checksum: one of 4 KiB has 1022 numbers.
 */
final class OrphanFile implements MapVisitor {

    private static final int MAGIC = 0x0b10ca04;
    private static final int TAIL_BYTES = 8;

    private final Subject subject;
    private final long number;
    private InodeChecksums checksums;
    private boolean anyOrphan;

    OrphanFile(Subject subject) {
        this.subject = subject;
        this.number = subject.superblock().details().orphanFileInode();
    }

    /** Looks at all of its blocks, if there is one. */
    void run() throws IOException {
        if (!subject.superblock().features().has(CompatFeature.ORPHAN_FILE)) {
            return;
        }
        boolean present = subject.superblock().features().has(RoCompatFeature.ORPHAN_PRESENT);
        blocks();
        if (present
                && !anyOrphan
                && !subject.superblock().features().has(IncompatFeature.NEEDS_RECOVERY)) {
            subject.findings()
                    .add(
                            Problem.BAD_ORPHAN_LIST,
                            Place.inode(number),
                            "the feature orphan_present is set, but no inode is in the file of"
                                    + " orphans");
        } else if (!present && anyOrphan) {
            subject.findings()
                    .add(
                            Problem.BAD_ORPHAN_LIST,
                            Place.inode(number),
                            "inodes are in the file of orphans, but the feature orphan_present is"
                                    + " not set");
        }
    }

    private void blocks() throws IOException {
        try {
            DiskInode file = subject.volume().peek(number).disk();
            checksums = subject.checksums().of(file);
            if (file.hasMap()) {
                subject.map(file).walk(this);
            }
        } catch (IOException e) {
            subject.unreadable(Place.inode(number), e.getMessage(), e);
        }
    }

    @Override
    public void data(long fileBlock, long diskBlock, long count) {
        for (long i = 0; i < count && subject.blocks().isOnDevice(diskBlock + i); i++) {
            block(diskBlock + i);
        }
    }

    private void block(long diskBlock) {
        Place place = Place.inode(number).inBlock("orphans in block", diskBlock);
        ByteBuffer block;
        try {
            block = subject.blocks().read(diskBlock, BlockUse.DATA);
        } catch (IOException e) {
            subject.unreadable(place, "cannot be read: " + e.getMessage(), e);
            return;
        }
        int tail = block.capacity() - TAIL_BYTES;
        if (block.getInt(tail) != MAGIC) {
            subject.findings()
                    .add(
                            Problem.BAD_ORPHAN_LIST,
                            place,
                            "the magic number is 0x%08x, expected 0x%08x",
                            block.getInt(tail),
                            MAGIC);
            return;
        }
        subject.checksum(
                Problem.ORPHAN_CHECKSUM,
                place,
                "block",
                checksums.orphans(diskBlock, block.array()));
        for (int at = 0; at < tail; at += Integer.BYTES) {
            orphan(place, Integer.toUnsignedLong(block.getInt(at)));
        }
    }

    private void orphan(Place place, long inode) {
        if (inode == 0) {
            return;
        }
        anyOrphan = true;
        if (inode < subject.superblock().firstInode() || inode > subject.layout().inodesCount()) {
            subject.findings()
                    .add(
                            Problem.BAD_ORPHAN_LIST,
                            place,
                            "inode %d, which is not that of a file, is among the orphans",
                            inode);
        } else if (subject.orphans().add(inode)) {
            subject.findings()
                    .add(
                            Problem.ORPHAN,
                            Place.inode(inode),
                            "in the file of orphans: the next mount deletes it, or cuts it to its"
                                    + " size");
        }
    }

    @Override
    public boolean node(NodeRef node) {
        return subject.blocks().isOnDevice(node.diskBlock());
    }

    /** The pass over inodes finds it too. */
    @Override
    public void damage(MapDamage damage) {}
}
