// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Features;
import ext2cat.disk.GroupDescriptor;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.RoCompatFeature;
import ext2cat.disk.Superblock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The backups of the superblock and of the descriptors, for the day when the primary ones are dead.
 * Linux does not write them, so counts and times differ, and that is no matter.
 */
final class BackupPass {

    /** Backups that are looked at: each file system of today has fewer. */
    private static final int MOST_BACKUPS = 1000;

    /** Blocks of descriptors that are compared, in all backups together. */
    private static final int MOST_DESCRIPTOR_BLOCKS = 10_000;

    private final Subject subject;
    private final GroupLayout layout;
    private int descriptorBlocks;

    BackupPass(Subject subject) {
        this.subject = subject;
        this.layout = subject.layout();
    }

    /** Compares the backups that the device has. */
    void run() {
        int looked = 0;
        for (long group = 1; group < layout.groupsCount() && looked < MOST_BACKUPS; group++) {
            long block = layout.firstBlock(group);
            if (!subject.blocks().isOnDevice(block)) {
                return;
            }
            if (layout.hasSuper(group)) {
                look(group, block);
                looked++;
            }
        }
    }

    private void look(long group, long block) {
        try {
            superblock(group, block);
            descriptors(group);
        } catch (IOException e) {
            subject.findings().failed(e);
            differs(
                    Place.group(group).inBlock("backup superblock in block", block),
                    "it cannot be read: %s",
                    e.getMessage());
        }
    }

    private void superblock(long group, long block) throws IOException {
        Place place = Place.group(group).inBlock("backup superblock in block", block);
        MemorySegment bytes = MemorySegment.ofArray(new byte[Superblock.SIZE_BYTES]);
        subject.volume().device().read(block << subject.volume().blockBits(), bytes);
        Superblock primary = subject.superblock();
        Superblock backup;
        try {
            backup = Superblock.decode(bytes, "");
        } catch (CorruptImageException _) {
            differs(place, "there is none");
            return;
        }
        if (!backup.details().uuid().equals(primary.details().uuid())) {
            differs(place, "its UUID differs");
        }
        features(place, backup.features(), primary.features());
        value(place, "first_data_block", backup.firstDataBlock(), primary.firstDataBlock());
        value(place, "rev_level", backup.revLevel(), primary.revLevel());
        value(place, "blocks_count", backup.blocksCount(), primary.blocksCount());
        value(place, "inodes_count", backup.inodesCount(), primary.inodesCount());
        value(place, "log_block_size", backup.logBlockSize(), primary.logBlockSize());
        value(place, "blocks_per_group", backup.blocksPerGroup(), primary.blocksPerGroup());
        value(place, "inodes_per_group", backup.inodesPerGroup(), primary.inodesPerGroup());
        value(place, "inode_size", backup.inodeSizeBytes(), primary.inodeSizeBytes());
    }

    /** Compares the features, but for those that Linux sets in the primary superblock alone. */
    private void features(Place place, Features backup, Features primary) {
        long[] differing = {
            (backup.compat() ^ primary.compat()) & ~CompatFeature.EXT_ATTR.bit(),
            (backup.incompat() ^ primary.incompat()) & ~IncompatFeature.NEEDS_RECOVERY.bit(),
            (backup.roCompat() ^ primary.roCompat()) & ~RoCompatFeature.LARGE_FILE.bit()
        };
        Features difference = new Features(differing[0], differing[1], differing[2]);
        if (!difference.labels().isEmpty()) {
            differs(
                    place,
                    "the features %s are in one of it and the primary one only",
                    String.join(", ", difference.labels()));
        }
    }

    /** Compares where the descriptors after a backup put bitmaps and tables. */
    private void descriptors(long group) throws IOException {
        for (long index = 0; index < layout.descriptorBlocks(); index++) {
            long block = layout.descriptorBlock(index, group);
            boolean isCopy = block != layout.descriptorBlock(index);
            if (!subject.blocks().isOnDevice(block)
                    || isCopy && ++descriptorBlocks > MOST_DESCRIPTOR_BLOCKS
                    || isCopy && !descriptors(group, block, index)) {
                return;
            }
        }
    }

    private boolean descriptors(long backup, long block, long index) throws IOException {
        MemorySegment copy =
                MemorySegment.ofArray(
                        subject.blocks().read(block, BlockUse.GROUP_DESCRIPTORS).array());
        long first = index * layout.descriptorsPerBlock();
        long end = Math.min(first + layout.descriptorsPerBlock(), layout.groupsCount());
        for (long group = first; group < end; group++) {
            GroupDescriptor primary = subject.volume().groupDescriptor(group);
            GroupDescriptor found =
                    GroupDescriptor.decode(
                            copy,
                            layout.descriptorOffsetBytes(group),
                            subject.superblock().descriptorSizeBytes());
            if (found.blockBitmap() != primary.blockBitmap()
                    || found.inodeBitmap() != primary.inodeBitmap()
                    || found.inodeTable() != primary.inodeTable()) {
                differs(
                        Place.group(backup).inBlock("backup descriptors in block", block),
                        "group %d has its bitmaps and table in blocks %d, %d and %d, but in %d, %d"
                                + " and %d in the primary ones",
                        group,
                        found.blockBitmap(),
                        found.inodeBitmap(),
                        found.inodeTable(),
                        primary.blockBitmap(),
                        primary.inodeBitmap(),
                        primary.inodeTable());
                return false;
            }
        }
        return true;
    }

    private void value(Place place, String field, long found, long expected) {
        if (found != expected) {
            differs(place, "%s is %d, but %d in the primary one", field, found, expected);
        }
    }

    private void differs(Place place, String text, Object... values) {
        subject.findings().add(Problem.BACKUP_DIFFERS, place, text, values);
    }
}
