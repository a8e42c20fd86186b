// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.nbd;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection to a server that is never waited for longer than a time. */
final class NbdConnection implements Closeable {

    private final String name;
    private final Duration patience;
    private final SocketChannel channel;
    private final Selector selector;

    private NbdConnection(
            String name, Duration patience, SocketChannel channel, Selector selector) {
        this.name = name;
        this.patience = patience;
        this.channel = channel;
        this.selector = selector;
    }

    /**
     * Connects.
     *
     * @param patience how long the server may say nothing
     */
    static NbdConnection to(NbdAddress address, Duration patience) throws IOException {
        if (address.server() instanceof InetSocketAddress host && host.isUnresolved()) {
            throw new IOException(
                    "%s: there is no host %s".formatted(address.text(), host.getHostString()));
        }
        SocketChannel channel =
                address.server() instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open();
        Selector selector = channel.provider().openSelector();
        NbdConnection connection = new NbdConnection(address.text(), patience, channel, selector);
        try {
            channel.configureBlocking(false);
            channel.register(selector, 0);
            if (!channel.connect(address.server())) {
                do {
                    connection.await(SelectionKey.OP_CONNECT);
                } while (!channel.finishConnect());
            }
            return connection;
        } catch (SocketTimeoutException e) {
            connection.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw new IOException(
                    "%s: the server cannot be reached: %s"
                            .formatted(address.text(), e.getMessage()),
                    e);
        }
    }

    /** What messages call the server. */
    String name() {
        return name;
    }

    /** An error with the server's name. */
    IOException fault(String what) {
        return new IOException(name + ": " + what);
    }

    /** Fills a buffer. */
    void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            int got = attempt(() -> channel.read(buffer));
            if (got < 0) {
                throw fault("the server has closed the connection");
            }
            if (got == 0) {
                await(SelectionKey.OP_READ);
            }
        }
    }

    /** The next bytes, ready to be read. */
    ByteBuffer get(int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        fill(buffer);
        return buffer.flip();
    }

    /** Reads bytes that nobody needs. */
    void skip(long bytes) throws IOException {
        for (long leftBytes = bytes; leftBytes > 0; ) {
            // The cast is safe: it is a piece of 64 KiB at most.
            int pieceBytes = (int) Math.min(leftBytes, 1 << 16);
            get(pieceBytes);
            leftBytes -= pieceBytes;
        }
    }

    /** Sends the rest of a buffer. */
    void put(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (attempt(() -> channel.write(buffer)) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    /** A read or a write, as the socket allows it. */
    @FunctionalInterface
    private interface Attempt {
        int run() throws IOException;
    }

    private int attempt(Attempt attempt) throws IOException {
        try {
            return attempt.run();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "%s: the connection is broken: %s".formatted(name, e.getMessage()), e);
        }
    }

    private void await(int operation) throws IOException {
        channel.keyFor(selector).interestOps(operation);
        long startNanos = System.nanoTime();
        while (selector.select(patience.toMillis()) == 0) {
            if (Thread.currentThread().isInterrupted()) {
                close();
                throw new ClosedByInterruptException();
            }
            if (System.nanoTime() - startNanos >= patience.toNanos()) {
                throw new SocketTimeoutException(
                        "%s: the server has not answered for %d seconds"
                                .formatted(name, patience.toSeconds()));
            }
        }
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        try (selector;
                channel) {
            // Both are closed, whatever one of them throws.
        }
    }
}
