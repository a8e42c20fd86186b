// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.log;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.journal.LogBlocks;
import ext2cat.journal.LogIndex;
import ext2cat.journal.LogTransaction;
import ext2cat.journal.Recovery;
import ext2cat.journal.Replay;
import ext2cat.journal.ReplayedDevice;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;
import ext2cat.volume.JournalUse;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The journal of a file system.
 *
 * @param volume the file system
 * @param blocks its log
 * @param count how many blocks that has
 */
public record VolumeLog(Volume volume, LogBlocks blocks, long count) {

    private static final int PRIMARY_POSITION_BYTES = 1024;

    /**
     * Finds the journal.
     *
     * @param volume the file system
     * @param use says where it is, if that is a device of its own
     * @throws UnsupportedFeatureException if it is on a device that is not given, or if there is
     *     none
     * @throws CorruptImageException if what should hold it cannot
     */
    public static VolumeLog of(Volume volume, JournalUse use) throws IOException {
        if (!volume.superblock().features().has(CompatFeature.HAS_JOURNAL)) {
            throw new UnsupportedFeatureException("there is no journal");
        }
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
        return new VolumeLog(volume, blocks, inode.sizeBytes() >> volume.blockBits());
    }

    /**
     * It has a superblock of its own, after which that of the log lies; other blocks of the log are
     * numbered as those of the device.
     */
    private static VolumeLog external(Volume volume, BlockDevice device) throws IOException {
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
        return new VolumeLog(volume, blocks, superblock.blocksCount());
    }

    /**
     * {@return what it holds that is not yet in place}
     *
     * @throws CorruptImageException if Linux would not mount the file system because of it
     */
    public Replay replay() throws IOException {
        return Recovery.of(blocks, count, deviceBlocks(), volume.superblock().inodeSizeBytes());
    }

    /** {@return all that lies in it} */
    public LogIndex index() throws IOException {
        return LogIndex.of(blocks, count);
    }

    /** A file system that was made larger may be known as such to its journal only. */
    private long deviceBlocks() {
        return volume.device().sizeBytes() >> volume.blockBits();
    }

    /**
     * {@return the file system as it was after some transactions, as far as the log still has what
     * they wrote} What it does not have is as it is now. It must not be closed, as for {@link
     * #with}.
     *
     * @param transactions the oldest first
     */
    public Volume as(List<LogTransaction> transactions) throws IOException {
        Map<Long, Long> places = new HashMap<>();
        for (LogTransaction transaction : transactions) {
            for (LogTransaction.LogItem item : transaction.items()) {
                if (item instanceof LogTransaction.Data data) {
                    long place = blocks.positionBytes(data.logBlock());
                    places.put(data.diskBlock(), data.escaped() ? ~place : place);
                }
            }
        }
        Replay older = new Replay(blocks.device(), places, 0, 0, List.of(), List.of());
        return Volume.open(
                new ReplayedDevice(volume.device(), older, volume.blockBits()),
                OpenOptions.DEFAULT.withJournal(JournalUse.IGNORE));
    }

    /**
     * {@return the file system with other bytes in one block} It must not be closed: the device is
     * that of this one.
     *
     * @param block the block
     * @param bytes what it holds
     */
    public Volume with(long block, byte[] bytes) throws IOException {
        Replay nothing = Replay.nothing(volume.device());
        ReplayedDevice older = new ReplayedDevice(volume.device(), nothing, volume.blockBits());
        older.change(block, bytes);
        return Volume.open(older, OpenOptions.DEFAULT.withJournal(JournalUse.IGNORE));
    }
}
