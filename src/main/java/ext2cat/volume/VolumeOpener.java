// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CompatFeature;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.journal.FastChange;
import ext2cat.journal.Replay;
import ext2cat.journal.ReplayedDevice;
import ext2cat.volume.fastcommit.FastReplay;
import ext2cat.volume.log.VolumeLog;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens a file system in its newest state: with what its journal holds in place. */
final class VolumeOpener {

    /** How a journal is read: whatever it mends is not judged yet. */
    private static final OpenOptions AS_IT_LIES =
            OpenOptions.DEFAULT.withWrongChecksums(OpenOptions.WrongChecksums.UNSEEN);

    private final BlockDevice device;
    private final OpenOptions options;
    private final List<String> warnings;

    private VolumeOpener(ImageSource source, OpenOptions options) {
        this.device = source.device();
        this.options = options;
        this.warnings = new ArrayList<>(source.warnings());
    }

    /** Opens an image; the devices are closed when this throws. */
    static Volume open(ImageSource source, OpenOptions options) throws IOException {
        VolumeOpener opener = new VolumeOpener(source, options);
        try {
            return opener.open();
        } catch (IOException | RuntimeException e) {
            opener.closeJournal();
            opener.device.close();
            throw e;
        }
    }

    private Volume open() throws IOException {
        Superblock superblock = SuperblockSearch.find(device, options);
        verifyOneJournal(superblock);
        Optional<Replay> replay = replay(superblock);
        if (replay.isEmpty()) {
            closeJournal();
            return volume(device, superblock, replay);
        }
        warnings.addAll(replay.get().warnings());
        int blockBits = Integer.numberOfTrailingZeros(superblock.blockSizeBytes());
        ReplayedDevice newest = new ReplayedDevice(device, replay.get(), blockBits);
        Superblock replayed = SuperblockSearch.find(newest, options);
        List<FastChange> changes = replay.get().changes();
        if (!changes.isEmpty()) {
            Volume full = new Volume(newest, replayed, AS_IT_LIES, List.of(), Optional.empty());
            FastReplay.run(full, newest, changes)
                    .ifPresent(
                            e ->
                                    warnings.add(
                                            "not all fast commits of the journal are replayed: "
                                                    + e.getMessage()));
        }
        return volume(newest, replayed, replay);
    }

    /**
     * Linux refuses to mount a file system for which two journals are named (ext4_load_journal).
     */
    private void verifyOneJournal(Superblock superblock) throws FileSystemException {
        long inode = superblock.details().journalInode();
        if (options.journal() instanceof JournalUse.External(BlockDevice journal)
                && superblock.features().has(CompatFeature.HAS_JOURNAL)
                && inode != 0) {
            throw new FileSystemException(
                    device.name(),
                    null,
                    "its journal is its inode %d, not %s".formatted(inode, journal.name()));
        }
    }

    private Volume volume(BlockDevice on, Superblock superblock, Optional<Replay> replay)
            throws IOException {
        long neededBytes = superblock.blocksCount() * superblock.blockSizeBytes();
        if (on.sizeBytes() < neededBytes) {
            warnings.add(
                    "the image is cut off: it has %d bytes, but its file system %d"
                            .formatted(on.sizeBytes(), neededBytes));
        }
        return new Volume(on, superblock, options, List.copyOf(warnings), replay);
    }

    /** What the journal holds; nothing, with a warning, if it is not to be used or of no use. */
    private Optional<Replay> replay(Superblock superblock) throws IOException {
        if (!superblock.features().has(IncompatFeature.NEEDS_RECOVERY)) {
            return Optional.empty();
        }
        if (!superblock.features().has(CompatFeature.HAS_JOURNAL)) {
            warnings.add("needs_recovery is set, but there is no journal");
            return Optional.empty();
        }
        if (options.journal() instanceof JournalUse.Ignored) {
            warnings.add("the journal holds changes that are not read");
            return Optional.empty();
        }
        Volume asItLies = new Volume(device, superblock, AS_IT_LIES, List.of(), Optional.empty());
        try {
            return Optional.of(VolumeLog.of(asItLies, options.journal()).replay());
        } catch (UnsupportedFeatureException e) {
            throw e; // on a device that was not given
        } catch (IOException e) {
            warnings.add("the journal is not replayed: " + e.getMessage());
            return Optional.empty();
        }
    }

    private void closeJournal() throws IOException {
        if (options.journal() instanceof JournalUse.External(BlockDevice journal)) {
            journal.close();
        }
    }
}
