// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/**
 * Whose behaviour a machine has: a value of small policies, one for each point in which kernels
 * differ.
 *
 * @param name the kernel
 * @param flagTable the bits of the flags, and which flags there are
 * @param negativeCount what a negative number of pages means
 * @param dirtyThrottle where a writer to a shared file is held up
 * @param nowaitRetry what FOLL_NOWAIT does to *nonblocking
 * @param coldRead in which order a fault drops the lock and starts to read
 * @param forcedSharedWrite where FOLL_FORCE may write
 * @param forcedWrite how a forced write finds its copy
 * @param stackGrowth whether a walk lets a stack grow
 * @param cowReuse when a write needs no copy
 * @param entryWithoutPage what to do at an entry without a page
 * @param areasWithLocked whether areas may be asked for while the lock may be dropped
 * @param faultAroundPages how many pages one read fault may map, a power of two
 * @param faultCharge to whom faults are charged
 * @param fatalSignal the error after a fatal signal
 */
public record KernelModel(
        String name,
        FlagTable flagTable,
        NegativeCount negativeCount,
        DirtyThrottle dirtyThrottle,
        NowaitRetry nowaitRetry,
        ColdRead coldRead,
        ForcedSharedWrite forcedSharedWrite,
        ForcedWrite forcedWrite,
        StackGrowth stackGrowth,
        CowReuse cowReuse,
        EntryWithoutPage entryWithoutPage,
        AreasWithLocked areasWithLocked,
        int faultAroundPages,
        FaultCharge faultCharge,
        Errno fatalSignal) {

    /** Linux 6.1, as recorded. */
    public static final KernelModel LINUX_6_1 =
            new KernelModel(
                    "Linux 6.1",
                    FlagTable.LINUX_6_1,
                    NegativeCount.HUGE,
                    DirtyThrottle.WITHOUT_LOCK,
                    NowaitRetry.LEAVES_NONBLOCKING,
                    ColdRead.DROPS_LOCK_FIRST,
                    ForcedSharedWrite.REFUSED,
                    ForcedWrite.BY_EXCLUSIVE_PAGE,
                    StackGrowth.NEVER,
                    CowReuse.BY_REFERENCES,
                    EntryWithoutPage.COUNTED,
                    AreasWithLocked.REFUSED,
                    16,
                    FaultCharge.CURRENT,
                    Errno.EINTR);

    /** Linux 3.10, the manual page's kernel, by reading its source. */
    public static final KernelModel LINUX_3_10 =
            new KernelModel(
                    "Linux 3.10",
                    FlagTable.LINUX_3_10,
                    NegativeCount.NONE,
                    DirtyThrottle.UNDER_LOCK,
                    NowaitRetry.CLEARS_NONBLOCKING,
                    ColdRead.STARTS_FIRST,
                    ForcedSharedWrite.COPIES,
                    ForcedWrite.BY_FAULT,
                    StackGrowth.EXTENDS,
                    CowReuse.BY_MAPPINGS,
                    EntryWithoutPage.BAD_ADDRESS,
                    AreasWithLocked.FILLED,
                    1,
                    FaultCharge.GIVEN_TASK,
                    Errno.ERESTARTSYS);
}
