// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.disk.FileType;
import ext2cat.images.TestImages;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * All commands at random on small images, in several threads of one process; and threads that share
 * one volume, which is closed while they read. Memory and descriptors must not grow.
 */
final class Soak {

    private static final List<String> NAMES =
            List.of("tree-default-1k", "tree-everything-1k", "ext3-recover-1k", "extents-1k");
    private static final long MOST_OUTPUT_BYTES = 1L << 30;
    private static final int LAST_EXIT_CODE = 4;
    private static final int MOST_MORE_DESCRIPTORS = 8;
    private static final long MOST_MORE_KILOBYTES = 64 << 10;

    private final AtomicLong executions = new AtomicLong();
    private final AtomicLong closedWhileRead = new AtomicLong();
    private final List<Path> images;
    private final Path out;
    private final long end;

    private Soak(List<Path> images, Path out, long end) {
        this.images = images;
        this.out = out;
        this.end = end;
    }

    /**
     * Runs; the exit code is 1 if anything fails or grows.
     *
     * @param arguments how many seconds, how many threads
     */
    public static void main(String[] arguments) throws Exception {
        long nanos = Long.parseLong(arguments[0]) * 1_000_000_000L;
        int threads = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("ext2-soak-");
        List<Path> images = new ArrayList<>();
        for (String name : NAMES) {
            images.add(new TestImages().named(name).expandInto(folder));
        }
        long began = System.nanoTime();
        // What the first commands load and compile is no growth.
        new Soak(images, folder, began + nanos / 3).run(threads);
        long descriptors = descriptors();
        long kilobytes = residentKilobytes();
        Soak soak = new Soak(images, folder, began + nanos);
        soak.run(threads);
        System.gc(); // channels that nobody closed would be closed here, too late
        System.out.printf(
                "%d commands, %d volumes closed while read; descriptors %d, then %d; resident %d"
                        + " kB, then %d%n",
                soak.executions.get(),
                soak.closedWhileRead.get(),
                descriptors,
                descriptors(),
                kilobytes,
                residentKilobytes());
        boolean grew =
                descriptors() > descriptors + MOST_MORE_DESCRIPTORS
                        || residentKilobytes() > kilobytes + MOST_MORE_KILOBYTES;
        System.exit(grew ? 1 : 0);
    }

    private void run(int threads) throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                Random random = new Random(thread);
                boolean closes = thread == 0;
                all.add(
                        pool.submit(
                                () -> {
                                    while (System.nanoTime() < end) {
                                        if (closes) {
                                            closeWhileRead(random);
                                        } else {
                                            command(random);
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void command(Random random) {
        Path image = images.get(random.nextInt(images.size()));
        List<String> line =
                CommandLines.some(
                        random,
                        true,
                        image.toString(),
                        "/hello.txt",
                        out.toString(),
                        image.toString());
        if (line.contains("extract") || line.contains("-o")) {
            return; // several threads would write the same files
        }
        StringWriter err = new StringWriter();
        int code =
                Ext2.run(
                        line.toArray(String[]::new),
                        new Streams(
                                new Budget(MOST_OUTPUT_BYTES), new PrintWriter(err, true), false));
        if (code > LAST_EXIT_CODE || err.toString().contains("internal error")) {
            throw new IllegalStateException(line + ": " + code + " " + err);
        }
        executions.incrementAndGet();
    }

    /**
     * Two threads read all of a volume, and one closes it meanwhile: they end, with an IOException.
     */
    private void closeWhileRead(Random random) throws Exception {
        Volume volume = Volume.open(images.get(random.nextInt(images.size())));
        try (volume;
                ExecutorService readers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                all.add(readers.submit(() -> readAll(volume)));
            }
            Thread.sleep(random.nextInt(4));
            volume.close();
            for (Future<?> one : all) {
                one.get();
            }
        }
        closedWhileRead.incrementAndGet();
    }

    private static void readAll(Volume volume) {
        try (Stream<TreeEntry> tree = volume.walk("/", Integer.MAX_VALUE)) {
            for (TreeEntry entry : (Iterable<TreeEntry>) tree::iterator) {
                if (entry.inode().type() == FileType.REGULAR) {
                    entry.inode().readAllBytes();
                }
            }
        } catch (IOException | UncheckedIOException _) {
            // It was closed.
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
