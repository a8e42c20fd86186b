// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.time.Instant;

/**
 * An error that Linux noted in the superblock (s_first_error_…, s_last_error_…).
 *
 * @param time when, to the second
 * @param inode the inode concerned, or 0
 * @param block the block concerned, or 0
 * @param function the function of the kernel that found it
 * @param line the line of its source
 * @param errorCode the kernel's number for the kind of error, or 0
 */
public record ErrorRecord(
        Instant time, long inode, long block, String function, long line, int errorCode) {}
