// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import ext2cat.host.Errno;
import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;
import ext2cat.mount.protocol.Answer;
import ext2cat.mount.protocol.Handshake;
import ext2cat.mount.protocol.Request;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Over which one thread has requests of a mount and sends answers. Each thread has a descriptor of
 * its own, a clone of the mount's: the kernel then keeps what a thread is busy with apart from what
 * the others are, and they need not wait for each other.
 */
public final class FuseChannel implements AutoCloseable {

    static final Path DEVICE = Path.of("/dev/fuse");

    private static final int AT_FDCWD = -100;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 02000000;

    /** FUSE_DEV_IOC_CLONE: _IOR(229, 0, u32). */
    private static final long CLONE = 0x8004e500L;

    /** More than the kernel asks for: 8 KiB, or the largest write, which is 4 KiB, and headers. */
    private static final int REQUEST_BYTES = 1 << 16;

    private final Libc libc;
    private final int descriptor;
    private final boolean isClone;
    private final MemorySegment request;
    private final Answer answer;

    private FuseChannel(Libc libc, int descriptor, boolean isClone) {
        this.libc = libc;
        this.descriptor = descriptor;
        this.isClone = isClone;
        this.request = libc.allocate(REQUEST_BYTES);
        this.answer = new Answer(libc.allocate(Answer.HEADER_BYTES + Handshake.MAX_READ_BYTES));
    }

    /** The channel of the thread that was there first: the mount's own descriptor. */
    public static FuseChannel of(MountPoint mount) {
        return new FuseChannel(new Libc(), mount.descriptor(), false);
    }

    /**
     * One more channel. Who may not open the device, which only fusermount3 may open on some
     * systems, shares the mount's descriptor.
     */
    public static FuseChannel another(MountPoint mount) {
        Libc libc = new Libc();
        long clone = openDevice(libc);
        if (clone < 0) {
            return new FuseChannel(libc, mount.descriptor(), false);
        }
        MemorySegment original = libc.allocate(Integer.BYTES);
        original.set(ValueLayout.JAVA_INT, 0, mount.descriptor());
        if (libc.attempt(Function.IOCTL, clone, CLONE, original.address()) < 0) {
            libc.attempt(Function.CLOSE, clone);
            return new FuseChannel(libc, mount.descriptor(), false);
        }
        return new FuseChannel(libc, (int) clone, true);
    }

    /** Opens the device; a negative error number if that is not possible. */
    static long openDevice(Libc libc) {
        long path = libc.address(DEVICE.toString().getBytes(StandardCharsets.US_ASCII));
        return libc.attempt(Function.OPENAT, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
    }

    /**
     * Waits for a request.
     *
     * @return empty when nothing is mounted any more
     * @throws IOException if the kernel gives none
     */
    public Optional<Request> receive() throws IOException {
        while (true) {
            long read =
                    libc.attempt(Function.READ, descriptor, request.address(), request.byteSize());
            if (read >= 0) {
                return Optional.of(Request.of(request.asSlice(0, read)));
            }
            if (Errno.isOneOf(read, Errno.ENODEV)) {
                return Optional.empty();
            }
            // ENOENT: who asked was killed before the request was read.
            if (!Errno.isOneOf(read, Errno.EINTR, Errno.EAGAIN, Errno.ENOENT)) {
                libc.check(read);
            }
        }
    }

    /** The answer that is put together here. */
    public Answer answer() {
        return answer;
    }

    /** Sends the answer. Nobody may want it any more, which is no error. */
    public void send(long unique) {
        MemorySegment message = answer.message(unique);
        libc.attempt(Function.WRITE, descriptor, message.address(), message.byteSize());
    }

    /** Closes a clone; the mount's own descriptor may be in use by others. */
    @Override
    public void close() {
        if (isClone) {
            libc.attempt(Function.CLOSE, descriptor);
        }
        libc.close();
    }
}
