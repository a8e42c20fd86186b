// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import ext2cat.device.BlockDevice;
import ext2cat.device.ReadBatch;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An export of an NBD server. One thread reads at a time, with many requests under way. */
public final class NbdDevice implements BlockDevice {

    /** How long a server may say nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int IN_FLIGHT = 16;
    private static final int REQUEST_MAGIC = 0x2560_9513;
    private static final int REQUEST_BYTES = 28;
    private static final int READ = 0;
    private static final int DISCONNECT = 2;

    private final NbdConnection connection;
    private final NbdExport export;
    private final NbdReplies replies;
    private final Map<Long, NbdRequest> underWay = new HashMap<>();
    private final ByteBuffer head = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private long cookie;
    private Optional<IOException> fault = Optional.empty();
    private boolean isClosed;

    private NbdDevice(NbdConnection connection, NbdExport export) {
        this.connection = connection;
        this.export = export;
        this.replies = new NbdReplies(connection, export);
    }

    /**
     * Connects to a server and asks for an export.
     *
     * @throws IOException if there is no such server or export; the message names the address
     */
    public static NbdDevice open(NbdAddress address) throws IOException {
        return open(address, PATIENCE);
    }

    static NbdDevice open(NbdAddress address, Duration patience) throws IOException {
        NbdConnection connection = NbdConnection.to(address, patience);
        try {
            return new NbdDevice(connection, NbdHandshake.with(connection, address.export()));
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return connection.name();
    }

    @Override
    public long sizeBytes() {
        return export.sizeBytes();
    }

    @Override
    public void read(long positionBytes, MemorySegment destination) throws IOException {
        ReadBatch one = new ReadBatch();
        one.add(positionBytes, 0, destination.byteSize());
        read(one, destination);
    }

    /** {@inheritDoc} All of them are asked for before the first has come, or 16 of them. */
    @Override
    public synchronized void read(ReadBatch runs, MemorySegment destination) throws IOException {
        for (int run = 0; run < runs.count(); run++) {
            requireInside(runs.positionBytes(run), runs.lengthBytes(run));
        }
        requireGood();
        try {
            Optional<IOException> refused = readAll(runs, destination);
            if (refused.isPresent()) {
                throw refused.get();
            }
        } finally {
            if (!underWay.isEmpty()) {
                underWay.clear();
                connection.close();
            }
        }
    }

    private void requireGood() throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
        if (fault.isPresent()) {
            throw new IOException(fault.get().getMessage(), fault.get());
        }
    }

    /** Reads the runs; what the server refused first. The replies to all requests are read. */
    private Optional<IOException> readAll(ReadBatch runs, MemorySegment destination)
            throws IOException {
        Optional<IOException> refused = Optional.empty();
        try {
            for (int run = 0; run < runs.count(); run++) {
                long startBytes = runs.positionBytes(run);
                long endBytes = startBytes + runs.lengthBytes(run);
                for (long atBytes = startBytes; atBytes < endBytes; ) {
                    while (underWay.size() >= IN_FLIGHT) {
                        refused = or(refused, takeReply());
                    }
                    // What is before the position up to an aligned one is read, too.
                    long alignedBytes = atBytes / export.leastBytes() * export.leastBytes();
                    long pieceEndBytes = Math.min(endBytes, alignedBytes + export.mostBytes());
                    long placeBytes = runs.placeBytes(run) + atBytes - startBytes;
                    ask(
                            alignedBytes,
                            atBytes,
                            destination.asSlice(placeBytes, pieceEndBytes - atBytes));
                    atBytes = pieceEndBytes;
                }
            }
            while (!underWay.isEmpty()) {
                refused = or(refused, takeReply());
            }
            return refused;
        } catch (IOException e) {
            fault = Optional.of(e);
            throw e;
        }
    }

    private static Optional<IOException> or(
            Optional<IOException> first, Optional<IOException> second) {
        return first.isPresent() ? first : second;
    }

    private void ask(long startBytes, long wantedBytes, MemorySegment target) throws IOException {
        long least = export.leastBytes();
        long alignedEndBytes = Math.ceilDiv(wantedBytes + target.byteSize(), least) * least;
        // The last block of an export may be cut off; the cast is safe: it is a piece at most.
        int lengthBytes = (int) (Math.min(alignedEndBytes, export.sizeBytes()) - startBytes);
        underWay.put(cookie, new NbdRequest(startBytes, lengthBytes, wantedBytes, target));
        send(READ, cookie, startBytes, lengthBytes);
        cookie++;
    }

    private Optional<IOException> takeReply() throws IOException {
        NbdReplies.Part part = replies.next(underWay);
        NbdRequest request = underWay.get(part.cookie());
        boolean isRefused = !part.refusal().equals(NbdReplies.Refusal.NO);
        if (isRefused) {
            request.refuse();
        }
        if (part.isLast()) {
            underWay.remove(part.cookie());
        }
        return isRefused
                ? Optional.of(
                        connection.fault(
                                "%d bytes at byte %d cannot be read: %s"
                                        .formatted(
                                                request.lengthBytes(),
                                                request.startBytes(),
                                                part.refusal().said())))
                : Optional.empty();
    }

    private void send(int command, long ofCookie, long startBytes, int lengthBytes)
            throws IOException {
        head.clear()
                .putInt(REQUEST_MAGIC)
                .putShort((short) 0)
                .putShort((short) command)
                .putLong(ofCookie)
                .putLong(startBytes)
                .putInt(lengthBytes);
        connection.put(head.flip());
    }

    /** Says good-bye, unless the connection is broken. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (connection) {
            if (fault.isEmpty()) {
                send(DISCONNECT, cookie, 0, 0);
            }
        } catch (IOException _) {
            // Nobody is there to hear it.
        }
    }
}
