// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What may be done with an area of user memory, and what it is (VM_READ and its kin). */
enum VmFlag {
    /** The user may read. */
    READ,
    /** The user may write. */
    WRITE,
    /** The user may execute. */
    EXEC,
    /** Writes reach the backing. Cleared for a shared mapping of a file that was opened to read. */
    SHARED,
    /** mprotect may set READ. */
    MAYREAD,
    /** mprotect may set WRITE; for a private area also: a forced write may copy. */
    MAYWRITE,
    /** mprotect may set EXEC. */
    MAYEXEC,
    /** The user asked for a shared mapping. */
    MAYSHARE,
    /** A stack: a fault just below lets it grow. */
    GROWSDOWN,
    /** Entries name page frames without a page; there is nothing to take a reference to. */
    PFNMAP,
    /** Entries may name page frames with or without a page. */
    MIXEDMAP,
    /** The pages stay in memory. */
    LOCKED,
    /** Device registers: reading has effects. */
    IO,
    /** Read from front to back. */
    SEQ_READ,
    /** Read in no order. */
    RAND_READ,
    /** Not to be there after fork. */
    DONTCOPY,
    /** Empty after fork. */
    WIPEONFORK;

    int mask() {
        return 1 << ordinal();
    }
}
