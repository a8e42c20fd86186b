// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Standard output that takes so many bytes, and then has no space left. */
final class Budget implements WritableByteChannel {

    private final long mostBytes;
    private long bytes;

    Budget(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean isExceeded() {
        return bytes > mostBytes;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        bytes += source.remaining();
        if (isExceeded()) {
            throw new IOException("No space left on device");
        }
        int taken = source.remaining();
        source.position(source.limit());
        return taken;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
