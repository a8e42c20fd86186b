// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import ext2cat.host.Libc.Function;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The three descriptors that a process is given, when it goes on without who gave them. */
public final class StandardStreams {

    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0100;
    private static final int O_APPEND = 02000;
    private static final int O_CLOEXEC = 02000000;
    private static final int EVERYBODY_READS = 0644;

    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int STDERR = 2;

    private StandardStreams() {}

    /**
     * Closes them for good: who waits for the end of this process's output has it.
     *
     * @throws SystemCallException if that is not possible
     */
    public static void leave() throws SystemCallException {
        try (Libc libc = new Libc()) {
            long nothing = open(libc, "/dev/null", O_RDWR);
            libc.call(Function.DUP2, nothing, STDIN);
            libc.call(Function.DUP2, nothing, STDOUT);
            libc.call(Function.DUP2, nothing, STDERR);
            libc.attempt(Function.CLOSE, nothing);
        }
    }

    /**
     * Lets what is written to standard error go to the end of a file, which is made if it is not
     * there.
     *
     * @throws SystemCallException if it cannot be written
     */
    public static void appendErrors(Path file) throws SystemCallException {
        try (Libc libc = new Libc()) {
            long log = open(libc, file.toString(), O_WRONLY | O_CREAT | O_APPEND);
            libc.call(Function.DUP2, log, STDERR);
            libc.attempt(Function.CLOSE, log);
        }
    }

    private static long open(Libc libc, String path, int flags) throws SystemCallException {
        long address = libc.address(path.getBytes(StandardCharsets.UTF_8));
        return libc.call(Function.OPENAT, AT_FDCWD, address, flags | O_CLOEXEC, EVERYBODY_READS);
    }
}
