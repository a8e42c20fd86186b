// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * What Linux does with an open file descriptor of the process and Java does not (fcntl(2) and
 * fallocate(2) of the C library, called through {@link Linker}). Where there is no such call, and
 * where the system refuses it, nothing happens.
 *
 * <p>The first call of a process takes tens of milliseconds, since the JVM links it then.
 */
final class NativeDescriptor {

    /** As much as the kernel lets a pipe of anybody hold, /proc/sys/fs/pipe-max-size. */
    static final int ENOUGH_PIPE_BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int FALLOC_FL_KEEP_SIZE = 1;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private NativeDescriptor() {}

    /**
     * Lets a pipe hold {@link #ENOUGH_PIPE_BYTES}, unless it holds more.
     *
     * <p>A pipe holds 64 KiB from the start. A reader on another processor empties that faster than
     * it is woken up, and then both programs spend more time on waiting for each other than on the
     * bytes.
     *
     * @param descriptor the number of an open file descriptor of this process, a pipe or not
     */
    static void enlargePipe(int descriptor) {
        fcntl().ifPresent(
                        fcntl -> {
                            int holdsBytes = call(fcntl, descriptor, F_GETPIPE_SZ, 0);
                            if (holdsBytes >= 0 && holdsBytes < ENOUGH_PIPE_BYTES) {
                                call(fcntl, descriptor, F_SETPIPE_SZ, ENOUGH_PIPE_BYTES);
                            }
                        });
    }

    /**
     * How many bytes a pipe holds; a negative number if it is none, or the system does not tell.
     */
    static int pipeBytes(int descriptor) {
        return fcntl().map(fcntl -> call(fcntl, descriptor, F_GETPIPE_SZ, 0)).orElse(-1);
    }

    /**
     * Gives a file blocks for bytes that are going to be written; its size stays.
     *
     * @param descriptor the number of an open file descriptor of this process
     * @param positionBytes where the bytes begin in the file
     * @param lengthBytes how many they are; of 0 bytes none is given
     * @return whether all of them have blocks now
     */
    static boolean allocate(int descriptor, long positionBytes, long lengthBytes) {
        return Fallocate.HANDLE
                .filter(it -> call(it, descriptor, positionBytes, lengthBytes) == 0)
                .isPresent();
    }

    private static Optional<MethodHandle> fcntl() {
        return link(
                "fcntl",
                FunctionDescriptor.of(INT, INT, INT, INT),
                Linker.Option.firstVariadicArg(2));
    }

    @SuppressWarnings("restricted")
    private static Optional<MethodHandle> link(
            String name, FunctionDescriptor function, Linker.Option... options) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty(); // the numbers are Linux's
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> address = linker.defaultLookup().find(name);
        return address.map(it -> linker.downcallHandle(it, function, options));
    }

    private static int call(MethodHandle fcntl, int descriptor, int command, int argument) {
        try {
            return (int) fcntl.invokeExact(descriptor, command, argument);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static int call(
            MethodHandle fallocate, int descriptor, long positionBytes, long lengthBytes) {
        try {
            return (int)
                    fallocate.invokeExact(
                            descriptor, FALLOC_FL_KEEP_SIZE, positionBytes, lengthBytes);
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException("a native call threw", thrown);
        };
    }

    /** Linked when it is first used. */
    private static final class Fallocate {

        static final Optional<MethodHandle> HANDLE =
                link("fallocate", FunctionDescriptor.of(INT, INT, INT, LONG, LONG));
    }
}
