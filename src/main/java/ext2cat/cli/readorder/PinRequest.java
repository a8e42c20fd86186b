// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.mm.FollowFlag;
import ext2cat.mm.FollowFlags;
import ext2cat.mm.KernelModel;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import java.util.OptionalLong;

/**
 * What is asked of {@code ext2 pin}.
 *
 * @param startPage the first page of the file
 * @param pages how many; empty for the rest of the file, but not without bound
 * @param write whether they are to be written to
 * @param nonblocking whether the lock may be dropped instead of waiting under it
 * @param shared whether the file is mapped shared, and so read-only, or private
 * @param kernel whose get_user_pages
 * @param driver whose reads
 * @param limits of the device that is read
 */
record PinRequest(
        long startPage,
        OptionalLong pages,
        boolean write,
        boolean nonblocking,
        boolean shared,
        KernelModel kernel,
        ReadModel driver,
        QueueLimits limits) {

    /** Without a number, no more pages than these are pinned: 1 MiB. */
    static final long DEFAULT_PAGES = 256;

    /** How many pages of a file are pinned. */
    long pagesOf(long sizePages) {
        return pages.orElse(Math.clamp(sizePages - startPage, 0, DEFAULT_PAGES));
    }

    /** How the pages are followed. */
    FollowFlags flags() {
        FollowFlags flags = FollowFlags.of(FollowFlag.TOUCH, FollowFlag.GET);
        return write ? flags.with(FollowFlag.WRITE) : flags;
    }
}
