// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.GroupWalk;

import java.io.IOException;

/**
 * Pass 0, second part: where the groups have their bitmaps and inode tables. All blocks that make
 * the file system are claimed: superblocks, descriptors and the room after them, bitmaps, tables.
 */
final class GroupPass {

    /** EXT4_BG_INODE_UNINIT and EXT4_BG_BLOCK_UNINIT. */
    private static final int FLAGS_UNINITIALISED = 3;

    private final Subject subject;
    private final GroupLayout layout;
    private final long reservedGdtBlocks;

    GroupPass(Subject subject) {
        this.subject = subject;
        this.layout = subject.layout();
        Superblock superblock = subject.superblock();
        // With meta_bg there is no room after the descriptors.
        this.reservedGdtBlocks =
                superblock.features().has(IncompatFeature.META_BG)
                        ? 0
                        : superblock.details().reservedGdtBlocks();
    }

    /** Claims and checks. */
    void run() throws IOException {
        GroupWalk.walk(subject.volume(), (_, _) -> {}, this::unreadable);
        // Fixed places first, so that what a descriptor says is judged against them.
        for (long group = 0; group < layout.groupsCount(); group++) {
            if (group > 0 && layout.firstBlock(group) >= subject.blocks().blocksOnDevice()) {
                break; // nothing that could be read lies beyond the end of the device
            }
            claimHead(group);
        }
        claimProtection();
        subject.groups(this::group);
    }

    private void unreadable(Damage.Part part, IOException thrown) {
        if (part instanceof Damage.Groups(long first, long last)) {
            subject.findings().lose(Loss.BLOCKS);
            subject.findings().lose(Loss.ENTRIES);
            subject.unreadable(
                    Place.group(first),
                    "the descriptors of groups %d to %d cannot be read: %s"
                            .formatted(first, last, thrown.getMessage()),
                    thrown);
        }
    }

    /** The block that tells whether a system has it mounted. */
    private void claimProtection() {
        long block = subject.superblock().details().mmpBlock();
        if (subject.superblock().features().has(IncompatFeature.MMP)
                && subject.volume().blockRange().contains(block, 1)) {
            subject.claims().claimMetadata(block);
        }
    }

    private void claimHead(long group) {
        long blocks = headBlocks(group);
        long first = layout.firstBlock(group);
        if (group == 0 && layout.superblockBlock(0) < first) {
            subject.claims().claimMetadata(layout.superblockBlock(0));
        }
        for (long block = first; block < Math.min(first + blocks, layout.blocksCount()); block++) {
            subject.claims().claimMetadata(block);
        }
    }

    /** How many blocks at the start of a group are superblock, descriptors and room for more. */
    private long headBlocks(long group) {
        boolean hasSuper = layout.hasSuper(group);
        long descriptors = layout.descriptorBlocksIn(group);
        return (hasSuper ? 1 + reservedGdtBlocks : 0) + descriptors;
    }

    private void group(long group, GroupDescriptor descriptor) throws IOException {
        subject.checksum(
                Problem.DESCRIPTOR_CHECKSUM,
                Place.group(group),
                "descriptor",
                subject.checksums().descriptor(group, subject.volume().descriptorBytes(group)));
        bitmap(Problem.BLOCK_BITMAP_PLACE, group, "block bitmap", descriptor.blockBitmap());
        bitmap(Problem.INODE_BITMAP_PLACE, group, "inode bitmap", descriptor.inodeBitmap());
        inodeTable(group, descriptor.inodeTable());
        if (!subject.superblock().features().hasGroupChecksums()
                && (descriptor.flags() & FLAGS_UNINITIALISED) != 0) {
            subject.findings()
                    .add(
                            Problem.GROUP_FLAGS,
                            Place.group(group),
                            "flags 0x%x say that it is not initialised, but the file system lacks"
                                    + " the feature uninit_bg",
                            descriptor.flags());
        }
    }

    private void bitmap(Problem problem, long group, String what, long block) {
        if (!isInGroup(group, block, 1)) {
            subject.findings()
                    .add(
                            problem,
                            Place.group(group),
                            "the %s, block %s, is not within the group (blocks %d to %d)",
                            what,
                            Long.toUnsignedString(block),
                            layout.firstBlock(group),
                            lastBlock(group));
        }
        claim(group, what, block, 1);
    }

    private void inodeTable(long group, long first) {
        long blocks = layout.inodeTableBlocks();
        if (!isInGroup(group, first, blocks)) {
            subject.findings()
                    .add(
                            Problem.INODE_TABLE_PLACE,
                            Place.group(group),
                            "the inode table of %d blocks from block %s on is not within the"
                                    + " group (blocks %d to %d)",
                            blocks,
                            Long.toUnsignedString(first),
                            layout.firstBlock(group),
                            lastBlock(group));
        }
        claim(group, "inode table", first, blocks);
    }

    private void claim(long group, String what, long first, long blocks) {
        if (!subject.volume().blockRange().contains(first, blocks)) {
            return; // told already
        }
        long overlap = 0;
        long lastOverlap = 0;
        for (long block = first; block < first + blocks; block++) {
            if (!subject.blocks().isOnDevice(block)) {
                break;
            }
            if (!subject.claims().claimMetadata(block)) {
                overlap++;
                lastOverlap = block;
            }
        }
        if (overlap > 0) {
            subject.findings()
                    .add(
                            Problem.METADATA_OVERLAP,
                            Place.group(group).onDisk(lastOverlap),
                            "the %s has %d blocks, the last of them %d, which other structures of"
                                    + " the file system have too",
                            what,
                            overlap,
                            lastOverlap);
        }
    }

    /** Whether the blocks lie where they may: with {@code flex_bg} in any group. */
    private boolean isInGroup(long group, long block, long blocks) {
        if (subject.superblock().features().has(IncompatFeature.FLEX_BG)) {
            return subject.volume().blockRange().contains(block, blocks);
        }
        return block >= layout.firstBlock(group)
                && block > 0
                && block - 1 + blocks <= lastBlock(group);
    }

    private long lastBlock(long group) {
        return layout.firstBlock(group) + layout.blocksIn(group) - 1;
    }
}
