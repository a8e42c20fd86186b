// SPDX-License-Identifier: Apache-2.0

/**
 * The entries in the blocks of directories (struct ext2_dir_entry_2).
 *
 * <p>{@link ext2cat.disk.dirent.DirentCursor} goes through a block as Linux does and stops at the
 * first entry that makes no sense; {@link ext2cat.disk.dirent.DirentBlock} reads the fields, says
 * what is wrong with each, and leaves it to its user what to do about it. {@link
 * ext2cat.disk.dirent.Dirent} is an entry that is kept. Not exported: a user of the library lists a
 * directory and is given {@code ext2cat.volume.TreeEntry}.
 */
@NullMarked
package ext2cat.disk.dirent;

import org.jspecify.annotations.NullMarked;
