// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** The error numbers that memory calls give, as Linux numbers them on x86. */
public enum Errno {
    /** Not permitted. */
    EPERM(1),
    /** A fatal signal came. */
    EINTR(4),
    /** Try again. */
    EAGAIN(11),
    /** No memory, or a range that is not wholly mapped. */
    ENOMEM(12),
    /** Permission denied. */
    EACCES(13),
    /** Bad address. */
    EFAULT(14),
    /** An entry without a page is there already. */
    EEXIST(17),
    /** Bad argument. */
    EINVAL(22),
    /** The file system cannot do this. */
    EOPNOTSUPP(95),
    /** A fatal signal came; the kernel restarts the call. Never seen by a program. */
    ERESTARTSYS(512);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** The number as a system call returns it: negative. */
    public long result() {
        return -number;
    }

    /**
     * A result as the kernel's log would print it: {@code 3}, {@code -EFAULT}.
     *
     * @param result a count, or a negative error number
     */
    public static String text(long result) {
        for (Errno errno : values()) {
            if (errno.result() == result) {
                return "-" + errno.name();
            }
        }
        return Long.toString(result);
    }
}
