// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * The kind of a binary record (enum blktrace_cat of linux/blktrace_api.h): bits above the action
 * number.
 */
final class TraceCategories {

    private static final int SHIFT = 16;
    private static final long WRITE = 1 << 1;
    private static final long FLUSH = 1 << 2;
    private static final long SYNC = 1 << 3;
    private static final long NOTIFY = 1 << 10;
    private static final long AHEAD = 1 << 11;
    private static final long META = 1 << 12;
    private static final long DISCARD = 1 << 13;
    private static final long FUA = 1 << 15;

    /** Set in the action number when a cgroup's id stands before the data of the record. */
    private static final int CGROUP = 1 << 8;

    private final long bits;
    private final int number;

    TraceCategories(long action) {
        this.bits = action >>> SHIFT;
        this.number = (int) (action & 0xffff);
    }

    /** The action's number, or the notification's. */
    int number() {
        return number & ~CGROUP;
    }

    /** How many bytes stand before the data of the record. */
    int cgroupBytes() {
        return (number & CGROUP) == 0 ? 0 : 8;
    }

    boolean isNotification() {
        return has(NOTIFY);
    }

    /**
     * The letters that the kernel prints (fill_rwbs of kernel/trace/blktrace.c): flush before, the
     * operation, then F, A, S and M.
     */
    String rwbs(long bytes) {
        StringBuilder rwbs = new StringBuilder(8);
        append(rwbs, FLUSH, "F");
        rwbs.append(has(DISCARD) ? "D" : has(WRITE) ? "W" : bytes > 0 ? "R" : "N");
        append(rwbs, FUA, "F");
        append(rwbs, AHEAD, "A");
        append(rwbs, SYNC, "S");
        append(rwbs, META, "M");
        return rwbs.toString();
    }

    private void append(StringBuilder rwbs, long category, String letter) {
        if (has(category)) {
            rwbs.append(letter);
        }
    }

    private boolean has(long category) {
        return (bits & category) != 0;
    }
}
