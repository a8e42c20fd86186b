// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;

/** A write that ends when the channel has taken everything, however little it takes at a time. */
public final class BlockingWrite {

    private static final long FULL_CHANNEL_WAIT_NANOS = 200_000;

    private BlockingWrite() {}

    /**
     * Writes all that remains of {@code bytes}.
     *
     * @throws IOException if the channel fails; the position of {@code bytes} says how much it took
     */
    public static void run(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                // A full pipe that another program, unknown to the JDK, made non-blocking.
                LockSupport.parkNanos(FULL_CHANNEL_WAIT_NANOS);
            }
        }
    }

    /**
     * Refuses a channel that the JDK knows to be non-blocking.
     *
     * @throws IllegalBlockingModeException if it is
     */
    public static void requireBlocking(WritableByteChannel channel) {
        if (channel instanceof SelectableChannel selectable && !selectable.isBlocking()) {
            throw new IllegalBlockingModeException();
        }
    }
}
