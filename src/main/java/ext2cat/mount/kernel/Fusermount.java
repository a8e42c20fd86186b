// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program that mounts for users: it has the rights of root, opens /dev/fuse, mounts on a
 * directory that is the user's, and sends the open descriptor back over a socket.
 *
 * <p>The socket is its standard input: a child of Java inherits no other descriptor.
 */
final class Fusermount implements Mounter {

    private static final String PROGRAM = "fusermount3";

    private static final String SOCKET_VARIABLE = "_FUSE_COMMFD";
    private static final int STDIN = 0;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM_CLOEXEC = 1 | 02000000;
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;

    /** struct msghdr, struct iovec and struct cmsghdr with one descriptor, one after another. */
    private static final int HEADER_BYTES = 56;

    private static final int VECTOR_BYTES = 16;
    private static final int CONTROL_BYTES = 24;
    private static final int CONTROL_DATA = 16;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    @Override
    public int mount(MountRequest request) throws IOException {
        List<String> how = List.of("-o", options(request));
        Path directory = request.directory();
        try (Libc libc = new Libc()) {
            MemorySegment pair = libc.allocate(2L * Integer.BYTES);
            libc.call(Function.SOCKETPAIR, AF_UNIX, SOCK_STREAM_CLOEXEC, 0, pair.address());
            int ours = pair.get(INT, 0);
            int theirs = pair.get(INT, Integer.BYTES);
            try {
                Process program;
                try {
                    program = startOn(libc, theirs, how, directory);
                } finally {
                    libc.attempt(Function.CLOSE, theirs);
                }
                require(program, directory);
                return received(libc, ours, directory);
            } finally {
                libc.attempt(Function.CLOSE, ours);
            }
        }
    }

    @Override
    public void unmount(Path directory) throws IOException {
        require(builder(List.of("-u"), directory).start(), directory);
    }

    @Override
    public void detach(Path directory) throws IOException {
        require(builder(List.of("-u", "-z"), directory).start(), directory);
    }

    @Override
    public List<String> detachCommand(Path directory) {
        return builder(List.of("-u", "-z"), directory).command();
    }

    private static String options(MountRequest request) {
        List<String> options = new ArrayList<>();
        options.add("ro,nosuid,nodev,default_permissions");
        // A comma would begin another option.
        options.add("fsname=" + request.source().replace("\\", "\\\\").replace(",", "\\,"));
        options.add("subtype=" + MountRequest.SUBTYPE);
        if (request.allowOther()) {
            options.add("allow_other");
        }
        if (request.noExec()) {
            options.add("noexec");
        }
        return String.join(",", options);
    }

    /** Starts it with a descriptor in place of standard input, which comes back. */
    private static Process startOn(Libc libc, int socket, List<String> how, Path directory)
            throws IOException {
        ProcessBuilder builder = builder(how, directory).redirectInput(Redirect.INHERIT);
        builder.environment().put(SOCKET_VARIABLE, Integer.toString(STDIN));
        long saved = libc.attempt(Function.DUP, STDIN);
        libc.call(Function.DUP2, socket, STDIN);
        try {
            return builder.start();
        } catch (IOException e) {
            throw refused(
                    directory,
                    "%s, which mounts for users who are not root, cannot be run (%s); it is in the"
                                    .formatted(PROGRAM, e.getMessage())
                            + " package fuse3");
        } finally {
            if (saved >= 0) {
                libc.attempt(Function.DUP2, saved, STDIN);
                libc.attempt(Function.CLOSE, saved);
            } else {
                libc.attempt(Function.CLOSE, STDIN);
            }
        }
    }

    private static ProcessBuilder builder(List<String> how, Path directory) {
        List<String> command = new ArrayList<>();
        command.add(PROGRAM);
        command.addAll(how);
        command.add("--");
        command.add(directory.toString());
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private static void require(Process program, Path directory) throws IOException {
        String said =
                new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (program.waitFor() != 0) {
                throw refused(directory, said.isEmpty() ? PROGRAM + " failed" : said);
            }
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException(PROGRAM).initCause(e);
        }
    }

    private static int received(Libc libc, int socket, Path directory) throws IOException {
        MemorySegment header = libc.allocate(HEADER_BYTES);
        MemorySegment vector = libc.allocate(VECTOR_BYTES);
        MemorySegment control = libc.allocate(CONTROL_BYTES);
        vector.set(LONG, 0, libc.allocate(1).address());
        vector.set(LONG, 8, 1);
        header.set(LONG, 16, vector.address());
        header.set(LONG, 24, 1);
        header.set(LONG, 32, control.address());
        header.set(LONG, 40, CONTROL_BYTES);
        long read = libc.call(Function.RECVMSG, socket, header.address(), MSG_CMSG_CLOEXEC);
        boolean isDescriptor =
                control.get(INT, 8) == SOL_SOCKET && control.get(INT, 12) == SCM_RIGHTS;
        if (read <= 0 || !isDescriptor) {
            throw refused(directory, PROGRAM + " sent no descriptor");
        }
        return control.get(INT, CONTROL_DATA);
    }

    private static FileSystemException refused(Path directory, String reason) {
        return new FileSystemException(directory.toString(), null, reason);
    }
}
