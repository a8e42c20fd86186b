// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.mpage.ReadModel;
import ext2cat.readorder.format.OrderFormat;
import ext2cat.readorder.format.TracedImage;
import ext2cat.readorder.observe.OrderStatistics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The tools that our formats are for take what we write. Skipped, and said so, without them. */
class RealToolsTest {

    private static final LaidOutFile FIRST = LaidOutFile.usual(300, 6183);
    private static final LaidOutFile SECOND =
            LaidOutFile.of(36, 37, 38, 39, 2500, 2501, 2502, 2503, 28, 29, 30, 31);

    @TempDir Path folder;

    @Test
    void blkparsePrintsOurBinaryAsOurTextSays() throws Exception {
        requireTool("blkparse");
        write(OrderFormat.BLKTRACE, "t.blktrace.0");
        Path text = write(OrderFormat.BLKPARSE, "t.txt");
        List<String> printed = run("blkparse", "-i", "t");
        List<String> events = printed.stream().filter(line -> line.startsWith("  7,0")).toList();
        assertThat(events).isEqualTo(Files.readAllLines(text)).hasSizeGreaterThan(20);
        assertThat(String.join("\n", printed)).contains("Skips: 0 forward");
    }

    @Test
    void bttMeasuresTheSeeksForwardAsWeDo() throws Exception {
        requireTool("blkparse");
        requireTool("btt");
        write(OrderFormat.BLKTRACE, "t.blktrace.0");
        run("blkparse", "-q", "-i", "t", "-d", "t.bin");
        run("btt", "-i", "t.bin", "-s", "seek");
        List<Long> distances;
        try (Stream<String> lines = Files.lines(folder.resolve("seek_7,0_q2q_r.dat"))) {
            distances = lines.map(line -> Long.parseLong(line.trim().split(" +")[1])).toList();
        }
        OrderSummary ours = ourFigures();
        assertThat(distances).hasSize((int) ours.reads());
        List<Long> forward = distances.stream().skip(1).filter(d -> d > 0).sorted().toList();
        assertThat(forward).hasSize((int) ours.forward().count());
        assertThat(forward.get((forward.size() - 1) / 2)).isEqualTo(ours.forward().medianSectors());
        assertThat(forward.stream().mapToLong(d -> d).average())
                .hasValue(ours.forward().meanSectors());
    }

    @ParameterizedTest
    @EnumSource(names = {"BLKTRACE", "FIO", "FIO3"})
    void fioReplaysEveryRead(OrderFormat format) throws Exception {
        requireTool("fio");
        try (RandomAccessFile image = new RandomAccessFile(folder.resolve("img").toFile(), "rw")) {
            image.setLength(8 << 20);
        }
        Path log = write(format, "log.blktrace.0");
        List<String> report =
                run(
                        "fio",
                        "--name=replay",
                        "--read_iolog=" + log,
                        "--replay_redirect=" + folder.resolve("img"),
                        "--ioengine=psync",
                        "--thread",
                        "--output-format=terse",
                        "--terse-version=3");
        // The version, fio's version, name, group, error, and the kilobytes read.
        assertThat(report)
                .anyMatch(
                        line ->
                                line.matches(
                                        "3;fio-[^;]*;replay;0;0;%d;.*"
                                                .formatted(ourFigures().bytes() / 1024)));
    }

    private static OrderSummary ourFigures() {
        OrderStatistics statistics = new OrderStatistics(Predicted.BLOCK_BITS);
        try {
            Predicted.of(FIRST).model(ReadModel.NO_BOUNDARY).predict(statistics);
            Predicted.of(SECOND).model(ReadModel.NO_BOUNDARY).predict(statistics);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return statistics.summary();
    }

    private Path write(OrderFormat format, String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            WrittenOrder.write(
                    format,
                    out,
                    new TracedImage(folder.resolve("img").toString(), Predicted.BLOCK_BITS, 0),
                    ReadModel.NO_BOUNDARY,
                    "/a \"name\"",
                    FIRST,
                    SECOND);
        }
        return file;
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve(command[0] + ".out");
        int status =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
        List<String> lines = Files.readAllLines(output);
        assertThat(status).as(() -> String.join("\n", lines)).isZero();
        return lines;
    }

    private static void requireTool(String name) {
        boolean present =
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(dir -> Files.isExecutable(Path.of(dir, name)));
        if (!present) {
            System.err.println("NOT TESTED: " + name + " is not installed");
        }
        assumeTrue(present, name + " is not installed");
    }
}
