// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.WritableByteChannel;

/** A device without a byte, for tests in which nothing may be read. */
public final class NoDevice implements BlockDevice {

    @Override
    public String name() {
        return "nothing";
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        throw new EOFException("nothing can be read");
    }

    @Override
    public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
            throws IOException {
        throw new EOFException("nothing can be read");
    }

    @Override
    public void close() {}
}
