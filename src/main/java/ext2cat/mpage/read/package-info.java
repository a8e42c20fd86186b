// SPDX-License-Identifier: Apache-2.0

/**
 * The reading itself: system calls become readahead windows ({@link ext2cat.mpage.read.OpenFile},
 * {@link ext2cat.mpage.read.AddressSpace}), windows become bios ({@link
 * ext2cat.mpage.read.MpageReader}), and calls past the cache become bios at once ({@link
 * ext2cat.mpage.read.DirectReader}). The package above explains the steps.
 *
 * <p>Not exported: a user of the library reads through an inode, or asks {@code Predictor} what a
 * kernel would read.
 */
@NullMarked
package ext2cat.mpage.read;

import org.jspecify.annotations.NullMarked;
