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
import java.util.Map;

/**
 * The functions of the C library that Java does not have, and the one place that calls native code:
 * those that make files by an open directory and a name in it, openat(2) and its kin, those that
 * set the attributes of what they made, those that prepare an open descriptor for many bytes, and
 * those that mount.
 *
 * <p>They are called by their names, and each is the first of that name in the process, as dlsym(3)
 * finds it. So fakeroot and pseudo, which put functions of their own before those of the C library,
 * take part: under them a user extracts devices and owners. A call of syscall(2) would pass them
 * by.
 *
 * <p>One handle is enough, which the JVM can compile into its callers: five words go in, integers
 * or addresses, and one comes out. A function of fewer or of narrower arguments does not look at
 * the rest. To link a handle takes the JVM some 20 ms; a second one would take as long again.
 *
 * <p>For the thread that made it: errno is the last call's.
 */
public final class Libc implements AutoCloseable {

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
        FALLOCATE("fallocate"),
        FCNTL("fcntl"),
        READ("read", Answer.WORD),
        WRITE("write", Answer.WORD),
        IOCTL("ioctl"),
        DUP("dup"),
        DUP2("dup2"),
        MOUNT("mount"),
        UMOUNT2("umount2"),
        SOCKETPAIR("socketpair"),
        RECVMSG("recvmsg", Answer.WORD),
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
    private final Map<Function, MemorySegment> addresses = new EnumMap<>(Function.class);

    public Libc() {
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

    /** The address of bytes with a NUL after them, which live as long as this object. */
    public long address(byte[] text) {
        MemorySegment memory = allocate(text.length + 1L); // an arena's memory is zero
        MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, 0, text.length);
        return memory.address();
    }

    /**
     * Makes a call.
     *
     * @param arguments at most five, each an integer, or the address of native memory that stays
     *     alive
     * @return what it answered; if it failed, the negative of its errno
     */
    public long attempt(Function function, long... arguments) {
        if (!has(function)) {
            return Errno.ENOSYS.result();
        }
        long word = word(function, arguments);
        long result = function.answer == Answer.INT ? (int) word : word;
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    /**
     * Makes a call that should not fail.
     *
     * @param arguments as of {@link #attempt}
     * @return what it answered
     * @throws SystemCallException if it failed
     */
    public long call(Function function, long... arguments) throws SystemCallException {
        return check(attempt(function, arguments));
    }

    /**
     * What an {@link #attempt} gave.
     *
     * @throws SystemCallException if it failed
     */
    public long check(long result) throws SystemCallException {
        if (result < 0) {
            throw new SystemCallException(result, text(-result));
        }
        return result;
    }

    private long word(Function function, long... arguments) {
        try {
            return (long)
                    CALL.invokeExact(
                            address(function),
                            state,
                            argument(arguments, 0),
                            argument(arguments, 1),
                            argument(arguments, 2),
                            argument(arguments, 3),
                            argument(arguments, 4));
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call threw", thrown);
        }
    }

    private static long argument(long[] arguments, int index) {
        return index < arguments.length ? arguments[index] : 0;
    }

    private MemorySegment address(Function function) {
        MemorySegment address = addresses.get(function);
        if (address == null) {
            try (Arena names = Arena.ofConfined()) {
                long symbol = names.allocateFrom(function.symbol).address();
                long found = word(Function.DLSYM, EVERYWHERE, symbol);
                address = MemorySegment.ofAddress(found);
            }
            addresses.put(function, address);
        }
        return address;
    }

    /** What an errno means, in the words of the C library. */
    @SuppressWarnings("restricted")
    private String text(long errno) {
        return MemorySegment.ofAddress(word(Function.STRERROR, errno))
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
