// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import ext2cat.host.Libc.Function;

/**
 * What Linux does with an open file descriptor of the process and Java does not (fcntl(2) and
 * fallocate(2)). On another system, and where Linux refuses it, nothing happens.
 *
 * <p>The first call of a process takes some 20 ms, see {@link Libc}.
 *
 * @param number of the descriptor
 */
record Descriptor(int number) {

    /** As much as the kernel lets a pipe of anybody hold, /proc/sys/fs/pipe-max-size. */
    static final long ENOUGH_PIPE_BYTES = 1 << 20;

    private static final int F_SETPIPE_SZ = 1031;
    private static final int F_GETPIPE_SZ = 1032;
    private static final int FALLOC_FL_KEEP_SIZE = 1;

    /**
     * Lets a pipe hold {@link #ENOUGH_PIPE_BYTES}, unless it holds more.
     *
     * <p>A pipe holds 64 KiB from the start. A reader on another processor empties that faster than
     * it is woken up, and then both programs spend more time on waiting for each other than on the
     * bytes.
     */
    void enlargePipe() {
        long holdsBytes = pipeBytes();
        if (holdsBytes >= 0 && holdsBytes < ENOUGH_PIPE_BYTES) {
            attempt(Function.FCNTL, number, F_SETPIPE_SZ, ENOUGH_PIPE_BYTES);
        }
    }

    /** How many bytes a pipe holds; a negative number if it is none, or the system does not say. */
    long pipeBytes() {
        return attempt(Function.FCNTL, number, F_GETPIPE_SZ);
    }

    /**
     * Gives a file blocks for bytes that are going to be written; its size stays.
     *
     * @param positionBytes where the bytes begin in the file
     * @param lengthBytes how many they are; of 0 bytes none is given
     * @return whether all of them have blocks now
     */
    boolean allocate(long positionBytes, long lengthBytes) {
        return attempt(Function.FALLOCATE, number, FALLOC_FL_KEEP_SIZE, positionBytes, lengthBytes)
                == 0;
    }

    private static long attempt(Function function, long... arguments) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Errno.ENOSYS.result(); // the numbers are Linux's
        }
        try (Libc libc = new Libc()) {
            return libc.attempt(function, arguments);
        }
    }
}
