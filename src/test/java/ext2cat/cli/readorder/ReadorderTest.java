// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ext2 readorder} on the image of the tour, of 1 KiB blocks. */
class ReadorderTest {

    /** A file mapped backwards, from block 1090 down, with its indirect block in front. */
    private static final String BACKWARDS = "/backwards";

    @TempDir static Path folder;
    private static String image = "";

    /** What a command did. */
    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void expandImage() throws IOException {
        image = new TestImages().named("tour").expandInto(folder).toString();
    }

    @Test
    void tableListsTheReadsOfAFile() {
        Run run = run("--reader=whole", "--model=ext2", BACKWARDS);
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("/backwards: 20480 bytes in blocks of 1024, read by whole, model ext2")
                .contains("1070      1  IND   single block")
                .contains("1090      1  data  confused: not contiguous")
                .containsPattern("\nreads +21 +21 +21 +21\n");
    }

    @Test
    void severalPathsAreShownInOrderAndOneThatFailsDoesNotStopTheOthers() {
        Run run = run("--format=csv", BACKWARDS, "/missing", "/", "README.txt");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        """
                        ext2 readorder: /missing: no such file or directory
                        ext2 readorder: /: is a directory
                        """);
        assertThat(run.out().lines().skip(1).map(line -> line.split(",")[0]).distinct())
                .containsExactly(BACKWARDS, "README.txt");
    }

    @Test
    void orderIsVerifiedByTheExitCodeAndTheOffenderNamed() {
        assertThat(run("--verify", "--format=csv", BACKWARDS).code()).isZero();
        Run run = run("--verify", "--format=csv", "--model=per-block", "README.txt", BACKWARDS);
        assertThat(run.code()).isZero();
        Run all = run("--verify", "--model=per-block", "--all");
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.err()).contains("verify: ").contains("was not merged with it");
        assertThat(all.err().lines()).hasSize(1);
    }

    @Test
    void allFilesEndInTheFiguresAndTheWorst() {
        Run run = run("--all");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("^[0-9]+ regular files\n")
                .containsPattern("\nreads +[0-9]+ ")
                .contains("\nThe worst files, by offences")
                .containsPattern("\n       0 +19 +21 +1 +21  /backwards\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"blkparse", "blktrace"})
    void ownTraceIsFoundToFollowItsModel(String format) throws IOException {
        Path capture = folder.resolve("own." + format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(run(bytes, "--format=" + format, "--model=no-boundary", BACKWARDS).code())
                .isZero();
        Files.write(capture, bytes.toByteArray());
        Run same = run("--against=" + capture, "--model=no-boundary", BACKWARDS);
        assertThat(same.out()).contains("Model no-boundary: all 21 reads are equal.");
        assertThat(same.code()).isZero();
        for (String other : List.of("/fragments", "README.txt")) {
            assertThat(run("--against=" + capture, "--model=no-boundary", other).code())
                    .isEqualTo(1);
        }
    }

    /** However few reads of the file a capture holds, it is of a part of the file. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 20})
    void aCaptureOfAPartIsComparedAsFarAsItGoes(int reads) throws IOException {
        List<String> lines = queued("--model=ext4", "--reader=dd:12288");
        Path capture = folder.resolve("part.txt");
        Files.write(capture, lines.subList(0, reads));
        Run first = run("--against=" + capture, BACKWARDS);
        assertThat(first.out())
                .containsPattern(
                        "Verdict: the capture holds only a part of the file: .*; it follows");
        assertThat(first.code()).isZero();
        Files.write(capture, lines.subList(lines.size() - reads, lines.size()));
        Run last = run("--against=" + capture, BACKWARDS);
        assertThat(last.out())
                .contains("Verdict: the capture holds only a part of the file: its block");
        assertThat(last.code()).isZero();
    }

    @Test
    void aComparisonIsWrittenAsJson() throws IOException {
        Path capture = folder.resolve("json.txt");
        Files.write(capture, queued("--model=ext4", "--reader=md5sum"));
        Run whole = run("--against=" + capture, "--format=json", BACKWARDS);
        assertThat(whole.err()).isEmpty();
        assertThat(whole.code()).isZero();
        assertThat(whole.out())
                .startsWith("{")
                .contains("\"verdict\": \"follows\"", "\"offset_sectors\": 0", "\"ext4\"")
                .contains("\"program\": ", "\"found_out\": true", "\"what\": \"data ")
                .doesNotContain("\"part\"");
        Files.write(capture, queued("--reader=direct:1024").subList(0, 3));
        Run part = run("--against=" + capture, "--format=json", BACKWARDS);
        assertThat(part.out())
                .contains("\"part\": [", "\"first_file_block\": 0", "\"last_file_block\": 2")
                .contains("\"verdict\": \"follows\"");
    }

    private static List<String> queued(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--format=blkparse", BACKWARDS));
        return run(all.toArray(String[]::new))
                .out()
                .lines()
                .filter(line -> line.contains(" Q "))
                .toList();
    }

    @Test
    void readsAreWrittenAsJson() throws IOException {
        Run run =
                run(
                        "--format=json",
                        "--verify",
                        "--model=no-boundary",
                        "--reader=md5sum",
                        "--read-ahead-kb=64",
                        "/man-page",
                        "README.txt");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out().replaceAll("\\s+", " "))
                .contains(
                        "\"reader\": { \"program\": \"md5sum\", \"read_ahead_kb\": 64,"
                                + " \"max_sectors_kb\": 1280 }, \"files\": [",
                        "{ \"op\": \"R\", \"use\": \"IND\", \"disk_block\": 1012,"
                                + " \"count_blocks\": 1, \"offset_bytes\": 1036288,"
                                + " \"file_block\": 12, \"end\": \"single block\" }",
                        "\"file_blocks\": [ { \"file_block\": 0, \"count_blocks\": 12 } ]",
                        "\"no-boundary\": { \"reads\": 3, \"total_bytes\": 17408,"
                                + " \"mean_bytes\": 5802.6667,",
                        "\"backward_seeks\": { \"count\": 1, \"mean_sectors\": 26.0",
                        "\"verdict\": { \"offences\": 1, \"first\": \"read 2 (data 0-11 at",
                        "\"verdict\": { \"offences\": 0 }")
                .doesNotContain("\"error\"");
    }

    @Test
    void noFileAtAllIsStillAWholeDocument() {
        Run run = run("--format=json", "/missing");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).endsWith("\"files\": []\n}\n");
    }

    @Test
    void whatIsNoCaptureIsSaidWithItsName() {
        Run run = run("--against=" + folder.resolve("none"), BACKWARDS);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("none: no such file or directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"svg", "html"})
    void plotIsWrittenBesideTheTable(String kind) throws IOException {
        Path picture = folder.resolve("order." + kind);
        assertThat(run("--plot=" + picture, BACKWARDS).code()).isZero();
        assertThat(picture)
                .content()
                .contains("panel overlay", ">ext2<", ">no-boundary<", "21 reads");
        assertThat(run("--plot=" + picture, "--plot-style=panels", BACKWARDS).code()).isZero();
        assertThat(picture)
                .content()
                .contains("model ext2", "model no-boundary", "21 reads")
                .doesNotContain("panel overlay");
    }

    @Test
    void whatMakesNoSenseIsAUsageError() {
        for (String[] args :
                new String[][] {
                    {},
                    {"--all", BACKWARDS},
                    {"--model=minix", BACKWARDS},
                    {"--reader=less", BACKWARDS},
                    {"--reader=head", BACKWARDS},
                    {"--reader=direct:5000", BACKWARDS},
                    {"--against=x", "--format=csv", BACKWARDS},
                    {"--against=x", "--format=blktrace", BACKWARDS},
                    {"--format=xml", BACKWARDS},
                    {"--plot=order.png", BACKWARDS},
                    {"--plot=order.svg", "--plot-style=pie", BACKWARDS},
                    {"--plot=order.svg", "--all"},
                    {"--plot=order.svg", BACKWARDS, "README.txt"},
                    {"--against=x", "--all"},
                    {"--offset=3", BACKWARDS},
                    {"--device=sda", "--against=x", BACKWARDS},
                    {"--read-ahead-kb=-1", BACKWARDS}
                }) {
            Run run = run(args);
            assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void fullDiskIsNoFaultOfTheImage() {
        WritableByteChannel full =
                new WritableByteChannel() {
                    @Override
                    public int write(ByteBuffer bytes) throws IOException {
                        throw new IOException("No space left on device");
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {}
                };
        for (String format : List.of("text", "json", "blktrace")) {
            Run run = run(full, "--format=" + format, BACKWARDS);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("ext2 readorder: standard output: No space left on device\n");
        }
    }

    private static Run run(String... args) {
        return run(new ByteArrayOutputStream(), args);
    }

    private static Run run(ByteArrayOutputStream out, String... args) {
        Run run = run(Channels.newChannel(out), args);
        return new Run(run.code(), out.toString(StandardCharsets.UTF_8), run.err());
    }

    private static Run run(WritableByteChannel out, String... args) {
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("readorder"));
        all.addAll(List.of(args).stream().filter(arg -> arg.startsWith("-")).toList());
        all.add(image);
        all.addAll(List.of(args).stream().filter(arg -> !arg.startsWith("-")).toList());
        int code =
                Ext2.run(
                        all.toArray(String[]::new),
                        new Streams(out, new PrintWriter(err, true), false));
        return new Run(code, "", err.toString());
    }
}
