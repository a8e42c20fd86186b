// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A channel to something that the process has a descriptor of, such as its standard output. What
 * that is decides how many bytes get there soonest; it is found out once, and only if there are
 * many.
 *
 * <p>For use by one thread.
 */
public final class OutputChannel implements WritableByteChannel {

    /** What the output leads to. */
    enum Kind {
        /** Not looked at, or something of which nothing is known. */
        UNKNOWN,
        /** A pipe, with or without a name. */
        PIPE,
        /** {@code /dev/null}, which takes bytes without looking at them. */
        NULL
    }

    /**
     * From this many bytes on, what a larger pipe saves is more than what it takes to ask for it.
     */
    static final long MANY_BYTES = 32 << 20;

    private static final int S_IFMT = 0170000;
    private static final int S_IFIFO = 0010000;
    private static final int S_IFCHR = 0020000;

    /** Major number 1, minor number 3. */
    private static final long NULL_DEVICE = 0x103;

    private final FileChannel channel;
    private final int descriptor;
    private Kind kind = Kind.UNKNOWN;
    private boolean prepared;

    /**
     * An output.
     *
     * @param channel is closed with this
     * @param descriptor the number of the channel's file descriptor
     */
    public OutputChannel(FileChannel channel, int descriptor) {
        this.channel = channel;
        this.descriptor = descriptor;
    }

    /** Says that so many bytes are going to be written: a pipe is then enlarged. */
    public void expect(long lengthBytes) {
        if (lengthBytes < MANY_BYTES || prepared) {
            return;
        }
        prepared = true;
        kind = kindOf(descriptor);
        if (kind == Kind.PIPE) {
            NativePipe.enlarge(descriptor);
        }
    }

    private static Kind kindOf(int descriptor) {
        Map<String, Object> attributes;
        try {
            attributes =
                    Files.readAttributes(Path.of("/proc/self/fd/" + descriptor), "unix:mode,rdev");
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Kind.UNKNOWN; // a system without /proc
        }
        int type = (int) attributes.get("mode") & S_IFMT;
        if (type == S_IFIFO) {
            return Kind.PIPE;
        }
        boolean isNull = type == S_IFCHR && (long) attributes.get("rdev") == NULL_DEVICE;
        return isNull ? Kind.NULL : Kind.UNKNOWN;
    }

    /** What the output is known to lead to. */
    Kind kind() {
        return kind;
    }

    /** Whether it is known to lead to {@code /dev/null}: what is written there may be anything. */
    public boolean leadsToNull() {
        return kind == Kind.NULL;
    }

    /** What the kernel can move bytes to. */
    FileChannel channel() {
        return channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
