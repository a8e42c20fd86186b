// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What a program says, or wants done, about a range of its memory (MADV_NORMAL and its kin). */
enum MadviseAdvice {
    /** No particular order. */
    NORMAL,
    /** Read from front to back. */
    SEQUENTIAL,
    /** Read in no order. */
    RANDOM,
    /** Start to read it. */
    WILLNEED,
    /** Forget it: private memory becomes zero, a file is read again. */
    DONTNEED,
    /** Its bytes may be forgotten when memory is short. */
    FREE,
    /** Take it out of the backing, too. */
    REMOVE,
    /** Write it out and give the memory up. */
    PAGEOUT,
    /** Not for the child of a fork. */
    DONTFORK,
    /** Undo DONTFORK. */
    DOFORK,
    /** Empty in the child of a fork. */
    WIPEONFORK,
    /** Undo WIPEONFORK. */
    KEEPONFORK
}
