// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is said before the first request: options, each with its replies. */
final class NbdHandshake {

    private static final long MAGIC = 0x4e42_444d_4147_4943L; // NBDMAGIC
    private static final long OPTION_MAGIC = 0x4948_4156_454f_5054L; // IHAVEOPT
    private static final long REPLY_MAGIC = 0x3_e889_0455_65a9L;
    private static final long OLD_STYLE_MAGIC = 0x0042_0281_8612_53L;

    private static final int FIXED_NEWSTYLE = 1;
    private static final int NO_ZEROES = 2;

    private static final int OPT_EXPORT_NAME = 1;
    private static final int OPT_LIST = 3;
    private static final int OPT_GO = 7;
    private static final int OPT_STRUCTURED_REPLY = 8;

    private static final int REP_ACK = 1;
    private static final int REP_SERVER = 2;
    private static final int REP_INFO = 3;
    private static final int REP_ERROR = 1 << 31;
    private static final int REP_ERR_UNSUP = REP_ERROR + 1;
    private static final int REP_ERR_UNKNOWN = REP_ERROR + 6;

    private static final int INFO_EXPORT = 0;
    private static final int INFO_BLOCK_SIZE = 3;

    /** Names and messages have at most 4096 bytes; what is longer is no reply. */
    private static final int MOST_REPLY_BYTES = 1 << 14;

    private static final int MOST_REPLIES = 1 << 12;
    private static final int MOST_NAMED = 20;
    private static final int MOST_BLOCK_BYTES = 1 << 16;

    private final NbdConnection connection;
    private final String export;
    private long sizeBytes = -1;
    private int leastBytes = 1;
    private int mostBytes = NbdExport.PIECE_BYTES;

    private NbdHandshake(NbdConnection connection, String export) {
        this.connection = connection;
        this.export = export;
    }

    /** Agrees with the server on an export. */
    static NbdExport with(NbdConnection connection, String export) throws IOException {
        return new NbdHandshake(connection, export).run();
    }

    private record Reply(int type, ByteBuffer data) {

        boolean isError() {
            return (type & REP_ERROR) != 0;
        }
    }

    private NbdExport run() throws IOException {
        ByteBuffer hello = connection.get(16);
        long magic = hello.getLong();
        long style = hello.getLong();
        if (magic != MAGIC) {
            throw connection.fault(
                    "this is no NBD server: it begins with 0x%016x".formatted(magic));
        }
        if (style == OLD_STYLE_MAGIC) {
            throw connection.fault(
                    "the server speaks the old style of NBD, which knows no exports");
        }
        if (style != OPTION_MAGIC) {
            throw connection.fault(
                    "the server speaks no known style of NBD, 0x%016x".formatted(style));
        }
        int flags = connection.get(2).getShort();
        if ((flags & FIXED_NEWSTYLE) == 0) {
            throw connection.fault("the server does not speak the fixed new style of NBD");
        }
        boolean withoutZeroes = (flags & NO_ZEROES) != 0;
        connection.put(ByteBuffer.allocate(4).putInt(flags & (FIXED_NEWSTYLE | NO_ZEROES)).flip());

        ask(OPT_STRUCTURED_REPLY, ByteBuffer.allocate(0));
        Reply structured = reply(OPT_STRUCTURED_REPLY);
        if (!go()) {
            askByName(withoutZeroes);
        }
        if (sizeBytes < 0) {
            throw connection.fault("the server has not said how large the export is");
        }
        return new NbdExport(sizeBytes, leastBytes, mostBytes, structured.type == REP_ACK);
    }

    /** Asks for the export; whether the server knows this way to ask. */
    private boolean go() throws IOException {
        byte[] name = export.getBytes(StandardCharsets.UTF_8);
        ask(
                OPT_GO,
                ByteBuffer.allocate(4 + name.length + 4)
                        .putInt(name.length)
                        .put(name)
                        .putShort((short) 1)
                        .putShort((short) INFO_BLOCK_SIZE)
                        .flip());
        for (int count = 0; count < MOST_REPLIES; count++) {
            Reply reply = reply(OPT_GO);
            switch (reply.type) {
                case REP_ACK -> {
                    return true;
                }
                case REP_INFO -> take(reply.data);
                case REP_ERR_UNSUP -> {
                    return false;
                }
                case REP_ERR_UNKNOWN -> throw unknownExport();
                default -> throw refused(reply);
            }
        }
        throw connection.fault("the server does not end its replies");
    }

    private void take(ByteBuffer info) throws IOException {
        int type = info.remaining() < 2 ? -1 : info.getShort();
        if (type == INFO_EXPORT && info.remaining() >= 10) {
            sizeBytes = size(info.getLong());
        } else if (type == INFO_BLOCK_SIZE && info.remaining() >= 12) {
            int least = info.getInt();
            info.getInt(); // what it would like
            int most = info.getInt();
            if (least < 1
                    || least > MOST_BLOCK_BYTES
                    || Integer.bitCount(least) != 1
                    || most != -1 && Integer.compareUnsigned(most, least) < 0) {
                throw connection.fault(
                        "the server wants requests of %s to %s bytes"
                                .formatted(
                                        Integer.toUnsignedString(least),
                                        Integer.toUnsignedString(most)));
            }
            leastBytes = least;
            // The cast is safe: it is no more than a piece. A whole number of blocks is asked for.
            mostBytes =
                    (int) Math.min(NbdExport.PIECE_BYTES, Integer.toUnsignedLong(most))
                            / least
                            * least;
        }
    }

    private long size(long bytes) throws IOException {
        if (bytes < 0) {
            throw connection.fault(
                    "the server says that the export has %s bytes"
                            .formatted(Long.toUnsignedString(bytes)));
        }
        return bytes;
    }

    /** The first way there was, which has no replies: a server that refuses closes. */
    private void askByName(boolean withoutZeroes) throws IOException {
        ask(OPT_EXPORT_NAME, ByteBuffer.wrap(export.getBytes(StandardCharsets.UTF_8)));
        ByteBuffer answer = connection.get(10);
        sizeBytes = size(answer.getLong());
        if (!withoutZeroes) {
            connection.skip(124);
        }
    }

    private IOException unknownExport() throws IOException {
        List<String> names = names();
        String there =
                names.isEmpty()
                        ? ""
                        : "; it has "
                                + String.join(
                                        ", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
                                + (names.size() > MOST_NAMED ? ", …" : "");
        return connection.fault("the server has no export '%s'%s".formatted(export, there));
    }

    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        ask(OPT_LIST, ByteBuffer.allocate(0));
        for (int count = 0; count < MOST_REPLIES; count++) {
            Reply reply = reply(OPT_LIST);
            if (reply.type != REP_SERVER) {
                break; // its end, or an error: a server may keep its exports to itself
            }
            int length = reply.data.remaining() < 4 ? -1 : reply.data.getInt();
            if (length >= 0 && length <= reply.data.remaining() && names.size() <= MOST_NAMED) {
                names.add("'%s'".formatted(text(reply.data.slice(reply.data.position(), length))));
            }
        }
        return names;
    }

    private IOException refused(Reply reply) {
        if (!reply.isError()) {
            return connection.fault("the server answers by a reply of type " + reply.type);
        }
        String why =
                switch (reply.type - REP_ERROR) {
                    case 2 -> "by its policy";
                    case 3 -> "the request is invalid";
                    case 4 -> "its platform does not support it";
                    case 5 -> "it wants TLS, which is not supported";
                    case 7 -> "it is shutting down";
                    case 8 -> "it wants to be asked for block sizes";
                    case 9 -> "the request is too large";
                    default -> "error " + (reply.type - REP_ERROR);
                };
        String said = text(reply.data);
        return connection.fault(
                "the server refuses the export '%s': %s%s"
                        .formatted(export, why, said.isEmpty() ? "" : " (" + said + ")"));
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes).toString().strip();
    }

    private void ask(int option, ByteBuffer data) throws IOException {
        connection.put(
                ByteBuffer.allocate(16 + data.remaining())
                        .putLong(OPTION_MAGIC)
                        .putInt(option)
                        .putInt(data.remaining())
                        .put(data)
                        .flip());
    }

    private Reply reply(int option) throws IOException {
        ByteBuffer head = connection.get(20);
        long magic = head.getLong();
        int asked = head.getInt();
        int type = head.getInt();
        int length = head.getInt();
        if (magic != REPLY_MAGIC || asked != option || length < 0 || length > MOST_REPLY_BYTES) {
            throw connection.fault(
                    "the server answers option %d by 0x%016x, option %s, type %s, %s bytes"
                            .formatted(
                                    option,
                                    magic,
                                    Integer.toUnsignedString(asked),
                                    Integer.toUnsignedString(type),
                                    Integer.toUnsignedString(length)));
        }
        return new Reply(type, connection.get(length));
    }
}
