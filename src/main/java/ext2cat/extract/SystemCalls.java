// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The calls of the C library that make files by an open directory and a name in it, which Java has
 * not: openat(2) and its kin, and what sets the attributes of what they made.
 *
 * <p>All are linked in one shape, five words in and one out: on the two machines that are known
 * here, integers and pointers travel alike in registers of 64 bits, and a function looks only at
 * those, and those parts of them, that it has parameters for. So the JVM makes one stub, not
 * twenty.
 *
 * <p>For one thread at a time.
 */
final class SystemCalls implements AutoCloseable {

    /** What can be called. */
    enum Function {
        OPENAT,
        CLOSE,
        MKDIRAT,
        SYMLINKAT,
        LINKAT,
        MKNODAT,
        RENAMEAT2,
        UNLINKAT,
        FCHOWNAT,
        FCHMOD,
        CHMOD,
        FUTIMENS,
        UTIMENSAT,
        FSETXATTR,
        SETXATTR,
        PWRITE,
        FTRUNCATE,
        STATX;

        private String symbol() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(WORD, WORD, WORD, WORD, WORD, WORD);
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final int MAX_TEXT_BYTES = 256;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final Map<Integer, String> texts = new HashMap<>();
    private final MethodHandle[] handles = new MethodHandle[Function.values().length];

    /**
     * Links the calls.
     *
     * @throws UnsupportedOperationException if this system has not all of them
     */
    @SuppressWarnings("restricted")
    SystemCalls() {
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        for (Function function : Function.values()) {
            MemorySegment address =
                    libc.find(function.symbol())
                            .orElseThrow(
                                    () -> new UnsupportedOperationException(function.symbol()));
            handles[function.ordinal()] =
                    linker.downcallHandle(address, SHAPE, Linker.Option.captureCallState("errno"));
        }
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
        long result;
        try {
            result = (long) handles[function.ordinal()].invokeExact(state, a, b, c, d, e);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException("a native call threw", thrown);
        }
        // All but pwrite return an int, above which the register holds anything.
        long value = function == Function.PWRITE ? result : (int) result;
        return value == -1 ? -(int) ERRNO.get(state, 0L) : value;
    }

    /** What an errno means, in the words of the C library. */
    String text(int errno) {
        return texts.computeIfAbsent(errno, SystemCalls::strerror);
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
