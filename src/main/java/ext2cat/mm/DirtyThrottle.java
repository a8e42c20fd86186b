// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * Where a writer to a shared file is held up until some dirty pages are written
 * (balance_dirty_pages_ratelimited in a page fault).
 */
public enum DirtyThrottle {
    /** Without the lock: the fault ends as completed, and the walk stops there. */
    WITHOUT_LOCK {
        @Override
        boolean dropsLock(Fault fault) {
            return fault.dropLockForIo();
        }
    },
    /** Under the lock: the walk goes on. */
    UNDER_LOCK {
        @Override
        boolean dropsLock(Fault fault) {
            return false;
        }
    };

    /** Drops the lock if this model does so and the fault may. */
    abstract boolean dropsLock(Fault fault);
}
