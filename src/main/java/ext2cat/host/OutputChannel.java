// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

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
        /** A file, on a file system in which files share no extents. */
        FILE
    }

    /**
     * From this many bytes on, what a larger pipe saves is more than what it takes to ask for it.
     */
    static final long MANY_BYTES = 32 << 20;

    /** From this many bytes on, what blocks beforehand save is more than what asking takes. */
    static final long WORTH_ALLOCATING_BYTES = 256 << 20;

    /**
     * How many bytes get blocks beforehand at a time. A program that is killed leaves no more
     * blocks than that beyond its file's end.
     */
    static final long ALLOCATION_BYTES = 64 << 20;

    /** Where a copy may be a matter of a few extents, or is made elsewhere (copy_file_range). */
    private static final Set<String> CLEVER_COPIERS =
            Set.of("btrfs", "xfs", "bcachefs", "zfs", "ocfs2", "nfs", "nfs4", "cifs", "smb3");

    private static final int PIECE_BYTES = 1 << 18;

    private final FileChannel channel;
    private final Descriptor descriptor;
    private Kind kind = Kind.UNKNOWN;
    private boolean lookedAt;
    private final Preparation preparation = new Preparation();
    private long expectedBytes;
    private long allocatedBytes;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    /**
     * An output.
     *
     * @param channel is closed with this
     * @param descriptor the number of the channel's file descriptor
     */
    public OutputChannel(FileChannel channel, int descriptor) {
        this.channel = channel;
        this.descriptor = new Descriptor(descriptor);
    }

    /**
     * Says that so many bytes are going to be written: a pipe is then enlarged, and a file gets its
     * blocks beforehand, which takes the file system less time than finding one block after
     * another. Nobody waits for either: a second thread makes the first native call, which takes
     * some 20 ms.
     */
    public void expect(long lengthBytes) {
        expectedBytes = 0; // what was expected before may not have come
        allocatedBytes = 0;
        if (lengthBytes < MANY_BYTES) {
            return;
        }
        if (!lookedAt) {
            lookedAt = true;
            kind = kindOf(descriptor.number());
        }
        if (kind == Kind.FILE && lengthBytes >= WORTH_ALLOCATING_BYTES) {
            expectedBytes = lengthBytes;
        }
        if ((kind == Kind.PIPE || expectedBytes > 0)
                && preparation.getState() == Thread.State.NEW) {
            preparation.start();
        }
    }

    private static Kind kindOf(int descriptor) {
        Path path = Path.of("/proc/self/fd/" + descriptor);
        try {
            return switch (FileKind.of(path)) {
                case PIPE -> Kind.PIPE;
                case REGULAR ->
                        CLEVER_COPIERS.contains(Files.getFileStore(path).type())
                                ? Kind.UNKNOWN
                                : Kind.FILE;
                default -> Kind.UNKNOWN;
            };
        } catch (IOException e) {
            return Kind.UNKNOWN; // a system without /proc, a file without a name
        }
    }

    /** What the output is known to lead to. */
    Kind kind() {
        return kind;
    }

    /**
     * Whether the kernel is to move the next bytes here (copy_file_range, sendfile), and not this
     * program.
     */
    public boolean isForTheKernel() {
        return kind != Kind.FILE;
    }

    /** Memory for a piece of what is copied, used again and again. */
    public ByteBuffer piece() {
        if (piece.capacity() == 0) {
            piece = ByteBuffer.allocateDirect(PIECE_BYTES);
        }
        return piece;
    }

    /** What the kernel can move bytes to. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (allocatedBytes < source.remaining() && expectedBytes > 0 && !preparation.isAlive()) {
            allocate();
        }
        int writtenBytes = channel.write(source);
        allocatedBytes -= writtenBytes;
        expectedBytes -= writtenBytes;
        return writtenBytes;
    }

    /**
     * Gives the next bytes blocks. That is done only at the end of a file, where they will be
     * written in any case: a descriptor in append mode, which tells another position than the end,
     * gets none.
     */
    private void allocate() throws IOException {
        long positionBytes = channel.position();
        long lengthBytes = Math.min(expectedBytes, ALLOCATION_BYTES);
        if (positionBytes == channel.size() && descriptor.allocate(positionBytes, lengthBytes)) {
            allocatedBytes = lengthBytes;
        } else {
            expectedBytes = 0; // writing finds out what is wrong, if anything is
        }
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        finishPreparation(); // what it does is done to the descriptor of this number
        channel.close();
    }

    /** Waits until what was begun for the bytes to come is done. */
    void finishPreparation() {
        preparation.finish();
    }

    /** Makes the first native call, for which nobody waits; the program may end without it. */
    private final class Preparation extends Thread {

        Preparation() {
            super("output preparation");
            setDaemon(true);
        }

        @Override
        public void run() {
            if (kind == Kind.PIPE) {
                descriptor.enlargePipe();
            } else {
                descriptor.allocate(0, 0); // has the call linked
            }
        }

        /** Waits until it has ended, if it was started: soon, and therefore whatever happens. */
        void finish() {
            boolean interrupted = false;
            while (isAlive()) {
                try {
                    join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
