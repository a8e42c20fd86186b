// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.mount.protocol.Answer;
import ext2cat.mount.protocol.Handshake;
import ext2cat.mount.protocol.Opcode;
import ext2cat.mount.protocol.Request;
import ext2cat.volume.Volume;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a server what the kernel would, in its messages, and decodes the answers. */
final class FakeKernel {

    private static final int REQUEST_HEADER_BYTES = 40;

    private final Server server;
    private final Counts counts = new Counts();
    private final List<String> said = new ArrayList<>();
    private final Answer answer =
            new Answer(
                    MemorySegment.ofArray(
                            new byte[Answer.HEADER_BYTES + Handshake.MAX_READ_BYTES]));
    private long unique = 2;
    private int uid;

    /** An answer: an error number or a body. */
    record Got(int errno, ByteBuffer body) {}

    /** An entry of a directory's list, and the node that came with it, 0 for none. */
    record Listed(String name, long inode, int type, long node) {}

    FakeKernel(Volume volume) throws IOException {
        this(volume, Ownership.STORED);
    }

    FakeKernel(Volume volume, Ownership ownership) throws IOException {
        ServiceLog log = (inode, thrown) -> said.add(inode + ": " + thrown.getMessage());
        server = new Server(new ImageService(volume, ownership, log, 1 << 20), log, counts);
    }

    /** What was told to the log. */
    List<String> said() {
        return said;
    }

    Counts counts() {
        return counts;
    }

    /** Asks as this user from now on. */
    FakeKernel as(int user) {
        uid = user;
        return this;
    }

    /** Sends a request; empty if it is not answered. */
    Optional<Got> send(Opcode opcode, long node, byte[] body) {
        ByteBuffer message = buffer(REQUEST_HEADER_BYTES + body.length);
        message.putInt(message.capacity()).putInt(opcode.number()).putLong(unique).putLong(node);
        message.putInt(uid).putInt(0).putInt(1).putInt(0).put(body);
        boolean answered;
        try {
            answered = server.serve(Request.of(MemorySegment.ofArray(message.array())), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!answered) {
            return Optional.empty();
        }
        ByteBuffer got = answer.message(unique).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (got.getInt(0) != got.capacity() || got.getLong(8) != unique) {
            throw new IllegalStateException("the header of the answer is wrong");
        }
        unique += 2;
        ByteBuffer copy = buffer(got.capacity() - Answer.HEADER_BYTES);
        copy.put(got.slice(Answer.HEADER_BYTES, copy.capacity())).flip();
        return Optional.of(new Got(-got.getInt(4), copy));
    }

    Got ask(Opcode opcode, long node, byte[] body) {
        return send(opcode, node, body).orElseThrow();
    }

    Got lookup(long node, String name) {
        return ask(Opcode.LOOKUP, node, ended(name.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The node of a path of Latin letters. */
    long node(String path) {
        long node = Request.ROOT;
        for (String name : path.substring(1).split("/")) {
            node = lookup(node, name).body().getLong(0);
        }
        return node;
    }

    Got read(long node, long position, int size) {
        return ask(Opcode.READ, node, at(position, size));
    }

    Got seek(long node, long position, int whence) {
        return ask(Opcode.LSEEK, node, at(position, whence));
    }

    /** A whole file. */
    byte[] contents(long node) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            ByteBuffer part = read(node, all.size(), Handshake.MAX_READ_BYTES).body();
            if (!part.hasRemaining()) {
                return all.toByteArray();
            }
            all.write(part.array(), 0, part.remaining());
        }
    }

    Got xattr(long node, String name, int room) {
        byte[] ended = ended(name.getBytes(StandardCharsets.UTF_8));
        return ask(
                Opcode.GETXATTR,
                node,
                buffer(8 + ended.length).putInt(room).putInt(0).put(ended).array());
    }

    Got xattrs(long node, int room) {
        return ask(Opcode.LISTXATTR, node, buffer(8).putInt(room).array());
    }

    /** A whole directory, in answers of so many bytes, until one is empty or fails. */
    List<Listed> list(long node, Opcode opcode, int room) {
        List<Listed> all = new ArrayList<>();
        long position = 0;
        while (true) {
            Got got = ask(opcode, node, at(position, room));
            if (got.errno() != 0 || !got.body().hasRemaining()) {
                return all;
            }
            while (got.body().hasRemaining()) {
                position = entry(got.body(), opcode, all);
            }
        }
    }

    private static long entry(ByteBuffer body, Opcode opcode, List<Listed> all) {
        long node = 0;
        if (opcode == Opcode.READDIRPLUS) {
            node = body.getLong(body.position());
            body.position(body.position() + 128);
        }
        long inode = body.getLong();
        long next = body.getLong();
        byte[] name = new byte[body.getInt()];
        int type = body.getInt();
        body.get(name);
        body.position(Math.ceilDiv(body.position(), 8) * 8);
        all.add(new Listed(new String(name, StandardCharsets.ISO_8859_1), inode, type, node));
        return next;
    }

    private static byte[] at(long position, int size) {
        return buffer(40).putLong(0).putLong(position).putInt(size).array();
    }

    static byte[] ended(byte[] name) {
        return buffer(name.length + 1).put(name).array();
    }

    static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
