// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

/**
 * The times, and everything else that a plan does not know, in formats that must have them. All are
 * invented, and the same in every run: read i (from 0) is queued at i milliseconds, issued 10
 * microseconds later as it is, neither split nor merged, and complete 100 microseconds after it was
 * queued, on device 7,0 (loop0), CPU 0, by process 1, named ext2cat.
 */
final class TraceClock {

    static final long STEP_NANOS = 1_000_000;
    static final long ISSUE_NANOS = 10_000;
    static final long COMPLETE_NANOS = 100_000;

    static final int DEVICE_MAJOR = 7;
    static final int DEVICE_MINOR = 0;
    static final int PID = 1;
    static final String COMMAND = "ext2cat";

    private TraceClock() {}
}
