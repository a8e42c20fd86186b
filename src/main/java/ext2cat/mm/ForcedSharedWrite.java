// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** Where FOLL_FORCE may write although the area is read-only. */
public enum ForcedSharedWrite {
    /** Only where a write makes a private copy; never in a shared area. */
    REFUSED {
        @Override
        boolean allows(VmFlags flags) {
            return flags.isCopyOnWrite();
        }
    },
    /**
     * Wherever mprotect could allow it. In a shared area the page is copied all the same: an
     * anonymous page in a shared mapping.
     */
    COPIES {
        @Override
        boolean allows(VmFlags flags) {
            return flags.has(VmFlag.MAYWRITE);
        }
    };

    /** Whether a forced write to an area with {@code flags}, which lack WRITE, goes on. */
    abstract boolean allows(VmFlags flags);
}
