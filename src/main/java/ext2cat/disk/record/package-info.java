// SPDX-License-Identifier: Apache-2.0

/**
 * Structures that few images or few commands need, and no reader of files: {@link
 * ext2cat.disk.record.BackupSuperblock}, where another superblock may lie when the first is dead,
 * and {@link ext2cat.disk.record.JournalSuperblock}, the head of a journal, {@link
 * ext2cat.disk.record.MmpBlock}, {@link ext2cat.disk.record.VerityDescriptor} and {@link
 * ext2cat.disk.record.EncryptionContext}; and {@link ext2cat.disk.record.LinuxStat}, what stat(2)
 * makes of an inode. Not exported.
 */
@NullMarked
package ext2cat.disk.record;

import org.jspecify.annotations.NullMarked;
