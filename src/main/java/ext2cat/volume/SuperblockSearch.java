// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.Superblock;
import ext2cat.disk.UnsupportedFeatureException;
import ext2cat.disk.record.BackupSuperblock;
import ext2cat.image.ImageOpener;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Finds the superblock to open by; if the primary one is dead, names the backups that look alive.
 */
final class SuperblockSearch {

    private static final long PRIMARY_POSITION_BYTES = 1024;

    /** Places named in a message; the first few are as good as all. */
    private static final int MOST_NAMED = 5;

    private final BlockDevice device;

    private SuperblockSearch(BlockDevice device) {
        this.device = device;
    }

    /** The superblock that the options ask for, verified. */
    static Superblock find(BlockDevice device, OpenOptions options) throws IOException {
        SuperblockSearch search = new SuperblockSearch(device);
        Superblock superblock = search.read(options);
        if (superblock.isJournalDevice()
                && (options.accepted().incompat() & IncompatFeature.JOURNAL_DEV.bit()) == 0) {
            throw new UnsupportedFeatureException(
                    "it is the journal of another file system; open that with --journal and this"
                            + " (incompatible features: journal_dev)");
        }
        try {
            superblock.verify();
        } catch (CorruptImageException e) {
            throw search.withBackups(e);
        }
        superblock.features().check(options.accepted());
        return superblock;
    }

    /** The superblock, of which only the magic number is verified. */
    static Superblock unverified(BlockDevice device, OpenOptions options) throws IOException {
        return new SuperblockSearch(device).read(options);
    }

    private Superblock read(OpenOptions options) throws IOException {
        return options.superblock().isPresent()
                ? atBlock(options.superblock().getAsLong())
                : primary();
    }

    private Superblock primary() throws IOException {
        if (device.sizeBytes() < PRIMARY_POSITION_BYTES + Superblock.SIZE_BYTES) {
            throw recognised(
                    new CorruptImageException(
                            "not an ext2, ext3 or ext4 image: it has %d bytes, and a superblock would end at byte %d"
                                    .formatted(
                                            device.sizeBytes(),
                                            PRIMARY_POSITION_BYTES + Superblock.SIZE_BYTES)));
        }
        try {
            return Superblock.decode(read(PRIMARY_POSITION_BYTES), "superblock");
        } catch (CorruptImageException e) {
            CorruptImageException dead = withBackups(e);
            throw dead == e ? recognised(e) : dead;
        }
    }

    /** That error, or what the device holds instead of a file system, if that is known. */
    private CorruptImageException recognised(CorruptImageException dead) throws IOException {
        return ImageOpener.describe(device)
                .map(what -> new CorruptImageException("not an ext2, ext3 or ext4 image: " + what))
                .orElse(dead);
    }

    /** The superblock in a block whose size is not known: the size is right if it says the same. */
    private Superblock atBlock(long block) throws IOException {
        for (int sizeBytes = 1024; sizeBytes <= 65536; sizeBytes *= 2) {
            Optional<Superblock> found = probe(block, sizeBytes);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw withBackups(
                new CorruptImageException(
                        "block %d: there is no superblock, whatever the block size"
                                .formatted(block)));
    }

    private Optional<Superblock> probe(long block, int sizeBytes) throws IOException {
        // A file system of 1 KiB blocks has its primary superblock in block 1, others in block 0.
        long position = block == 0 ? PRIMARY_POSITION_BYTES : block * sizeBytes;
        if (block < 0
                || block > Long.MAX_VALUE / sizeBytes
                || position > device.sizeBytes() - Superblock.SIZE_BYTES) {
            return Optional.empty();
        }
        try {
            Superblock found = Superblock.decode(read(position), "superblock in block " + block);
            return found.logBlockSize() == Integer.numberOfTrailingZeros(sizeBytes) - 10
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (CorruptImageException e) {
            return Optional.empty();
        }
    }

    private CorruptImageException withBackups(CorruptImageException dead) throws IOException {
        List<BackupSuperblock> backups =
                BackupSuperblock.likely(device.sizeBytes()).stream()
                        .filter(this::looksAlive)
                        .limit(MOST_NAMED)
                        .toList();
        if (backups.isEmpty()) {
            backups = BackupScan.of(device, MOST_NAMED);
        }
        List<String> alive =
                backups.stream().map(backup -> Long.toString(backup.block())).distinct().toList();
        if (alive.isEmpty()) {
            return dead;
        }
        return new CorruptImageException(
                "%s; %s %s (--superblock %s)"
                        .formatted(
                                dead.getMessage(),
                                alive.size() == 1
                                        ? "a backup superblock looks alive in block"
                                        : "backup superblocks look alive in blocks",
                                String.join(", ", alive),
                                alive.getFirst()));
    }

    private boolean looksAlive(BackupSuperblock backup) {
        try {
            Superblock found = Superblock.decode(read(backup.positionBytes()), "superblock backup");
            found.verify();
            return backup.matches(found);
        } catch (IOException e) {
            return false; // no superblock, or a part of the image that cannot be read
        }
    }

    private MemorySegment read(long positionBytes) throws IOException {
        MemorySegment bytes = MemorySegment.ofArray(new byte[Superblock.SIZE_BYTES]);
        device.read(positionBytes, bytes);
        return bytes;
    }
}
