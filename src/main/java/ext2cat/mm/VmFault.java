// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

/** How a page fault ended (vm_fault_t). */
sealed interface VmFault {

    /**
     * The entry is there (0 or VM_FAULT_NOPAGE, with or without VM_FAULT_MAJOR).
     *
     * @param major whether something had to be read
     * @param brokeCow whether a private copy was made for a write (VM_FAULT_WRITE)
     */
    record Handled(boolean major, boolean brokeCow) implements VmFault {}

    /**
     * The entry is there, and the lock was dropped so that the writer could be held up
     * (VM_FAULT_COMPLETED).
     */
    record Completed(boolean major) implements VmFault {}

    /**
     * A backing's answer: the page, up to date, with a reference for the caller.
     *
     * @param major whether it had to be read
     */
    record Found(Page page, boolean major) implements VmFault {}

    /**
     * The page is not there yet; ask again (VM_FAULT_RETRY).
     *
     * @param lockDropped whether the lock was dropped
     */
    record Retry(boolean lockDropped) implements VmFault {}

    /** The fault cannot be handled (VM_FAULT_ERROR). */
    enum Failure implements VmFault {
        /** There is no page behind the address, or it cannot be read. */
        SIGBUS,
        /** The access is not allowed. */
        SIGSEGV,
        /** No memory. */
        OUT_OF_MEMORY
    }

    /** Nothing had to be read. */
    VmFault MINOR = new Handled(false, false);

    /** Something had to be read. */
    VmFault MAJOR = new Handled(true, false);

    /** A handled fault. */
    static VmFault handled(boolean major) {
        return major ? MAJOR : MINOR;
    }
}
