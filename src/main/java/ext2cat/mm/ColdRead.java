// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** In which order a file's fault drops the lock and starts to read. */
public enum ColdRead {
    /**
     * The lock is dropped before anything that may read, and the fault is then given up, even if
     * nothing had to be read. Where nothing is read ahead (MADV_RANDOM) the read is waited for.
     */
    DROPS_LOCK_FIRST {
        @Override
        VmFault fault(FileBacking file, Fault fault) {
            return new DroppingFileFault(file, fault).run();
        }
    },
    /** The read is started first; the lock is dropped only if the page is then still locked. */
    STARTS_FIRST {
        @Override
        VmFault fault(FileBacking file, Fault fault) {
            return new StartingFileFault(file, fault).run();
        }
    };

    /** Finds or reads the page. */
    abstract VmFault fault(FileBacking file, Fault fault);
}
