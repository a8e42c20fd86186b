// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Recordings that tools/record-readers made on Linux 6.18, whose ext4 driver serves ext2, of
 * programs that read a file in pieces: each is found to follow the model ext4, without a word on
 * the reader, and by the reader's name.
 */
final class RecordedReadersTest {

    private static final String FILE = "pieces";

    @TempDir private Path folder;

    private record Recording(String reader, List<String> reads) {}

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void readerAndModelOfEachRecordingAreFound(int blockSize) throws Exception {
        String image = resource("readers-" + blockSize + ".img.xz").toString();
        Path capture = folder.resolve("capture.txt");
        List<Recording> recordings = recordings(blockSize);
        assertThat(recordings).hasSize(29);
        for (Recording recording : recordings) {
            Files.write(capture, recording.reads());
            String found = readorder("--against=" + capture, image, "/" + FILE);
            assertThat(found)
                    .as(recording.reader())
                    .startsWith("exit 0\n")
                    .containsPattern("Verdict: .*follows .*the model ext4");
            String named =
                    readorder(
                            "--against=" + capture,
                            "--reader=" + recording.reader(),
                            "--model=ext4",
                            image,
                            "/" + FILE);
            assertThat(named).as(recording.reader()).startsWith("exit 0\n");
            boolean isPart = recording.reader().matches("head.*|tail.*|.*@.*");
            assertThat(named.contains("holds only a part of the file"))
                    .as(recording.reader())
                    .isEqualTo(isPart);
        }
    }

    /** As text of tracefs, by a process whose name says nothing. */
    private static List<Recording> recordings(int blockSize) throws Exception {
        List<Recording> recordings = new ArrayList<>();
        Path file = resource("readers-" + blockSize + ".tsv.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.US_ASCII))) {
            boolean wanted = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split("\t");
                if (words[0].equals("CASE")) {
                    wanted = words[2].equals(FILE);
                    if (wanted) {
                        recordings.add(new Recording(spelled(words[1]), new ArrayList<>()));
                    }
                } else if (wanted) {
                    recordings
                            .getLast()
                            .reads()
                            .add(
                                    "task-7 [000] ..... 1.000001: block_bio_queue: 7,0 %s %s + %s [task]"
                                            .formatted(words[0], words[1], words[2]));
                }
            }
        }
        return recordings;
    }

    /** The name for {@code --reader}. */
    private static String spelled(String recorded) {
        return switch (recorded) {
            case "cksum" -> "sequential:64K";
            case "wc" -> "sequential:16320";
            case "tar-of-directory" -> "tar";
            case "skip:30" -> "dd:4K@120K";
            default -> recorded;
        };
    }

    private static String readorder(String... args) throws IOException {
        List<String> all = new ArrayList<>(List.of("readorder"));
        all.addAll(List.of(args));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int code =
                Ext2.run(
                        all.toArray(String[]::new),
                        new Streams(Channels.newChannel(out), new PrintWriter(err, true), false));
        return "exit " + code + "\n" + err + out.toString(StandardCharsets.UTF_8);
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(
                                RecordedReadersTest.class.getResource("/capture/readers/" + name))
                        .toURI());
    }
}
