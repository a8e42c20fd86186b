// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.util.concurrent.atomic.AtomicLong;

/** Who runs: its fault counts, and whether it is about to die (task_struct). */
public final class Task {

    private final AtomicLong minorFaults = new AtomicLong();
    private final AtomicLong majorFaults = new AtomicLong();
    private volatile boolean fatalSignalPending;

    /** A task that has had no fault and no signal. */
    public Task() {}

    /** {@return how many faults there were for which nothing was read (min_flt)} */
    public long minorFaults() {
        return minorFaults.get();
    }

    /** {@return how many faults had to wait for a read (maj_flt)} */
    public long majorFaults() {
        return majorFaults.get();
    }

    /** {@return whether a fatal signal waits for it} */
    public boolean fatalSignalPending() {
        return fatalSignalPending;
    }

    /** Sends it a fatal signal. */
    public void kill() {
        fatalSignalPending = true;
    }

    void charge(boolean major) {
        (major ? majorFaults : minorFaults).incrementAndGet();
    }
}
