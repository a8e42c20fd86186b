// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.DiskInode;
import ext2cat.disk.InodeTime;
import ext2cat.disk.InodeTimes;

import java.util.Locale;

/** Checks the times of an inode that have an extra word. */
final class TimeCheck {

    /**
     * 2310-04-04: seconds that a negative low word and both epoch bits make. Old 64-bit kernels
     * wrote both bits for every time before 1970, and nobody has written 2310 yet.
     */
    private static final long FIRST_UNLIKELY_SECOND = (3L << 32) + Integer.MIN_VALUE;

    private static final String UNLIKELY = "2310-04-04";

    private static final InodeTime[] TIMES = InodeTime.values();

    private final Subject subject;

    TimeCheck(Subject subject) {
        this.subject = subject;
    }

    void check(DiskInode inode) {
        for (InodeTime time : TIMES) {
            if (inode.times().has(time)) {
                check(inode, time);
            }
        }
    }

    private void check(DiskInode inode, InodeTime time) {
        long nanoseconds = inode.times().nanoseconds(time);
        if (nanoseconds >= InodeTimes.NANOSECONDS_PER_SECOND) {
            subject.findings()
                    .add(
                            Problem.BAD_NANOSECONDS,
                            Place.inode(inode.number()),
                            "%s has %d nanoseconds, expected less than %d",
                            name(time),
                            nanoseconds,
                            InodeTimes.NANOSECONDS_PER_SECOND);
        }
        long seconds = inode.times().seconds(time);
        if (isUnlikely(seconds)) {
            subject.findings()
                    .add(
                            Problem.UNLIKELY_TIME,
                            Place.inode(inode.number()),
                            "%s is %s, which is after %s, so likely a time before 1970 as old"
                                    + " kernels wrote it",
                            name(time),
                            inode.times().of(time),
                            UNLIKELY);
        }
    }

    private static boolean isUnlikely(long seconds) {
        return seconds >= FIRST_UNLIKELY_SECOND
                && seconds < FIRST_UNLIKELY_SECOND - Integer.MIN_VALUE;
    }

    private static String name(InodeTime time) {
        return time.name().toLowerCase(Locale.ROOT);
    }
}
