// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

import java.time.Instant;

/**
 * What stat(2) tells of a file (struct fuse_attr).
 *
 * @param inode st_ino
 * @param sizeBytes st_size
 * @param sectors st_blocks
 * @param access st_atim
 * @param modification st_mtim
 * @param change st_ctim
 * @param mode type and permissions
 * @param links st_nlink
 * @param uid the owner
 * @param gid the group
 * @param device st_rdev, in the 32 bits of the kernel
 * @param blockSizeBytes st_blksize
 */
public record FileStatus(
        long inode,
        long sizeBytes,
        long sectors,
        Instant access,
        Instant modification,
        Instant change,
        int mode,
        int links,
        long uid,
        long gid,
        long device,
        int blockSizeBytes) {}
