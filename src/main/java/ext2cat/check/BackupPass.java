// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.Superblock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The backups of the superblock, for the day when the primary one is dead. Linux does not write
 * them, so counts and times differ, and that is no matter.
 */
final class BackupPass {

    /** Backups that are looked at: each file system of today has fewer. */
    private static final int MOST_BACKUPS = 1000;

    private final Subject subject;
    private final GroupLayout layout;

    BackupPass(Subject subject) {
        this.subject = subject;
        this.layout = subject.layout();
    }

    /** Compares the backups that the device has. */
    void run() throws IOException {
        int looked = 0;
        for (long group = 1; group < layout.groupsCount() && looked < MOST_BACKUPS; group++) {
            long block = layout.firstBlock(group);
            if (!subject.blocks().isOnDevice(block)) {
                return;
            }
            if (layout.hasSuper(group)) {
                compare(group, block);
                looked++;
            }
        }
    }

    private void compare(long group, long block) throws IOException {
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
            differs(place, "its UUID is another one");
        }
        value(place, "blocks_count", backup.blocksCount(), primary.blocksCount());
        value(place, "inodes_count", backup.inodesCount(), primary.inodesCount());
        value(place, "log_block_size", backup.logBlockSize(), primary.logBlockSize());
        value(place, "blocks_per_group", backup.blocksPerGroup(), primary.blocksPerGroup());
        value(place, "inodes_per_group", backup.inodesPerGroup(), primary.inodesPerGroup());
        value(place, "inode_size", backup.inodeSizeBytes(), primary.inodeSizeBytes());
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
