// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * A channel in memory that takes no more than some bytes at a time, and nothing every other time.
 */
public final class SlowSink implements WritableByteChannel {

    private final int maxBytes;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private boolean full;

    public SlowSink(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public byte[] taken() {
        return taken.toByteArray();
    }

    @Override
    public int write(ByteBuffer bytes) {
        full = !full;
        if (full) {
            return 0;
        }
        byte[] some = new byte[Math.min(maxBytes, bytes.remaining())];
        bytes.get(some);
        taken.writeBytes(some);
        return some.length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
