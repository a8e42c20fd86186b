// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one export on this machine, for one client: what it says is for each test to say. */
class NbdServer implements AutoCloseable {

    static final int ERROR = 1 << 31;

    final byte[] content;
    final AtomicInteger requests = new AtomicInteger();
    final List<Request> asked = new CopyOnWriteArrayList<>();
    DataInputStream in;
    DataOutputStream out;
    boolean structured;
    private final ServerSocket server;

    record Request(int command, long cookie, long at, int length) {}

    NbdServer(byte[] content) throws IOException {
        this.content = content;
        this.server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    NbdServer start() {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Socket socket = server.accept()) {
                                in = new DataInputStream(socket.getInputStream());
                                out = new DataOutputStream(socket.getOutputStream());
                                serve();
                            } catch (IOException _) {
                                // The client has gone.
                            }
                        });
        return this;
    }

    NbdAddress address(String export) throws IOException {
        return NbdAddress.of("nbd://127.0.0.1:%d/%s".formatted(server.getLocalPort(), export));
    }

    void serve() throws IOException {
        greet();
        while (option(in.readLong(), in.readInt(), in.readInt())) {}
        transmit();
    }

    void greet() throws IOException {
        out.writeLong(0x4e42444d41474943L);
        out.writeLong(0x49484156454f5054L);
        out.writeShort(3);
        in.readInt();
    }

    /** Whether more options may come. */
    boolean option(long magic, int option, int length) throws IOException {
        byte[] data = in.readNBytes(length);
        switch (option) {
            case 8 -> {
                structured = true;
                reply(8, 1, new byte[0]);
            }
            case 3 -> {
                for (String name : List.of("one", "two")) {
                    reply(
                            3,
                            2,
                            bytes(
                                    4 + name.length(),
                                    it -> {
                                        it.writeInt(name.length());
                                        it.writeBytes(name);
                                    }));
                }
                reply(3, 1, new byte[0]);
            }
            case 7 -> {
                return !go(new String(data, 4, data.length - 8));
            }
            default -> reply(option, ERROR + 1, new byte[0]);
        }
        return true;
    }

    /** Whether the export is there. */
    boolean go(String name) throws IOException {
        if (!name.equals("one")) {
            reply(7, ERROR + 6, "no such thing".getBytes());
            return false;
        }
        info();
        reply(7, 1, new byte[0]);
        return true;
    }

    void info() throws IOException {
        size(content.length);
    }

    void size(long bytes) throws IOException {
        reply(
                7,
                3,
                bytes(
                        12,
                        it -> {
                            it.writeShort(0);
                            it.writeLong(bytes);
                            it.writeShort(3);
                        }));
    }

    void blockSizes(int least, int most) throws IOException {
        reply(
                7,
                3,
                bytes(
                        14,
                        it -> {
                            it.writeShort(3);
                            it.writeInt(least);
                            it.writeInt(4096);
                            it.writeInt(most);
                        }));
    }

    void reply(int option, int type, byte[] data) throws IOException {
        out.writeLong(0x3e889045565a9L);
        out.writeInt(option);
        out.writeInt(type);
        out.writeInt(data.length);
        out.write(data);
    }

    void transmit() throws IOException {
        for (Request request = next(); request.command == 0; request = next()) {
            answer(request);
        }
    }

    Request next() throws IOException {
        if (in.readInt() != 0x25609513) {
            throw new IOException("no request");
        }
        in.readShort();
        Request request = new Request(in.readShort(), in.readLong(), in.readLong(), in.readInt());
        asked.add(request);
        requests.incrementAndGet();
        return request;
    }

    void answer(Request request) throws IOException {
        if (structured) {
            data(request, 1, request.at, request.length);
        } else {
            simple(request, 0);
            out.write(content, (int) request.at, request.length);
        }
    }

    void simple(Request request, int error) throws IOException {
        out.writeInt(0x67446698);
        out.writeInt(error);
        out.writeLong(request.cookie);
    }

    void chunk(Request request, int flags, int type, int length) throws IOException {
        out.writeInt(0x668e33ef);
        out.writeShort(flags);
        out.writeShort(type);
        out.writeLong(request.cookie);
        out.writeInt(length);
    }

    void data(Request request, int flags, long at, int length) throws IOException {
        chunk(request, flags, 1, 8 + length);
        out.writeLong(at);
        out.write(content, (int) at, length);
    }

    void hole(Request request, int flags, long at, int length) throws IOException {
        chunk(request, flags, 2, 12);
        out.writeLong(at);
        out.writeInt(length);
    }

    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    static byte[] bytes(int size, Writing writing) throws IOException {
        var bytes = new java.io.ByteArrayOutputStream(size);
        writing.to(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
