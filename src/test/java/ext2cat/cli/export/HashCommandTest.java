// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Terminal;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

final class HashCommandTest {

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private Path image;

    @BeforeEach
    void expand() throws IOException {
        image = new TestImages().named("tree-default-4k").expandInto(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-4k", "maps-1k", "htree-1k", "tour"})
    void everyFileHasTheHashThatTheTreeTells(String name) throws IOException {
        TestImage tested = new TestImages().named(name);
        Path other = tested.expandInto(Files.createDirectory(folder.resolve("other")));
        Map<String, String> found = new HashMap<>();
        for (String line : run("hash", "-z", other).split("\0")) {
            if (!line.isEmpty()) {
                assertThat(line.substring(64, 67)).isEqualTo("  .");
                found.put(line.substring(67), line.substring(0, 64));
            }
        }
        for (ExpectedEntry expected : tested.expected()) {
            String path = new String(expected.pathBytes(), StandardCharsets.ISO_8859_1);
            if (expected.is("file")) {
                assertThat(found.remove(path)).as(path).isEqualTo(expected.sha256().orElseThrow());
            } else if (expected.is("hardlink")) {
                assertThat(found.remove(path)).as(path).isNotNull();
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void namesAreEscapedAsSha256sumDoesIt() throws IOException {
        String lines = run("hash", image, "/names");
        assertThat(lines.lines())
                .anyMatch(line -> line.matches("\\\\[0-9a-f]{64}  \\./names/new\\\\nline"))
                .anyMatch(
                        line -> line.matches("\\\\[0-9a-f]{64}  \\./names/quote\"and'and\\\\\\\\"))
                .anyMatch(line -> line.matches("\\\\[0-9a-f]{64}  \\./names/tab\tand\\\\rreturn"))
                .anyMatch(line -> line.matches("[0-9a-f]{64}  \\./names/latin1-\u00e9t\u00e9"));
    }

    @Test
    void linesMayBeginWithTheAlgorithm() throws IOException {
        assertThat(run("hash", "--tag", "-a", "md5", image, "/hello.txt"))
                .isEqualTo("MD5 (./hello.txt) = 746308829575e17c3331bbcb00c0898b\n");
        assertThat(run("hash", "--tag", image, "/names").lines())
                .anyMatch(
                        line ->
                                line.matches(
                                        "\\\\SHA256 \\(\\./names/new\\\\nline\\) = [0-9a-f]{64}"));
        assertThat(run("hash", "-a", "sha224", image, "/hello.txt")).matches("[0-9a-f]{56}  .*\n");
        assertThat(run("hash", "-a", "sha384", image, "/hello.txt")).matches("[0-9a-f]{96}  .*\n");
    }

    @Test
    void whatIsInADirectoryCanBeInOrder() throws IOException {
        List<String> stored = paths(run("hash", "-z", image, "/names"));
        List<String> sorted = paths(run("hash", "-z", "--sort", image, "/names"));
        assertThat(sorted)
                .isSorted()
                .isNotEqualTo(stored)
                .containsExactlyInAnyOrderElementsOf(stored);
    }

    private static List<String> paths(String lines) {
        return Stream.of(lines.split("\0")).map(line -> line.substring(64)).toList();
    }

    @Test
    void aTerminalGetsNamesThatAreSafe() throws IOException {
        String lines = ran(new Terminal(true, 80, false), ExitCode.OK, "hash", image, "/names");
        assertThat(lines).contains("  ./names/new\\x0aline\n").doesNotContain("\033");
    }

    @Test
    void jsonHasPathSizeAndHash() throws IOException {
        assertThat(run("hash", "--json", "-a", "md5", image, "/hello.txt").replaceAll("\\s+", " "))
                .isEqualTo(
                        "{ \"algorithm\": \"md5\", \"files\": [ { \"path\": \"/hello.txt\","
                                + " \"size_bytes\": 14, \"hash\":"
                                + " \"746308829575e17c3331bbcb00c0898b\" } ] } ");
    }

    @Test
    void aFileThatCannotBeReadToItsEndHasNoLine() throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}), 34L * 4096);
        }
        String lines =
                ran(
                        Terminal.NONE,
                        ExitCode.CORRUPT,
                        "hash",
                        image,
                        "/5000-bytes",
                        "/70000-bytes",
                        "/hello.txt");
        assertThat(lines.lines()).hasSize(2);
        assertThat(lines).doesNotContain("70000");
        assertThat(err.toString()).startsWith("ext2 hash: /70000-bytes: inode 16: file block 12");
    }

    @Test
    void aTerminalGetsEachLineWhenItIsDone() {
        assertThat(writes(new Terminal(true, 80, false))).hasSizeGreaterThan(2);
        assertThat(writes(Terminal.NONE)).hasSize(1);
    }

    /** The sizes of the pieces in which the output is written. */
    private List<Integer> writes(Terminal terminal) {
        List<Integer> sizes = new ArrayList<>();
        OutputStream out =
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        sizes.add(1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        sizes.add(length);
                    }
                };
        Streams streams =
                new Streams(Channels.newChannel(out), new PrintWriter(err), false, terminal);
        assertThat(Ext2.run(new String[] {"hash", image.toString(), "/names"}, streams)).isZero();
        return sizes;
    }

    private String run(Object... arguments) throws IOException {
        return ran(Terminal.NONE, ExitCode.OK, arguments);
    }

    /** What the program writes, a character a byte. */
    private String ran(Terminal terminal, ExitCode code, Object... arguments) throws IOException {
        String[] args = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        Path out = Files.createTempFile(folder, "out", "");
        try (FileChannel channel = FileChannel.open(out, StandardOpenOption.WRITE)) {
            Streams streams = new Streams(channel, new PrintWriter(err, true), false, terminal);
            assertThat(Ext2.run(args, streams)).as(err.toString()).isEqualTo(code.value());
        }
        return Files.readString(out, StandardCharsets.ISO_8859_1);
    }
}
