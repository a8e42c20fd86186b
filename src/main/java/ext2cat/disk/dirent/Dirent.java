// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;

/**
 * An entry of a directory (struct ext2_dir_entry_2).
 *
 * @param inode the inode's number, 0 for an unused entry
 * @param fileType the type of the file, {@code UNKNOWN} in an image without {@code filetype}
 * @param name the name
 */
public record Dirent(long inode, FileType fileType, FileName name) {}
