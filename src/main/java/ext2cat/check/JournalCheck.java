// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.block.GetBlock;
import ext2cat.block.Mapping;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.SuperblockDetails;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks that a journal is where the superblock says, and that it looks like one. Its words are
 * big-endian. What it holds is not looked at.
 */
final class JournalCheck {

    /** JBD2_MAGIC_NUMBER. */
    private static final int MAGIC = 0xC03B3998;

    /** JBD2_SUPERBLOCK_V1 and V2. */
    private static final int FIRST_TYPE = 3;

    private static final int LAST_TYPE = 4;

    /** JBD2_MIN_JOURNAL_BLOCKS. */
    private static final long LEAST_BLOCKS = 1024;

    private static final int TYPE = 4;
    private static final int BLOCK_SIZE = 12;
    private static final int LENGTH = 16;

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
                        "has_journal is set, but neither an inode nor a device named");
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
        if (inode.type() != FileType.REGULAR || inode.disk().links() == 0) {
            bad(place, "the journal is no regular file in use");
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
        superblock(
                subject.blocks()
                        .read(mapped.diskBlock(), BlockUse.DATA)
                        .order(ByteOrder.BIG_ENDIAN),
                place.onDisk(mapped.diskBlock()),
                blocks);
        whole(map, blocks, place);
    }

    private void superblock(ByteBuffer block, Place place, long blocks) {
        int type = block.getInt(TYPE);
        long length = Integer.toUnsignedLong(block.getInt(LENGTH));
        if (block.getInt(0) != MAGIC) {
            bad(place, "the journal begins with 0x%08x, expected 0x%08x", block.getInt(0), MAGIC);
        } else if (type < FIRST_TYPE || type > LAST_TYPE) {
            bad(place, "the journal's first block is of type %d, expected 3 or 4", type);
        } else if (block.getInt(BLOCK_SIZE) != subject.volume().blockSizeBytes()) {
            bad(
                    place,
                    "the journal has blocks of %d bytes, expected %d",
                    block.getInt(BLOCK_SIZE),
                    subject.volume().blockSizeBytes());
        } else if (length > blocks) {
            bad(
                    place,
                    "the journal says that it has %d blocks, but its file has %d",
                    length,
                    blocks);
        }
    }

    private void whole(GetBlock map, long blocks, Place place) throws IOException {
        for (long at = 0; at < blocks; ) {
            Mapping mapping = map.getBlock(at, blocks - at);
            if (mapping instanceof Mapping.Hole) {
                bad(place, "the journal has a hole at file block %d", at);
                return;
            }
            at += mapping.count();
        }
    }

    private void bad(Place place, String text, Object... values) {
        subject.findings().add(Problem.BAD_JOURNAL, place, text, values);
    }
}
