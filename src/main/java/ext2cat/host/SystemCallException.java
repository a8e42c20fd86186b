// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.nio.file.FileSystemException;
import java.util.Set;

/** The host refused to make or change a file. */
public final class SystemCallException extends FileSystemException {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int EEXIST = 17;
    private static final int ENOTDIR = 20;
    public static final int EISDIR = 21;
    public static final int EINVAL = 22;
    private static final int EMFILE = 24;
    private static final int ENOSPC = 28;
    private static final int EROFS = 30;
    public static final int ENOSYS = 38;
    private static final int ELOOP = 40;
    public static final int EOPNOTSUPP = 95;
    private static final int EDQUOT = 122;

    private static final long serialVersionUID = 1L;

    /** What no other file would be spared. */
    private static final Set<Integer> LASTING = Set.of(ENOSPC, EROFS, EDQUOT, EMFILE);

    private final int errno;

    /**
     * @param reason in words
     */
    public SystemCallException(int errno, String reason) {
        super(null, null, reason);
        this.errno = errno;
    }

    /** The system's number of the error. */
    public int errno() {
        return errno;
    }

    /** Whether what has the name is no directory, but a symbolic link perhaps. */
    public boolean isNoDirectory() {
        return errno == ENOTDIR || errno == ELOOP;
    }

    /** Whether the next file would meet the same. */
    public boolean isLasting() {
        return LASTING.contains(errno);
    }
}
