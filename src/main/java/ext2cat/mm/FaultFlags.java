// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * What a fault is for, and what it may do (FAULT_FLAG_WRITE and its kin).
 *
 * @param write the access is a write
 * @param allowRetry the lock may be dropped, or the fault given up, instead of waiting under it
 * @param retryNowait give up rather than drop the lock and wait
 * @param tried the fault was given up before
 */
record FaultFlags(boolean write, boolean allowRetry, boolean retryNowait, boolean tried) {

    /** The fault of a user's access: the lock may be dropped. */
    static FaultFlags ofUser(boolean write) {
        return new FaultFlags(write, true, false, false);
    }

    FaultFlags again() {
        return new FaultFlags(write, allowRetry, retryNowait, true);
    }
}
