// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.Features;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.SuperblockDetails;
import ext2cat.volume.Volume;

import java.io.IOException;

/**
 * Pass 0, first part: fields of the superblock that a reader can do without, and so are not
 * verified when a volume is opened.
 */
final class SuperblockPass {

    /** EXT2_VALID_FS: unmounted cleanly. */
    private static final int STATE_VALID = 1;

    /** EXT2_ERROR_FS. */
    private static final int STATE_ERRORS = 2;

    /** The first inode that may be an ordinary one. */
    private static final long GOOD_OLD_FIRST_INODE = 11;

    /** Looking at all groups of 2^32 blocks takes seconds from this size on. */
    private static final long LEAST_BLOCKS_PER_GROUP = 64;

    private final Subject subject;
    private final Superblock superblock;
    private final SuperblockDetails details;

    SuperblockPass(Subject subject) {
        this.subject = subject;
        this.superblock = subject.superblock();
        this.details = superblock.details();
    }

    /** Checks it; whether the groups can be looked at. */
    boolean run() throws IOException {
        size();
        checksum();
        values();
        features();
        state();
        return groupsAreLargeEnough();
    }

    private void size() {
        Volume volume = subject.volume();
        long needed = superblock.blocksCount() << volume.blockBits();
        if (volume.device().sizeBytes() < needed) {
            subject.findings()
                    .add(
                            Problem.IMAGE_CUT_OFF,
                            Place.SUPERBLOCK,
                            "the file system has %d bytes, but the image ends after %d",
                            needed,
                            volume.device().sizeBytes());
            subject.findings().becomePartial();
        }
    }

    private void checksum() throws IOException {
        subject.checksums()
                .unknownType()
                .ifPresent(
                        text ->
                                subject.findings()
                                        .add(Problem.SUPERBLOCK_CHECKSUM, Place.SUPERBLOCK, text));
        mmp();
        subject.checksum(
                Problem.SUPERBLOCK_CHECKSUM,
                Place.SUPERBLOCK,
                "superblock",
                subject.checksums().superblock());
    }

    /** The block that multiple mount protection writes to. */
    private void mmp() throws IOException {
        long block = details.mmpBlock();
        if (superblock.features().has(IncompatFeature.MMP)
                && subject.volume().blockRange().contains(block, 1)
                && subject.blocks().isOnDevice(block)) {
            subject.checksum(
                    Problem.MMP_CHECKSUM,
                    Place.block(block),
                    "block of multiple mount protection",
                    subject.checksums().mmp(subject.blocks().read(block, BlockUse.DATA).array()));
        }
    }

    private void values() {
        long blocks = superblock.blocksCount();
        boolean clustered = superblock.features().has(RoCompatFeature.BIGALLOC);
        long first = superblock.blockSizeBytes() == 1024 && !clustered ? 1 : 0;
        if (superblock.firstDataBlock() != first) {
            wrong(
                    "first_data_block is %d, expected %d for blocks of %d bytes",
                    superblock.firstDataBlock(), first, superblock.blockSizeBytes());
        }
        if (details.reservedBlocksCount() > blocks / 2) {
            wrong(
                    "r_blocks_count %d is more than half of the %d blocks",
                    details.reservedBlocksCount(), blocks);
        }
        if (superblock.firstInode() < GOOD_OLD_FIRST_INODE
                || superblock.firstInode() > superblock.inodesCount()) {
            wrong(
                    "first_ino %d is not from %d to %d, the count of inodes",
                    superblock.firstInode(), GOOD_OLD_FIRST_INODE, superblock.inodesCount());
        }
        if (superblock.clusterBlocks() == 1
                && details.logClusterSize() != superblock.logBlockSize()) {
            wrong(
                    "log_frag_size %d is not log_block_size %d",
                    details.logClusterSize(), superblock.logBlockSize());
        }
        if (superblock.clusterBlocks() == 1
                && details.clustersPerGroup() != superblock.blocksPerGroup()) {
            wrong(
                    "frags_per_group %d is not blocks_per_group %d",
                    details.clustersPerGroup(), superblock.blocksPerGroup());
        }
        long reserved = details.reservedGdtBlocks();
        if (reserved > superblock.blockSizeBytes() / Integer.BYTES) {
            wrong(
                    "reserved_gdt_blocks %d is more than the %d pointers of a block",
                    reserved, superblock.blockSizeBytes() / Integer.BYTES);
        }
    }

    private void features() {
        boolean resize = superblock.features().has(CompatFeature.RESIZE_INODE);
        if (!resize && details.reservedGdtBlocks() != 0) {
            wrong(
                    "reserved_gdt_blocks is %d, expected 0 without the feature resize_inode",
                    details.reservedGdtBlocks());
        }
        if (resize && superblock.features().has(IncompatFeature.META_BG)) {
            wrong("resize_inode and meta_bg are both set, but exclude each other");
        }
        notChecked();
        boolean recovery = superblock.features().has(IncompatFeature.NEEDS_RECOVERY);
        boolean journal = superblock.features().has(CompatFeature.HAS_JOURNAL);
        if (recovery && !journal) {
            wrong("needs_recovery is set, but has_journal is not");
        } else if (recovery && subject.volume().replaySummary().isEmpty()) {
            subject.findings()
                    .add(
                            Problem.JOURNAL_TO_BE_REPLAYED,
                            Place.SUPERBLOCK,
                            "the journal holds changes that were not replayed: replaying it may"
                                    + " repair what is found below");
        }
    }

    private void notChecked() {
        Features features = superblock.features();
        if (features.unknownRoCompat() != 0) {
            notChecked(
                    "unknown features 0x%x: they may change what is right, so findings may not be"
                            + " faults",
                    features.unknownRoCompat());
        }
    }

    private void notChecked(String text, Object... values) {
        subject.findings().add(Problem.NOT_CHECKED, Place.SUPERBLOCK, text, values);
    }

    private void state() {
        if ((details.state() & STATE_ERRORS) != 0) {
            note("state %d: Linux found errors", details.state());
        } else if ((details.state() & STATE_VALID) == 0) {
            note("state %d: it was not unmounted cleanly", details.state());
        }
    }

    private boolean groupsAreLargeEnough() {
        long needed = subject.layout().inodeTableBlocks() + 3;
        long blocks = superblock.blocksPerGroup();
        boolean single = subject.layout().groupsCount() == 1;
        if (single || blocks >= LEAST_BLOCKS_PER_GROUP && blocks >= needed) {
            return true;
        }
        subject.findings()
                .add(
                        Problem.GROUPS_TOO_SMALL,
                        Place.SUPERBLOCK,
                        "blocks_per_group %d is less than %d, so nothing else is checked",
                        blocks,
                        Math.max(LEAST_BLOCKS_PER_GROUP, needed));
        subject.findings().becomePartial();
        return false;
    }

    private void wrong(String text, Object... values) {
        subject.findings().add(Problem.SUPERBLOCK_VALUE, Place.SUPERBLOCK, text, values);
    }

    private void note(String text, Object... values) {
        subject.findings().add(Problem.STATE_NOT_CLEAN, Place.SUPERBLOCK, text, values);
    }
}
