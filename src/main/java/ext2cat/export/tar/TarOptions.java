// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

/**
 * How an archive is made.
 *
 * @param dotSlash whether names begin with {@code ./}
 * @param allTimes whether the times of access and of the change of the inode are stored too
 */
public record TarOptions(boolean dotSlash, boolean allTimes) {}
