// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

/** The error numbers of system calls, as Linux numbers them on x86-64 and AArch64 (errno(3)). */
public enum Errno {
    /** Not permitted. */
    EPERM(1),
    /** No such file or directory. */
    ENOENT(2),
    /** A fatal signal came. */
    EINTR(4),
    /** Input or output failed. */
    EIO(5),
    /** No such address: there are no data, or is no hole, from there on. */
    ENXIO(6),
    /** Try again. */
    EAGAIN(11),
    /** No memory, or a range that is not wholly mapped. */
    ENOMEM(12),
    /** Permission denied. */
    EACCES(13),
    /** Bad address. */
    EFAULT(14),
    /** In use. */
    EBUSY(16),
    /** It is there already: a file, or an entry without a page. */
    EEXIST(17),
    /** No such device: of /dev/fuse, that nothing is mounted any more. */
    ENODEV(19),
    /** What has the name is no directory. */
    ENOTDIR(20),
    /** What has the name is a directory; or O_TMPFILE is not known. */
    EISDIR(21),
    /** Bad argument. */
    EINVAL(22),
    /** The process has as many files open as it may have. */
    EMFILE(24),
    /** The file system is full. */
    ENOSPC(28),
    /** The file system is read-only. */
    EROFS(30),
    /** The answer does not fit. */
    ERANGE(34),
    /** A name is longer than any may be. */
    ENAMETOOLONG(36),
    /** There is no such call. */
    ENOSYS(38),
    /** A symbolic link, where none is followed. */
    ELOOP(40),
    /** There is no such attribute. */
    ENODATA(61),
    /** The file system cannot do this. */
    EOPNOTSUPP(95),
    /** The user has as much on the file system as he may have. */
    EDQUOT(122),
    /** The contents are encrypted, and there is no key. */
    ENOKEY(126),
    /** A fatal signal came; the kernel restarts the call. Never seen by a program. */
    ERESTARTSYS(512);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** Whether a result is one of these errors. */
    public static boolean isOneOf(long result, Errno... errnos) {
        for (Errno errno : errnos) {
            if (errno.result() == result) {
                return true;
            }
        }
        return false;
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
