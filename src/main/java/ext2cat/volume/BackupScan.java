// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.device.BlockDevice;
import ext2cat.disk.Ext2Exception;
import ext2cat.disk.Superblock;
import ext2cat.disk.record.BackupSuperblock;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks for backup superblocks wherever they may be, for file systems whose groups do not have the
 * usual size: at each KiB near the start of an image. One that is found lies where it says that it
 * lies, so chance remains of a superblock inside a file that is an image itself.
 */
final class BackupScan {

    /** Groups of an unusual size are small ones, so the first backup is not far. */
    private static final long SCANNED_BYTES = 64 << 20;

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int STEP_BYTES = 1024;

    /** Where s_magic lies in a superblock. */
    private static final int MAGIC_OFFSET = 56;

    private final BlockDevice device;
    private final int most;
    private final List<BackupSuperblock> found = new ArrayList<>();

    private BackupScan(BlockDevice device, int most) {
        this.device = device;
        this.most = most;
    }

    /** The first backups, {@code most} at most. */
    static List<BackupSuperblock> of(BlockDevice device, int most) throws IOException {
        BackupScan scan = new BackupScan(device, most);
        scan.run();
        return scan.found;
    }

    private void run() throws IOException {
        long end = Math.min(SCANNED_BYTES, device.sizeBytes());
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, end)];
        for (long at = 0; at < end && found.size() < most; at += chunk.length) {
            int length = (int) Math.min(chunk.length, end - at);
            device.read(at, MemorySegment.ofArray(chunk).asSlice(0, length));
            // The primary superblock is at 1 KiB, so no backup is before 2 KiB.
            for (int i = at == 0 ? 2 * STEP_BYTES : 0; i + STEP_BYTES <= length; i += STEP_BYTES) {
                if (hasMagic(chunk, i)) {
                    look(at + i, MemorySegment.ofArray(chunk).asSlice(i, Superblock.SIZE_BYTES));
                }
            }
        }
    }

    private static boolean hasMagic(byte[] chunk, int at) {
        return chunk[at + MAGIC_OFFSET] == (byte) Superblock.MAGIC
                && chunk[at + MAGIC_OFFSET + 1] == (byte) (Superblock.MAGIC >> 8);
    }

    private void look(long positionBytes, MemorySegment bytes) {
        try {
            Superblock superblock = Superblock.decode(bytes, "superblock backup");
            superblock.verify();
            int blockSize = superblock.blockSizeBytes();
            long block = positionBytes / blockSize;
            long intoGroups = block - superblock.firstDataBlock();
            BackupSuperblock backup =
                    new BackupSuperblock(
                            blockSize, intoGroups / superblock.blocksPerGroup(), block);
            if (found.size() < most
                    && positionBytes % blockSize == 0
                    && intoGroups % superblock.blocksPerGroup() == 0
                    && backup.matches(superblock)) {
                found.add(backup);
            }
        } catch (Ext2Exception _) {
            // The magic number was there by chance.
        }
    }
}
