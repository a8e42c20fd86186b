// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.Ext2cat;
import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.Streams;
import ext2cat.images.MapLine;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code ext2cat --output}: the file that comes of it, and that nothing comes of a failure. */
final class CatToFileTest {

    /** 17 bytes in its first block, 1024 in its last, and nothing in the 64 MiB between. */
    private static final String MOSTLY_NOTHING = "/mostly-nothing";

    private static final long MOSTLY_NOTHING_BYTES = 64 << 20;
    private static final int BLOCK_BYTES = 1024;

    @TempDir Path folder;

    private Path image;
    private Path target;

    @BeforeEach
    void openAnImage() throws IOException {
        image = new TestImages().named("tour").expandInto(folder);
        target = Files.createDirectory(folder.resolve("outputs")).resolve("target");
    }

    @Test
    void everyFileIsWrittenAsToStandardOutput() throws IOException {
        for (String path : List.of("README.txt", "backwards", "fragments", "man-page")) {
            written(target, path);
            Ran plain = Ran.ext2cat(folder, image, path);
            assertThat(Files.mismatch(target, plain.out())).as(path).isEqualTo(-1);
        }
    }

    @Test
    void holesStayHoles() throws IOException {
        written(target, MOSTLY_NOTHING);
        Ran plain = Ran.ext2cat(folder, image, MOSTLY_NOTHING);
        assertThat(Files.size(target)).isEqualTo(MOSTLY_NOTHING_BYTES);
        assertThat(Files.mismatch(target, plain.out())).isEqualTo(-1);
        assertThat(allocatedBytes(target)).isBetween(1L, 1L << 20);
    }

    private static long allocatedBytes(Path file) throws IOException {
        Process du = new ProcessBuilder("du", "-B1", file.toString()).start();
        String text = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(text.matches("(?s)[0-9]+\\s.*"), "du does not tell how much is allocated");
        return Long.parseLong(text.split("\\s")[0]);
    }

    @Test
    void anEmptyFileIsWrittenToo() throws IOException {
        Files.writeString(target, "as it was");
        image = new TestImages().named("ends-1k").expandInto(folder);
        written(target, emptyFile());
        assertThat(Files.size(target)).isZero();
    }

    private static String emptyFile() throws IOException {
        return new TestImages()
                .named("ends-1k").expected().stream()
                        .filter(entry -> entry.sizeBytes().orElse(1) == 0)
                        .findFirst()
                        .orElseThrow()
                        .path();
    }

    @Test
    void aLongerFileIsReplacedAndItsPermissionsStay() throws IOException {
        Files.write(target, new byte[1000]);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r-----"));
        written(target, "README.txt");
        assertThat(Files.size(target)).isEqualTo(466);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aSymbolicLinkStaysAndWhatItLeadsToIsWritten() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        refused(link, "README.txt", link + ": is a symbolic link that leads nowhere");
        Files.createFile(target);
        written(link, "README.txt");
        assertThat(Files.isSymbolicLink(link)).isTrue();
        assertThat(Files.size(target)).isEqualTo(466);
    }

    @Test
    void whatCannotBeReplacedIsSaid() throws IOException {
        Path directory = target.getParent();
        refused(directory, "README.txt", directory + ": is a directory");
        // Not a device of the machine: a test that fails would replace it.
        Path socket = directory.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            refused(
                    socket,
                    "README.txt",
                    socket
                            + ": is not a regular file;"
                            + " let standard output lead there instead");
        } finally {
            Files.deleteIfExists(socket);
        }
        Path lost = directory.resolve("none/target");
        refused(lost, "README.txt", lost + ": no such file or directory");
        refused(image, "README.txt", image + ": is the image itself");
        refused(target, "none", "none: no such file or directory");
        refused(target, "/", "/: is a directory");
        assertThat(outputs()).isEmpty();
    }

    @Test
    void oneFileTakesOnePath() throws IOException {
        Ran ran = Ran.ext2cat(folder, "-o", target, image, "README.txt", "backwards");
        assertThat(ran.err())
                .isEqualTo("ext2cat: --output takes one PATH\nTry 'ext2cat --help'.\n");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(outputs()).isEmpty();
    }

    @Test
    void aFailureInTheMiddleLeavesWhatWasThere() throws IOException {
        Files.writeString(target, "as it was");
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            damageLastBlock(channel);
        }
        Ran ran = Ran.ext2cat(folder, "-o", target, image, MOSTLY_NOTHING);
        assertThat(ran.failures()).singleElement().asString().contains(MOSTLY_NOTHING);
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(outputs()).containsExactly(target);
        assertThat(Files.readString(target)).isEqualTo("as it was");
    }

    /** Lets the table that maps the last block name a block that the image does not have. */
    private void damageLastBlock(FileChannel channel) throws IOException {
        var map =
                new TestImages()
                        .named("tour").maps().stream()
                                .filter(one -> one.path().equals(MOSTLY_NOTHING))
                                .findFirst()
                                .orElseThrow();
        for (var line : map.lines()) {
            if (line instanceof MapLine.Table table && table.level() == 1) {
                byte[] pointers = new byte[BLOCK_BYTES];
                Arrays.fill(pointers, (byte) 0xFF);
                channel.write(ByteBuffer.wrap(pointers), table.diskBlock() * BLOCK_BYTES);
            }
        }
    }

    @Test
    void aTerminalSeesABarThatGoesAway() throws IOException {
        StringWriter err = new StringWriter();
        try (FileChannel out =
                FileChannel.open(
                        folder.resolve("out"),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            String[] args = {"-o", target.toString(), image.toString(), "README.txt"};
            Ext2cat.run(args, new Streams(out, new PrintWriter(err, true), true));
        }
        assertThat(err).hasToString("\rwriting [####################] 100%\r\033[K");
    }

    private void written(Path output, String path) throws IOException {
        Ran.ext2cat(folder, "-o", output, image, path).check("", "", ExitCode.OK);
        assertThat(outputs()).containsExactly(target);
    }

    private void refused(Path output, String path, String sentence) throws IOException {
        Ran.ext2cat(folder, "-o", output, image, path)
                .check("", "ext2cat: " + sentence + "\n", ExitCode.PATH_OR_IO);
    }

    private List<Path> outputs() throws IOException {
        try (Stream<Path> files = Files.list(target.getParent())) {
            return files.toList();
        }
    }
}
