// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.dirent.NokeyName;

/**
 * What stat(2) says of an inode where that is not what lies on disk.
 *
 * @param inode the inode
 */
public record LinuxStat(DiskInode inode) {

    private static final int SECTOR_BYTES = 512;

    /**
     * {@return st_size: of an encrypted symlink the length of what is shown without a key
     * (fscrypt_symlink_getattr), e.g. 54 for 32 encrypted bytes}
     */
    public long sizeBytes() {
        long stored = inode.sizeBytes();
        boolean shownOtherwise = inode.fileType() == FileType.SYMLINK && inode.isEncrypted();
        // Two bytes of length come before the encrypted ones.
        return shownOtherwise && stored > Short.BYTES
                ? NokeyName.length(stored - Short.BYTES)
                : stored;
    }

    /**
     * {@return st_blocks, in sectors of 512 bytes} To those of a regular file that is inline, Linux
     * adds the sectors that its bytes would fill, so that none is taken for a hole
     * (ext4_file_getattr).
     */
    public long sectors() {
        boolean addsBytes = inode.isInline() && inode.fileType() == FileType.REGULAR;
        return inode.allocatedSectors()
                + (addsBytes ? Math.ceilDiv(inode.sizeBytes(), SECTOR_BYTES) : 0);
    }
}
