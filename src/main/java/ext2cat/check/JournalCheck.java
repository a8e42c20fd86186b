// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.SuperblockDetails;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;

import java.io.IOException;

/**
 * Checks that a journal is where the superblock says, and that it looks like one. What it holds is
 * not looked at.
 */
final class JournalCheck {

    /** JBD2_MIN_JOURNAL_BLOCKS. */
    private static final long LEAST_BLOCKS = 1024;

    private final Subject subject;

    JournalCheck(Subject subject) {
        this.subject = subject;
    }

    void run() {
        if (!subject.superblock().features().has(CompatFeature.HAS_JOURNAL)) {
            return;
        }
        SuperblockDetails details = subject.superblock().details();
        if (details.journalInode() == 0) {
            if (details.journalDevice() != 0
                    || details.journalUuid().getMostSignificantBits() != 0) {
                elsewhere();
            } else {
                bad(
                        Place.SUPERBLOCK,
                        "has_journal is set, but neither an inode nor a device is named");
            }
            return;
        }
        Place place = Place.inode(details.journalInode());
        try {
            inode(subject.volume().inode(details.journalInode()), place);
        } catch (IOException e) {
            bad(place, "the journal cannot be read: " + e.getMessage());
        }
    }

    private void elsewhere() {
        if (subject.superblock().features().has(IncompatFeature.NEEDS_RECOVERY)) {
            bad(
                    Place.SUPERBLOCK,
                    "needs_recovery is set, but the journal with the changes lies on another"
                            + " device");
        } else {
            subject.findings()
                    .add(
                            Problem.JOURNAL_ELSEWHERE,
                            Place.SUPERBLOCK,
                            "the journal lies on another device and is not looked at");
        }
    }

    private void inode(Inode inode, Place place) throws IOException {
        byte[] bytes = new byte[subject.superblock().inodeSizeBytes()];
        inode.disk().bytes().get(bytes);
        if (subject.checksums()
                .inode(inode.number(), bytes)
                .filter(sum -> !sum.isRight())
                .isPresent()) {
            bad(place, "the inode of the journal has a wrong checksum");
        }
        if (inode.type() != FileType.REGULAR || inode.disk().links() == 0) {
            bad(place, "the journal is not a regular file in use");
            return;
        }
        long blocks = inode.sizeBytes() >> subject.volume().blockBits();
        if (blocks < LEAST_BLOCKS || blocks > subject.layout().blocksCount()) {
            bad(
                    place,
                    "the journal has %d blocks, expected %d to %d",
                    blocks,
                    LEAST_BLOCKS,
                    subject.layout().blocksCount());
            return;
        }
        GetBlock map = inode.getBlock(subject.volume().cache());
        if (!(map.getBlock(0, 1) instanceof Mapping.Mapped mapped)) {
            bad(place, "the journal's first block is a hole");
            return;
        }
        superblock(mapped.diskBlock(), place.onDisk(mapped.diskBlock()), blocks);
        HoleSearch search = new HoleSearch(blocks, place);
        inode.map().walk(search);
        search.reach(blocks);
    }

    private void superblock(long diskBlock, Place place, long blocks) throws IOException {
        byte[] bytes = subject.blocks().read(diskBlock, BlockUse.DATA).array();
        JournalSuperblock journal;
        try {
            journal = JournalSuperblock.decode(bytes, place.toString());
        } catch (CorruptImageException e) {
            subject.findings().add(Problem.BAD_JOURNAL, place, e);
            return;
        }
        if (!journal.isChecksumRight(bytes)) {
            bad(place, "the checksum of the journal's superblock is wrong");
        }
        if (journal.blockSizeBytes() != subject.volume().blockSizeBytes()) {
            bad(
                    place,
                    "the journal has blocks of %d bytes, expected %d",
                    journal.blockSizeBytes(),
                    subject.volume().blockSizeBytes());
        } else if (journal.blocks() > blocks) {
            bad(
                    place,
                    "the journal says that it has %d blocks, but its file has %d",
                    journal.blocks(),
                    blocks);
        } else {
            log(journal, place);
        }
    }

    /** Where the log is in the journal, and whether there is something in it. */
    private void log(JournalSuperblock journal, Place place) {
        long start = journal.start();
        long last = journal.blocks() - 1;
        if (journal.first() < 1 || journal.first() > last) {
            bad(
                    place,
                    "the journal's log is from block %d on, expected 1 to %d",
                    journal.first(),
                    last);
        } else if (start != 0 && (start < journal.first() || start > last)) {
            bad(
                    place,
                    "the changes in the journal are from block %d on, expected %d to %d",
                    start,
                    journal.first(),
                    last);
        } else if (journal.unknownIncompat() != 0) {
            bad(
                    place,
                    "the journal has the features 0x%x, which are not known",
                    journal.unknownIncompat());
        }
        if (start != 0 && !subject.superblock().features().has(IncompatFeature.NEEDS_RECOVERY)) {
            subject.findings()
                    .add(
                            Problem.CHANGES_WITHOUT_RECOVERY,
                            place,
                            "the journal holds changes from block %d on, but the flag"
                                    + " needs_recovery is not set, so they are not replayed",
                            start);
        }
        if (journal.errorNumber() != 0) {
            subject.findings()
                    .add(
                            Problem.STATE_NOT_CLEAN,
                            place,
                            "Linux aborted the journal with error %d",
                            (int) journal.errorNumber()); // a signed number of 32 bits
        }
    }

    private void bad(Place place, String text, Object... values) {
        subject.findings().add(Problem.BAD_JOURNAL, place, text, values);
    }

    /** Looks for the first place of the journal's file that cannot be read. */
    private final class HoleSearch implements MapVisitor {

        private final long blocks;
        private final Place place;
        private long next;
        private boolean told;

        HoleSearch(long blocks, Place place) {
            this.blocks = blocks;
            this.place = place;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long count) {
            reach(fileBlock);
            next = fileBlock + count;
        }

        @Override
        public boolean node(NodeRef node) {
            reach(node.firstFileBlock());
            return !told;
        }

        @Override
        public void damage(MapDamage damage) {
            reach(damage.ref().firstFileBlock());
            next = damage.ref().firstFileBlock();
            tell(next < blocks, "the journal cannot be read from file block %d on");
        }

        /** All blocks before that one must have been seen. */
        void reach(long fileBlock) {
            tell(next < Math.min(fileBlock, blocks), "the journal has a hole at file block %d");
        }

        private void tell(boolean isWrong, String text) {
            if (isWrong && !told) {
                bad(place, text, next);
                told = true;
            }
        }
    }
}
