// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * The system calls that make files by an open directory and a name in it, which Java has not:
 * openat(2) and its kin, and what sets the attributes of what they made.
 *
 * <p>All go through syscall(2), which every C library has, while some lack a function for one call
 * or another. So one handle is enough, which the JVM can compile into its callers: five words go
 * in, integers or addresses, and one comes out.
 *
 * <p>For one thread at a time.
 */
final class SystemCalls implements AutoCloseable {

    /** What can be called, by its number on each machine. */
    enum Function {
        OPENAT(257, 56),
        CLOSE(3, 57),
        MKDIRAT(258, 34),
        SYMLINKAT(266, 36),
        LINKAT(265, 37),
        MKNODAT(259, 33),
        RENAMEAT2(316, 276),
        UNLINKAT(263, 35),
        FCHOWN(93, 55),
        FCHOWNAT(260, 54),
        FCHMOD(91, 52),
        FCHMODAT(268, 53),
        UTIMENSAT(280, 88),
        FGETXATTR(193, 10),
        FSETXATTR(190, 7),
        FREMOVEXATTR(199, 16),
        SETXATTR(188, 5),
        REMOVEXATTR(197, 14),
        PWRITE64(18, 68),
        FTRUNCATE(77, 46),
        STATX(332, 291);

        private final long onAmd64;
        private final long onAarch64;

        Function(long onAmd64, long onAarch64) {
            this.onAmd64 = onAmd64;
            this.onAarch64 = onAarch64;
        }

        /** Its number (__NR_). */
        long number(Machine machine) {
            return switch (machine) {
                case AMD64 -> onAmd64;
                case AARCH64 -> onAarch64;
            };
        }
    }

    /** Stands for a descriptor: names are then paths, from the working directory (AT_FDCWD). */
    static final int WORKING_DIRECTORY = -100;

    /** Room for the longest path, and more. */
    static final int NAME_BYTES = 1 << 13;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = syscall();
    private static final int MAX_TEXT_BYTES = 256;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final Map<Integer, String> texts = new HashMap<>();
    private final Machine machine;

    SystemCalls(Machine machine) {
        this.machine = machine;
    }

    /** Memory for arguments, which lives as long as this object. */
    MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /**
     * Makes a call.
     *
     * @param a its first argument: an integer, or the address of native memory that stays alive
     * @return what it answered; if it failed, the negative of its errno
     */
    long call(Function function, long a, long b, long c, long d, long e) {
        long number = function.number(machine);
        long result;
        try {
            result = (long) SYSCALL.invokeExact(state, number, a, b, c, d, e);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call threw", thrown);
        }
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    /** A call of fewer arguments. */
    long call(Function function, long a) {
        return call(function, a, 0, 0, 0, 0);
    }

    /** A call of fewer arguments. */
    long call(Function function, long a, long b) {
        return call(function, a, b, 0, 0, 0);
    }

    /** A call of fewer arguments. */
    long call(Function function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0);
    }

    /** A call of fewer arguments. */
    long call(Function function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0);
    }

    /**
     * What a call answered.
     *
     * @throws SystemCallException if it failed
     */
    long check(long result) throws SystemCallException {
        if (result < 0) {
            int errno = (int) -result;
            throw new SystemCallException(errno, text(errno));
        }
        return result;
    }

    /**
     * Puts a name into memory, with its NUL; its address.
     *
     * @param memory {@link #NAME_BYTES} long
     */
    static long put(MemorySegment memory, byte[] bytes) throws SystemCallException {
        if (bytes.length >= NAME_BYTES) {
            throw new SystemCallException(
                    SystemCallException.EINVAL, "a name of " + bytes.length + " bytes");
        }
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        memory.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return memory.address();
    }

    /** A path for a descriptor, for calls that want a path. */
    static byte[] pathOf(int descriptor) {
        return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
    }

    /** What an errno means, in the words of the C library. */
    private String text(int errno) {
        return texts.computeIfAbsent(errno, SystemCalls::strerror);
    }

    @SuppressWarnings("restricted")
    private static MethodHandle syscall() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD, WORD),
                Linker.Option.firstVariadicArg(1),
                Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static String strerror(int errno) {
        Linker linker = Linker.nativeLinker();
        MethodHandle strerror =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("strerror"),
                        FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        try {
            MemorySegment text = (MemorySegment) strerror.invokeExact(errno);
            return text.reinterpret(MAX_TEXT_BYTES).getString(0, StandardCharsets.UTF_8);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call threw", thrown);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
