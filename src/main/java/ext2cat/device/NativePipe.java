// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * How much a pipe of the process holds (fcntl(2) of the C library, called through {@link Linker}).
 *
 * <p>A pipe holds 64 KiB from the start. A reader on another processor empties that faster than it
 * is woken up, and then both programs spend more time on waiting for each other than on the bytes.
 */
final class NativePipe {

    /** As much as the kernel gives to anybody, /proc/sys/fs/pipe-max-size. */
    static final int ENOUGH_BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private NativePipe() {}

    /**
     * Lets a pipe hold {@link #ENOUGH_BYTES}, unless it holds more. It stays as it is where the
     * system has no such call, or refuses it.
     *
     * @param descriptor the number of an open file descriptor of this process, a pipe or not
     */
    static void enlarge(int descriptor) {
        bind().ifPresent(
                        fcntl -> {
                            int holdsBytes = call(fcntl, descriptor, F_GETPIPE_SZ, 0);
                            if (holdsBytes >= 0 && holdsBytes < ENOUGH_BYTES) {
                                call(fcntl, descriptor, F_SETPIPE_SZ, ENOUGH_BYTES);
                            }
                        });
    }

    /**
     * How many bytes a pipe holds; a negative number if it is none, or the system does not tell.
     */
    static int holdsBytes(int descriptor) {
        return bind().map(fcntl -> call(fcntl, descriptor, F_GETPIPE_SZ, 0)).orElse(-1);
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> bind() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty(); // the numbers are Linux's
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find("fcntl");
        return address.map(
                it ->
                        linker.downcallHandle(
                                it,
                                FunctionDescriptor.of(INT, INT, INT, INT),
                                Linker.Option.firstVariadicArg(2)));
    }

    private static int call(MethodHandle fcntl, int descriptor, int command, int argument) {
        try {
            return (int) fcntl.invokeExact(descriptor, command, argument);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call threw", e);
        }
    }
}
