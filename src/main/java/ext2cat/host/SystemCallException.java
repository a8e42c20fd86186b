// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.nio.file.FileSystemException;

/** The host refused to make or change a file. */
public final class SystemCallException extends FileSystemException {

    private static final long serialVersionUID = 1L;

    private final long result;

    SystemCallException(long result, String reason) {
        super(null, null, reason);
        this.result = result;
    }

    /**
     * A refusal that this program makes itself.
     *
     * @param reason in words
     */
    public SystemCallException(Errno errno, String reason) {
        this(errno.result(), reason);
    }

    /** Whether the system gave one of these numbers. */
    public boolean is(Errno... errnos) {
        return Errno.isOneOf(result, errnos);
    }

    /** Whether what has the name is no directory, but a symbolic link perhaps. */
    public boolean isNoDirectory() {
        return is(Errno.ENOTDIR, Errno.ELOOP);
    }

    /** Whether the next file would meet the same. */
    public boolean isLasting() {
        return is(Errno.ENOSPC, Errno.EROFS, Errno.EDQUOT, Errno.EMFILE);
    }
}
