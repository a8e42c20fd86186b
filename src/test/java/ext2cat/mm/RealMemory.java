// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** mmap and its kin of the running system, by address; results are negative error numbers. */
@SuppressWarnings("restricted")
final class RealMemory {

    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MAP_PRIVATE = 2;
    static final int MAP_FIXED = 0x10;
    static final int MAP_ANONYMOUS = 0x20;

    private final MethodHandle mmap = bind("mmap", "LLIIIL");
    private final MethodHandle munmap = bind("munmap", "LL");
    private final MethodHandle mprotect = bind("mprotect", "LLI");
    private final MethodHandle madvise = bind("madvise", "LLI");
    private final MethodHandle mincore = bind("mincore", "LLL");
    private final MethodHandle readv = bind("process_vm_readv", "ILLLLL");
    private final MethodHandle writev = bind("process_vm_writev", "ILLLLL");
    private final MethodHandle open = bind("open", "LI");
    private final MethodHandle close = bind("close", "I");

    private static MethodHandle bind(String name, String arguments) {
        MemoryLayout[] layouts =
                arguments
                        .chars()
                        .mapToObj(c -> c == 'L' ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT)
                        .toArray(MemoryLayout[]::new);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts),
                CAPTURE);
    }

    private static long call(MethodHandle handle, Object... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            Object[] all = new Object[arguments.length + 1];
            all[0] = state;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
            long result = (long) handle.invokeWithArguments(all);
            return result == -1 || (int) result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    long mmap(long address, long bytes, int prot, int flags, int fd, long offset) {
        return call(mmap, address, bytes, prot, flags, fd, offset);
    }

    long munmap(long address, long bytes) {
        return call(munmap, address, bytes);
    }

    long mprotect(long address, long bytes, int prot) {
        return call(mprotect, address, bytes, prot);
    }

    int madvise(long address, long bytes, int advice) {
        return (int) call(madvise, address, bytes, advice);
    }

    int mincore(long address, long bytes, MemorySegment vector) {
        return (int) call(mincore, address, bytes, vector.address());
    }

    int open(MemorySegment path, int flags) {
        return (int) call(open, path.address(), flags);
    }

    void close(int fd) {
        call(close, fd);
    }

    /** Reads this process's own memory through the kernel. */
    long processVmReadv(MemorySegment to, long from, long bytes) {
        return transfer(readv, to, from, bytes);
    }

    /** Writes this process's own memory through the kernel. */
    long processVmWritev(MemorySegment bytesToWrite, long to, long bytes) {
        return transfer(writev, bytesToWrite, to, bytes);
    }

    private static long transfer(MethodHandle call, MemorySegment local, long remote, long bytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment vectors = arena.allocate(ValueLayout.JAVA_LONG, 4);
            vectors.setAtIndex(ValueLayout.JAVA_LONG, 0, local.address());
            vectors.setAtIndex(ValueLayout.JAVA_LONG, 1, bytes);
            vectors.setAtIndex(ValueLayout.JAVA_LONG, 2, remote);
            vectors.setAtIndex(ValueLayout.JAVA_LONG, 3, bytes);
            int pid = (int) ProcessHandle.current().pid();
            return call(call, pid, vectors.address(), 1L, vectors.address() + 16, 1L, 0L);
        }
    }
}
