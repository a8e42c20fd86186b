// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import ext2cat.image.format.ContainerSamples;
import ext2cat.images.TestImages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Changes small images and files around them, aimed at what lies where, and runs commands on each.
 * A file that a change does not touch must be read as before.
 */
final class CommandFuzz {

    private static final int MUTANTS_OF_A_SAMPLE = 250;
    private static final int COMMANDS_OF_A_MUTANT = 2;
    private static final long LARGE_BYTES = 32 << 20;
    private static final int CONTAINER_BLOCK_BYTES = 512;

    private static final List<Sample> IMAGES =
            List.of(
                    image("backup-1k", "/"),
                    image("tree-default-4k", "/70000-bytes"),
                    image("htree-1k", "/"),
                    image("tree-everything-1k", "/hello.txt"),
                    image("tree-rev0-1k", "/links/to-dir/alice"),
                    image("tree-inode512-1k", "/70000-bytes"),
                    image("tree-metabg-1k", "/70000-bytes"),
                    image("deleted-1k", "/"),
                    image("ext3-clean-1k", "/hello.txt"),
                    image("ext3-recover-1k", "/changed"),
                    image("ext3-recover-4k", "/long"),
                    image("extents-1k", "/deep"),
                    image("bigalloc-4k", "/alternating"));

    private final Path folder;
    private final CommandRun commands;
    private final Watchdog watchdog = new Watchdog();
    private long mutants;
    private long executions;
    private long compared;
    private int findings;

    private CommandFuzz(Path folder) throws IOException {
        this.folder = folder;
        this.commands = new CommandRun(Files.createDirectory(folder.resolve("written")));
    }

    /**
     * Runs until the time is up or so many mutants were made; the exit code is 1 if there was any
     * finding.
     *
     * @param arguments how many seconds; how many mutants; the first seed; perhaps a sample
     */
    public static void main(String[] arguments) throws IOException {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
        long most = Long.parseLong(arguments[1]);
        Path folder = Files.createTempDirectory("ext2-fuzz-");
        CommandFuzz fuzz = new CommandFuzz(folder);
        fuzz.watchdog.start();
        List<Sample> samples = new ArrayList<>(IMAGES);
        samples.addAll(containers());
        if (arguments.length > 3) {
            samples.removeIf(sample -> !sample.name().equals(arguments[3]));
        }
        long seed = Long.parseLong(arguments[2]);
        while (System.nanoTime() < end && fuzz.mutants < most) {
            for (Sample sample : samples) {
                fuzz.run(sample, seed, end);
            }
            seed += MUTANTS_OF_A_SAMPLE;
        }
        System.out.printf(
                "%d mutants, %d commands, %d files read that were not touched, %d findings; the"
                        + " next seed is %d%n",
                fuzz.mutants, fuzz.executions, fuzz.compared, fuzz.findings, seed);
        System.exit(fuzz.findings == 0 ? 0 : 1);
    }

    private static Sample image(String name, String path) {
        return new Sample(name, path, () -> new TestImages().named(name).bytes());
    }

    private static List<Sample> containers() throws IOException {
        byte[] disk = ContainerSamples.disk();
        return ContainerSamples.of(disk).entrySet().stream()
                .map(file -> new Sample(file.getKey(), "/", file::getValue))
                .toList();
    }

    private void run(Sample sample, long firstSeed, long end) throws IOException {
        byte[] bytes = sample.bytes().get();
        Optional<Anatomy> anatomy =
                IMAGES.contains(sample) ? Optional.of(new Anatomy(bytes)) : Optional.empty();
        Optional<Truth> truth =
                anatomy.isPresent()
                        ? Optional.of(new Truth(bytes, anatomy.get()))
                        : Optional.empty();
        Map<Place, List<Integer>> places =
                anatomy.map(Anatomy::places).orElseGet(() -> Map.of(Place.ANYTHING, inUse(bytes)));
        int blockBytes = anatomy.map(Anatomy::blockBytes).orElse(CONTAINER_BLOCK_BYTES);
        Path file = Files.write(folder.resolve(sample.name()), bytes);
        Path sound = Files.write(folder.resolve("sound"), bytes);
        for (long seed = firstSeed;
                seed < firstSeed + MUTANTS_OF_A_SAMPLE && System.nanoTime() < end;
                seed++) {
            Mutant mutant = Mutant.of(bytes, places, blockBytes, seed);
            write(file, bytes, mutant);
            mutants++;
            if (truth.isPresent()) {
                watchdog.begin(sample.name() + " " + seed + ": read as before");
                truth.get().lie(mutant).ifPresent(lie -> report(sample, mutant, "lie: " + lie));
            }
            Random random = new Random(seed);
            boolean mayRead = anatomy.isEmpty() || !anatomy.get().hasLargeFile(LARGE_BYTES);
            for (int i = 0; i < COMMANDS_OF_A_MUTANT; i++) {
                List<String> line =
                        CommandLines.some(
                                random,
                                mayRead,
                                file.toString(),
                                sample.path(),
                                folder.resolve("written").toString(),
                                sound.toString());
                String what = seed + ": ext2 " + String.join(" ", line);
                watchdog.begin(sample.name() + " " + what);
                executions++;
                commands.finding(line)
                        .ifPresent(finding -> report(sample, mutant, what + ": " + finding));
            }
            mutant.undo();
            write(file, bytes, mutant);
        }
        compared += truth.map(Truth::compared).orElse(0L);
        Files.delete(file);
    }

    private void report(Sample sample, Mutant mutant, String what) {
        findings++;
        System.out.println("FINDING " + sample.name() + " seed " + what + " [" + mutant + "]");
    }

    /** Writes what a mutant changes, and no more: the file may be large. */
    private static void write(Path file, byte[] bytes, Mutant mutant) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (Mutant.Change change : mutant.changes()) {
                channel.write(
                        ByteBuffer.wrap(bytes, change.at(), change.before().length), change.at());
            }
        }
    }

    /**
     * Even offsets where something stands. The tables of a container are mostly at its beginning.
     */
    private static List<Integer> inUse(byte[] bytes) {
        return IntStream.range(0, bytes.length / 2)
                .map(half -> half * 2)
                .filter(at -> bytes[at] != 0 || bytes[at + 1] != 0)
                .limit(20_000)
                .boxed()
                .toList();
    }

    /** Ends the program where one step takes a minute. */
    private static final class Watchdog {

        private static final long MOST_NANOS = 60_000_000_000L;

        private volatile long began = System.nanoTime();
        private volatile String step = "start";
        private final Thread watched = Thread.currentThread();

        void begin(String what) {
            step = what;
            began = System.nanoTime();
        }

        void start() {
            Thread.ofPlatform().daemon().start(this::watch);
        }

        private void watch() {
            while (System.nanoTime() - began < MOST_NANOS) {
                try {
                    Thread.sleep(1000);
                } catch (InterruptedException _) {
                    return;
                }
            }
            System.out.println("HANG " + step);
            for (StackTraceElement frame : watched.getStackTrace()) {
                System.out.println("    at " + frame);
            }
            Runtime.getRuntime().halt(1);
        }
    }
}
