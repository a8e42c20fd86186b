// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount;

import ext2cat.mount.kernel.CrashWatch;
import ext2cat.mount.kernel.FuseChannel;
import ext2cat.mount.kernel.MountPoint;
import ext2cat.mount.kernel.MountRequest;
import ext2cat.mount.protocol.Handshake;
import ext2cat.mount.protocol.Opcode;
import ext2cat.mount.protocol.Request;
import ext2cat.mount.serve.Counts;
import ext2cat.mount.serve.ImageService;
import ext2cat.mount.serve.Server;
import ext2cat.mount.serve.ServiceLog;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A volume that is mounted on a directory, read-only, and served by threads of this program. */
public final class Mount implements AutoCloseable {

    private static final int LEAST_THREADS = 2; // one is to hear of interrupts
    private static final int MOST_THREADS = 8;

    /** A part of the heap for the names of directories. */
    private static final int HEAP_PARTS = 4;

    private final MountPoint place;
    private final Server server;
    private final ServiceLog log;
    private final Counts counts;
    private final CrashWatch watch;
    private final List<Thread> threads = new ArrayList<>();

    private Mount(MountPoint place, Server server, ServiceLog log, Counts counts) {
        this.place = place;
        this.server = server;
        this.log = log;
        this.counts = counts;
        this.watch = CrashWatch.over(place);
    }

    /**
     * Mounts a volume. When this returns, files can be read.
     *
     * @param source what lists of mounts call it
     * @param directory where it is mounted; what is in it is covered
     * @param log hears of damage, from several threads
     * @throws IOException if it cannot be mounted; the message says why
     */
    public static Mount of(
            Volume volume, String source, Path directory, MountOptions options, ServiceLog log)
            throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new FileSystemException(directory.toString(), null, "is not a directory");
        }
        volume.root(); // must be there
        Counts counts = new Counts();
        ImageService service =
                new ImageService(
                        volume,
                        options.ownership(),
                        log,
                        Runtime.getRuntime().maxMemory() / HEAP_PARTS);
        MountPoint place =
                MountPoint.mount(
                        new MountRequest(
                                options.name().orElse(source),
                                directory.toRealPath(),
                                options.allowOther(),
                                options.noExec()));
        Mount mount = new Mount(place, new Server(service, log, counts), log, counts);
        try {
            mount.start();
        } catch (IOException e) {
            mount.unmount();
            mount.close();
            throw e;
        }
        return mount;
    }

    /** Begins with one thread, since the first request tells how to speak. */
    private void start() throws IOException {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        thread(() -> serveFirst(begun));
        try {
            begun.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IOException("interrupted while the kernel was asked", e);
        }
        int all =
                Math.clamp(Runtime.getRuntime().availableProcessors(), LEAST_THREADS, MOST_THREADS);
        for (int i = 1; i < all; i++) {
            thread(this::serveAnother);
        }
    }

    private void thread(Runnable work) {
        Thread thread = new Thread(work, "ext2cat mount " + threads.size());
        threads.add(thread);
        thread.start();
    }

    private void serveFirst(CompletableFuture<Void> begun) {
        try (FuseChannel channel = FuseChannel.of(place)) {
            Optional<Request> first = channel.receive();
            if (first.isEmpty() || first.get().opcode() != Opcode.INIT) {
                throw new ProtocolException("the kernel does not begin with its version");
            }
            Handshake kernel = Handshake.of(first.get());
            if (!kernel.isUnderstood()) {
                throw new ProtocolException(
                        "the kernel speaks version %d.%d of FUSE, which is not understood"
                                .formatted(kernel.major(), kernel.minor()));
            }
            answer(channel, first.get());
            begun.complete(null);
            serve(channel);
        } catch (IOException | RuntimeException e) {
            if (!begun.completeExceptionally(e)) {
                log.failed(Request.ROOT, e);
            }
        }
    }

    private void serveAnother() {
        try (FuseChannel channel = FuseChannel.another(place)) {
            serve(channel);
        } catch (IOException | RuntimeException e) {
            log.failed(Request.ROOT, e);
        }
    }

    private void serve(FuseChannel channel) throws IOException {
        for (Optional<Request> next = channel.receive();
                next.isPresent();
                next = channel.receive()) {
            answer(channel, next.get());
        }
    }

    private void answer(FuseChannel channel, Request request) {
        if (server.serve(request, channel.answer())) {
            channel.send(request.unique());
        }
    }

    /** What was asked for so far. */
    public Counts counts() {
        return counts;
    }

    /**
     * Waits until it is unmounted, by whomever, but no longer than this.
     *
     * @return whether it is unmounted
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public boolean await(Duration most) throws InterruptedException {
        boolean ended = true;
        for (Thread thread : threads) {
            ended = ended && thread.join(most);
        }
        return ended;
    }

    /**
     * Unmounts it. Who still uses it loses it when this program ends; then the answer is false.
     *
     * @return whether nobody used it
     * @throws IOException if it cannot be unmounted
     */
    public boolean unmount() throws IOException {
        return place.unmount();
    }

    /** Ends what was started beside the mount, which is gone or is to go with this program. */
    @Override
    public void close() {
        watch.close();
        if (threads.stream().noneMatch(Thread::isAlive)) {
            place.close();
        }
    }
}
