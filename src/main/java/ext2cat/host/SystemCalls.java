// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The functions of the C library that make files by an open directory and a name in it, which Java
 * does not have: openat(2) and its kin, and what sets the attributes of what they made.
 *
 * <p>They are called by their names, and each is the first of that name in the process, as dlsym(3)
 * finds it. So fakeroot and pseudo, which put functions of their own before those of the C library,
 * take part: under them a user extracts devices and owners. A call of syscall(2) would pass them
 * by.
 *
 * <p>One handle is enough, which the JVM can compile into its callers: five words go in, integers
 * or addresses, and one comes out. A function of fewer or of narrower arguments does not look at
 * the rest.
 *
 * <p>For one thread at a time.
 */
public final class SystemCalls implements AutoCloseable {

    /** What can be called. */
    public enum Function {
        OPENAT("openat"),
        CLOSE("close"),
        MKDIRAT("mkdirat"),
        SYMLINKAT("symlinkat"),
        LINKAT("linkat"),
        MKNODAT("mknodat"),
        /** What mknodat was before glibc 2.33: a macro that calls this. */
        XMKNODAT("__xmknodat"),
        RENAMEAT("renameat"),
        RENAMEAT2("renameat2"),
        UNLINKAT("unlinkat"),
        FCHOWN("fchown"),
        FCHOWNAT("fchownat"),
        FCHMOD("fchmod"),
        FCHMODAT("fchmodat"),
        UTIMENSAT("utimensat"),
        FUTIMENS("futimens"),
        FGETXATTR("fgetxattr", Answer.WORD),
        FSETXATTR("fsetxattr"),
        FREMOVEXATTR("fremovexattr"),
        SETXATTR("setxattr"),
        REMOVEXATTR("removexattr"),
        PWRITE("pwrite", Answer.WORD),
        FTRUNCATE("ftruncate"),
        STATX("statx"),
        GETEUID("geteuid"),
        DLSYM("dlsym", Answer.WORD),
        STRERROR("strerror", Answer.WORD);

        private final String symbol;
        private final Answer answer;

        Function(String symbol, Answer answer) {
            this.symbol = symbol;
            this.answer = answer;
        }

        Function(String symbol) {
            this(symbol, Answer.INT);
        }
    }

    /** How wide the answer of a function is: of an int, the upper half of the word is undefined. */
    private enum Answer {
        INT,
        WORD
    }

    /** Stands for a descriptor: names are then paths, from the working directory (AT_FDCWD). */
    public static final int WORKING_DIRECTORY = -100;

    /** Room for the longest path, and more. */
    public static final int NAME_BYTES = 1 << 13;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle CALL = call();
    private static final int MAX_TEXT_BYTES = 256;

    /** RTLD_DEFAULT of dlsym(3): look everywhere, in the order of loading. */
    private static final long EVERYWHERE = 0;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final Map<Integer, String> texts = new HashMap<>();
    private final Map<Function, MemorySegment> addresses = new EnumMap<>(Function.class);

    public SystemCalls() {
        addresses.put(Function.DLSYM, Linker.nativeLinker().defaultLookup().findOrThrow("dlsym"));
    }

    /** Whether the C library has the function. */
    public boolean has(Function function) {
        return address(function).address() != 0;
    }

    /** Memory for arguments, which lives as long as this object. */
    public MemorySegment allocate(long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    /**
     * Makes a call.
     *
     * @param a its first argument: an integer, or the address of native memory that stays alive
     * @return what it answered; if it failed, the negative of its errno
     */
    public long call(Function function, long a, long b, long c, long d, long e) {
        if (!has(function)) {
            return -SystemCallException.ENOSYS;
        }
        long word = word(function, a, b, c, d, e);
        long result = function.answer == Answer.INT ? (int) word : word;
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    private long word(Function function, long a, long b, long c, long d, long e) {
        try {
            return (long) CALL.invokeExact(address(function), state, a, b, c, d, e);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call threw", thrown);
        }
    }

    private MemorySegment address(Function function) {
        MemorySegment address = addresses.get(function);
        if (address == null) {
            try (Arena names = Arena.ofConfined()) {
                long symbol = names.allocateFrom(function.symbol).address();
                long found = word(Function.DLSYM, EVERYWHERE, symbol, 0, 0, 0);
                address = MemorySegment.ofAddress(found);
            }
            addresses.put(function, address);
        }
        return address;
    }

    /** A call of fewer arguments. */
    public long call(Function function, long a) {
        return call(function, a, 0, 0, 0, 0);
    }

    /** A call of fewer arguments. */
    public long call(Function function, long a, long b) {
        return call(function, a, b, 0, 0, 0);
    }

    /** A call of fewer arguments. */
    public long call(Function function, long a, long b, long c) {
        return call(function, a, b, c, 0, 0);
    }

    /** A call of fewer arguments. */
    public long call(Function function, long a, long b, long c, long d) {
        return call(function, a, b, c, d, 0);
    }

    /**
     * What a call answered.
     *
     * @throws SystemCallException if it failed
     */
    public long check(long result) throws SystemCallException {
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
    public static long put(MemorySegment memory, byte[] bytes) throws SystemCallException {
        if (bytes.length >= NAME_BYTES) {
            throw new SystemCallException(
                    SystemCallException.EINVAL, "a name of " + bytes.length + " bytes");
        }
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        memory.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return memory.address();
    }

    /** A path for a descriptor, for calls that want a path. */
    public static byte[] pathOf(int descriptor) {
        return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
    }

    /** What an errno means, in the words of the C library. */
    private String text(int errno) {
        return texts.computeIfAbsent(errno, this::strerror);
    }

    @SuppressWarnings("restricted")
    private String strerror(int errno) {
        return MemorySegment.ofAddress(word(Function.STRERROR, errno, 0, 0, 0, 0))
                .reinterpret(MAX_TEXT_BYTES)
                .getString(0, StandardCharsets.UTF_8);
    }

    /** The functions of variable arguments (openat) want the fixed ones of Linux to be so too. */
    @SuppressWarnings("restricted")
    private static MethodHandle call() {
        return Linker.nativeLinker()
                .downcallHandle(
                        FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD),
                        Linker.Option.firstVariadicArg(2),
                        Linker.Option.captureCallState("errno"));
    }

    @Override
    public void close() {
        arena.close();
    }
}
