// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads replies into the memory of their requests. */
final class NbdReplies {

    private static final int SIMPLE_MAGIC = 0x6744_6698;
    private static final int CHUNK_MAGIC = 0x668e_33ef;
    private static final int FLAG_DONE = 1;

    private static final int NONE = 0;
    private static final int OFFSET_DATA = 1;
    private static final int OFFSET_HOLE = 2;
    private static final int ERROR = 1 << 15;

    private static final int MOST_ERROR_BYTES = 1 << 13;

    private final NbdConnection connection;
    private final boolean isStructured;

    NbdReplies(NbdConnection connection, NbdExport export) {
        this.connection = connection;
        this.isStructured = export.isStructured();
    }

    /**
     * An error that the server reports of a request; the connection is as good as before.
     *
     * @param said what went wrong, in words
     */
    record Refusal(String said) {
        static final Refusal NO = new Refusal("");
    }

    /**
     * A part of a reply.
     *
     * @param cookie of which request
     * @param isLast whether the request is answered
     * @param refusal what the server refuses
     */
    record Part(long cookie, boolean isLast, Refusal refusal) {}

    /** Reads the next reply, or a part of one. */
    Part next(Map<Long, NbdRequest> requests) throws IOException {
        int magic = connection.get(4).getInt();
        if (magic == SIMPLE_MAGIC && !isStructured) {
            return simple(requests);
        }
        if (magic == CHUNK_MAGIC && isStructured) {
            return chunk(requests);
        }
        throw connection.fault(
                "the server sends 0x%08x where a reply should begin".formatted(magic));
    }

    private Part simple(Map<Long, NbdRequest> requests) throws IOException {
        ByteBuffer head = connection.get(12);
        int error = head.getInt();
        long cookie = head.getLong();
        NbdRequest request = request(requests, cookie);
        if (error != 0) {
            return new Part(cookie, true, new Refusal(words(error)));
        }
        data(request, request.startBytes(), request.lengthBytes());
        return new Part(cookie, true, Refusal.NO);
    }

    private Part chunk(Map<Long, NbdRequest> requests) throws IOException {
        ByteBuffer head = connection.get(16);
        boolean isLast = (head.getShort() & FLAG_DONE) != 0;
        int type = Short.toUnsignedInt(head.getShort());
        long cookie = head.getLong();
        long lengthBytes = Integer.toUnsignedLong(head.getInt());
        NbdRequest request = request(requests, cookie);
        Refusal refusal = Refusal.NO;
        if (type == OFFSET_DATA && lengthBytes > 8) {
            data(request, connection.get(8).getLong(), lengthBytes - 8);
        } else if (type == OFFSET_HOLE && lengthBytes == 12) {
            ByteBuffer hole = connection.get(12);
            hole(request, hole.getLong(), Integer.toUnsignedLong(hole.getInt()));
        } else if (type >= ERROR && lengthBytes >= 6 && lengthBytes <= MOST_ERROR_BYTES) {
            refusal = error(connection.get((int) lengthBytes));
        } else if (type != NONE || lengthBytes != 0) {
            throw connection.fault(
                    "the server sends a chunk of type %d and %d bytes"
                            .formatted(type, lengthBytes));
        }
        if (isLast && refusal.equals(Refusal.NO) && !request.isWhole() && !request.isRefused()) {
            throw connection.fault(
                    "the server has not sent all of the %d bytes at byte %d"
                            .formatted(request.lengthBytes(), request.startBytes()));
        }
        return new Part(cookie, isLast, refusal);
    }

    private NbdRequest request(Map<Long, NbdRequest> requests, long cookie) throws IOException {
        NbdRequest request = requests.get(cookie);
        if (request == null) {
            throw connection.fault(
                    "the server answers request %s, which nobody made"
                            .formatted(Long.toUnsignedString(cookie)));
        }
        return request;
    }

    private void requireNew(NbdRequest request, long positionBytes, long lengthBytes)
            throws IOException {
        if (!request.isNew(positionBytes, lengthBytes)) {
            throw connection.fault(
                    "the server sends %d bytes at byte %s for the request of %d bytes at byte %d"
                            .formatted(
                                    lengthBytes,
                                    Long.toUnsignedString(positionBytes),
                                    request.lengthBytes(),
                                    request.startBytes()));
        }
    }

    private void data(NbdRequest request, long positionBytes, long lengthBytes) throws IOException {
        requireNew(request, positionBytes, lengthBytes);
        MemorySegment wanted = wanted(request, positionBytes, lengthBytes);
        long beforeBytes = Math.clamp(request.wantedBytes() - positionBytes, 0, lengthBytes);
        connection.skip(beforeBytes);
        connection.fill(wanted.asByteBuffer());
        connection.skip(lengthBytes - beforeBytes - wanted.byteSize());
    }

    private void hole(NbdRequest request, long positionBytes, long lengthBytes) throws IOException {
        requireNew(request, positionBytes, lengthBytes);
        wanted(request, positionBytes, lengthBytes).fill((byte) 0);
    }

    /** Where those bytes go of a run that are wanted. */
    private static MemorySegment wanted(NbdRequest request, long positionBytes, long lengthBytes) {
        MemorySegment target = request.target();
        // No overflow: the run lies in the request.
        long from = Math.clamp(positionBytes - request.wantedBytes(), 0, target.byteSize());
        long end =
                Math.clamp(
                        positionBytes + lengthBytes - request.wantedBytes(), 0, target.byteSize());
        return target.asSlice(from, end - from);
    }

    private Refusal error(ByteBuffer data) {
        int error = data.getInt();
        int length = Short.toUnsignedInt(data.getShort());
        String said =
                StandardCharsets.UTF_8
                        .decode(data.slice(data.position(), Math.min(length, data.remaining())))
                        .toString();
        return new Refusal(said.isEmpty() ? words(error) : words(error) + " (" + said + ")");
    }

    private static String words(int error) {
        return switch (error) {
            case 1 -> "the operation is not permitted";
            case 5 -> "input/output error";
            case 12 -> "the server has too little memory";
            case 22 -> "the server calls the request invalid";
            case 28 -> "no space left on the server";
            case 75 -> "the server calls the request too large";
            case 95 -> "the server does not support it";
            case 108 -> "the server is shutting down";
            default -> "error " + Integer.toUnsignedString(error);
        };
    }
}
