// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.PageFlag;

/** How a forced write, whose entry never becomes writable, finds out that its copy was made. */
public enum ForcedWrite {
    /** By the page: an anonymous page of this process alone (can_follow_write_pte). */
    BY_EXCLUSIVE_PAGE {
        @Override
        boolean mayFollow(Pte pte, VmArea area, FollowFlags flags) {
            return flags.has(FollowFlag.FORCE)
                    && !area.flags().hasAny(VmFlag.SHARED, VmFlag.MAYSHARE, VmFlag.WRITE)
                    && area.flags().has(VmFlag.MAYWRITE)
                    && pte instanceof Pte.Mapped mapped
                    && mapped.page().is(PageFlag.ANON)
                    && mapped.page().is(PageFlag.ANON_EXCLUSIVE);
        }

        @Override
        FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area) {
            return flags;
        }
    },
    /** By the fault: once it says that it broke copy-on-write, the page is followed to be read. */
    BY_FAULT {
        @Override
        boolean mayFollow(Pte pte, VmArea area, FollowFlags flags) {
            return false;
        }

        @Override
        FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area) {
            boolean copied = fault instanceof VmFault.Handled handled && handled.brokeCow();
            return copied && !area.flags().has(VmFlag.WRITE)
                    ? flags.without(FollowFlag.WRITE)
                    : flags;
        }
    };

    /** Whether a write may follow an entry that is not writable. */
    abstract boolean mayFollow(Pte pte, VmArea area, FollowFlags flags);

    /** The flags with which the address is followed again after a fault. */
    abstract FollowFlags afterFault(FollowFlags flags, VmFault fault, VmArea area);
}
