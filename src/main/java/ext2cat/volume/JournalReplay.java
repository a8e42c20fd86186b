// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.journal.LogBlocks;
import ext2cat.journal.Recovery;
import ext2cat.journal.Replay;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.UUID;

/** Finds the journal of a file system, and what it holds that is not yet in place. */
final class JournalReplay {

    private static final int PRIMARY_POSITION_BYTES = 1024;

    private JournalReplay() {}

    /**
     * What the journal holds.
     *
     * @param volume the file system as it lies
     * @throws UnsupportedFeatureException if the journal is on a device that is not given
     * @throws CorruptImageException if Linux would not mount the file system because of it
     */
    static Replay of(Volume volume, JournalUse use) throws IOException {
        if (use instanceof JournalUse.External(BlockDevice device)) {
            return external(volume, device);
        }
        long number = volume.superblock().details().journalInode();
        if (number == 0) {
            throw new UnsupportedFeatureException(
                    "the journal is on another device, with the UUID "
                            + volume.superblock().details().journalUuid());
        }
        Inode inode = volume.inode(number);
        if (inode.type() != FileType.REGULAR || !inode.hasMap()) {
            throw new CorruptImageException(
                    "journal inode %d: mode 0%o is not that of a file with blocks"
                            .formatted(number, inode.disk().mode()));
        }
        LogBlocks blocks =
                new LogBlocks(
                        volume.device(), inode.getBlock(volume.cache()), volume.blockSizeBytes());
        return Recovery.of(
                blocks,
                inode.sizeBytes() >> volume.blockBits(),
                deviceBlocks(volume),
                volume.superblock().inodeSizeBytes());
    }

    /**
     * It has a superblock of its own, after which that of the log lies; other blocks of the log are
     * numbered as those of the device.
     */
    private static Replay external(Volume volume, BlockDevice device) throws IOException {
        Superblock superblock = Volume.superblockOf(device, OpenOptions.DEFAULT);
        UUID wanted = volume.superblock().details().journalUuid();
        if (!superblock.isJournalDevice() || !superblock.details().uuid().equals(wanted)) {
            throw new CorruptImageException(
                    "%s is not the journal with the UUID %s".formatted(device.name(), wanted));
        }
        long head = PRIMARY_POSITION_BYTES / volume.blockSizeBytes() + 1;
        LogBlocks blocks =
                new LogBlocks(
                        device,
                        (block, most) -> new Mapping.Mapped(block == 0 ? head : block, most, false),
                        volume.blockSizeBytes());
        return Recovery.of(
                blocks,
                superblock.blocksCount(),
                deviceBlocks(volume),
                volume.superblock().inodeSizeBytes());
    }

    /** A file system that was made larger may be known as such to its journal only. */
    private static long deviceBlocks(Volume volume) {
        return volume.device().sizeBytes() >> volume.blockBits();
    }
}
