// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.BitSet;
import java.util.Optional;

/**
 * What the running system can do for a caller's memory: bring it in, keep it in, and say what is in
 * (madvise(2), mlock(2), mincore(2) of the C library, called through {@link Linker}).
 *
 * <p>Every call takes a segment, which the runtime keeps alive while the call lasts, and touches
 * only the pages that the segment has a byte in; so no argument can harm the JVM. Where the system
 * has not the call, or refuses it, the answer says so and nothing has happened.
 */
public final class NativeMemory {

    private static final int MADV_POPULATE_READ = 22;
    private static final int MADV_POPULATE_WRITE = 23;

    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfLong SIZE = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final Optional<Calls> calls;

    /**
     * How a call ended.
     *
     * @param done whether it did what was asked
     * @param errno the system's error number, or 0
     * @param text what happened, for a person
     */
    public record Outcome(boolean done, int errno, String text) {

        static Outcome ofResult(String call, int result, int errno) {
            return result == 0
                    ? new Outcome(true, 0, call + " done")
                    : new Outcome(false, errno, call + " refused with errno " + errno);
        }

        static Outcome missing(String call) {
            return new Outcome(false, 0, call + " is not available on this system");
        }
    }

    private record Calls(
            MethodHandle madvise,
            MethodHandle mlock,
            MethodHandle munlock,
            MethodHandle mincore,
            long pageBytes) {}

    /** What the running system has. On a system that is not Linux no call is available. */
    public NativeMemory() {
        this(System.getProperty("os.name").equals("Linux"));
    }

    NativeMemory(boolean linux) {
        calls = linux ? load() : Optional.empty();
    }

    private static Optional<Calls> load() {
        Optional<MethodHandle> madvise = bind("madvise", POINTER, SIZE, INT);
        Optional<MethodHandle> mlock = bind("mlock", POINTER, SIZE);
        Optional<MethodHandle> munlock = bind("munlock", POINTER, SIZE);
        Optional<MethodHandle> mincore = bind("mincore", POINTER, SIZE, POINTER);
        Optional<MethodHandle> getpagesize = bind("getpagesize");
        boolean complete =
                madvise.isPresent()
                        && mlock.isPresent()
                        && munlock.isPresent()
                        && mincore.isPresent()
                        && getpagesize.isPresent();
        if (!complete) {
            return Optional.empty();
        }
        int pageBytes = invoke(getpagesize.get()).result();
        return Optional.of(
                new Calls(madvise.get(), mlock.get(), munlock.get(), mincore.get(), pageBytes));
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> bind(String name, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        SymbolLookup libc = linker.defaultLookup();
        return libc.find(name)
                .map(
                        address ->
                                linker.downcallHandle(
                                        address,
                                        FunctionDescriptor.of(INT, arguments),
                                        CAPTURE_ERRNO));
    }

    private record Result(int result, int errno) {}

    private static Result invoke(MethodHandle call, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            int result = (int) call.invokeWithArguments(all);
            return new Result(result, (int) ERRNO.get(state, 0L));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }

    /** Whether there is anything to call. */
    public boolean isAvailable() {
        return calls.isPresent();
    }

    /** Brings all pages of {@code memory} in, as reads would (MADV_POPULATE_READ). */
    public Outcome populateForReading(MemorySegment memory) {
        return calls.map(c -> madvise(c, memory, MADV_POPULATE_READ))
                .orElseGet(() -> Outcome.missing("madvise(MADV_POPULATE_READ)"));
    }

    /**
     * Brings all pages of {@code memory} in, as writes would (MADV_POPULATE_WRITE).
     *
     * @throws IllegalArgumentException if the segment is read-only
     */
    public Outcome populateForWriting(MemorySegment memory) {
        if (memory.isReadOnly()) {
            throw new IllegalArgumentException("a read-only segment");
        }
        return calls.map(c -> madvise(c, memory, MADV_POPULATE_WRITE))
                .orElseGet(() -> Outcome.missing("madvise(MADV_POPULATE_WRITE)"));
    }

    /** Brings all pages of {@code memory} in and keeps them in (mlock), if the limit allows. */
    public Outcome lock(MemorySegment memory) {
        return calls.map(c -> call("mlock", c.mlock(), pagesOf(c, memory)))
                .orElseGet(() -> Outcome.missing("mlock"));
    }

    /** The pages of {@code memory} may go again (munlock). */
    public Outcome unlock(MemorySegment memory) {
        return calls.map(c -> call("munlock", c.munlock(), pagesOf(c, memory)))
                .orElseGet(() -> Outcome.missing("munlock"));
    }

    /**
     * Which pages of {@code memory} are in (mincore).
     *
     * @return a bit for each page; empty if the system does not tell
     */
    public Optional<BitSet> resident(MemorySegment memory) {
        return calls.flatMap(c -> mincore(c, pagesOf(c, memory)));
    }

    private static Optional<BitSet> mincore(Calls calls, Run run) {
        try (Arena arena = Arena.ofConfined()) {
            int pages = Math.toIntExact(run.lengthBytes() / calls.pageBytes());
            MemorySegment vector = arena.allocate(Math.max(pages, 1));
            Result result = invoke(calls.mincore(), run.start(), run.lengthBytes(), vector);
            if (result.result() != 0) {
                return Optional.empty();
            }
            BitSet bits = new BitSet(pages);
            for (int i = 0; i < pages; i++) {
                bits.set(i, (vector.get(ValueLayout.JAVA_BYTE, i) & 1) != 0);
            }
            return Optional.of(bits);
        } finally {
            run.keepAlive();
        }
    }

    private static Outcome madvise(Calls calls, MemorySegment memory, int advice) {
        Run run = pagesOf(calls, memory);
        Result result = invoke(calls.madvise(), run.start(), run.lengthBytes(), advice);
        run.keepAlive();
        return Outcome.ofResult("madvise", result.result(), result.errno());
    }

    private static Outcome call(String name, MethodHandle call, Run run) {
        Result result = invoke(call, run.start(), run.lengthBytes());
        run.keepAlive();
        return Outcome.ofResult(name, result.result(), result.errno());
    }

    /** Whole pages, and the segment that must live while they are used. */
    private record Run(MemorySegment start, long lengthBytes, MemorySegment memory) {
        void keepAlive() {
            if (!memory.scope().isAlive()) {
                throw new IllegalStateException("memory went away during a call");
            }
        }
    }

    private static Run pagesOf(Calls calls, MemorySegment memory) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException("not native memory: " + memory);
        }
        if (!memory.scope().isAlive()) {
            throw new IllegalStateException("memory is already freed");
        }
        long start = memory.address() & -calls.pageBytes();
        long end = memory.address() + memory.byteSize();
        long endOfPage = end + calls.pageBytes() - 1 & -calls.pageBytes();
        return new Run(MemorySegment.ofAddress(start), endOfPage - start, memory);
    }
}
