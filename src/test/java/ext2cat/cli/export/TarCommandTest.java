// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Terminal;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

final class TarCommandTest {

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private TestImage testImage;
    private Path image;

    @BeforeEach
    void expand() throws IOException {
        testImage = new TestImages().named("tree-default-4k");
        image = testImage.expandInto(Files.createDirectory(folder.resolve("image")));
    }

    @Test
    void standardOutputAndAFileGetTheSameArchive() throws IOException {
        assertThat(run("tar", image)).isZero();
        Path file = folder.resolve("archive.tar");
        assertThat(run("tar", "-o", file, image)).isZero();
        assertThat(Files.mismatch(file, folder.resolve("out-1"))).isEqualTo(-1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "ext2 tar: /dev/socket: a socket, which no archive can hold, is left out",
                        "ext2 tar: /dev/socket: a socket, which no archive can hold, is left out");
    }

    @ParameterizedTest
    @CsvSource({"--gzip", "-J", "--zstd"})
    void aCompressedArchiveExpandsToTheOther(String option) throws Exception {
        Path plain = folder.resolve("plain");
        Path packed = folder.resolve("packed");
        assertThat(run("tar", "-o", plain, image)).isZero();
        assertThat(run("tar", option, "-o", packed, image)).isZero();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(packed));
                InputStream expanded =
                        new CompressorStreamFactory().createCompressorInputStream(in)) {
            assertThat(expanded.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.tar.gz, gz",
        "a.TGZ, gz",
        "a.tar.xz, xz",
        "a.txz, xz",
        "a.tar.zst, zstd",
        "a.tzst, zstd"
    })
    void anArchiveIsCompressedAsItsNameSays(String name, String format) throws Exception {
        Path packed = folder.resolve(name);
        assertThat(run("tar", "-f", packed, image, "/hello.txt")).isZero();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(packed))) {
            assertThat(CompressorStreamFactory.detect(in)).isEqualTo(format);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.zip",
                "x.ZIP",
                "x.cpio",
                "x.7z",
                "x.ar",
                "x.a",
                "x.rar",
                "x.iso",
                "x.jar",
                "x.deb",
                "x.tar.lz4",
                "x.tlz4",
                "x.tar.bz2",
                "x.tbz2",
                "x.tar.lz",
                "x.tar.lzma",
                "x.tar.Z",
                "x.tar.br",
                "x.lzo",
                "x.cpio.gz",
                "x.zip.xz",
                "x.tar.bz2.gz"
            })
    void aNameOfAFormatThatIsNotWrittenIsRefused(String name) throws IOException {
        Path refused = folder.resolve(name);
        assertThat(run("tar", "-o", refused, image)).isEqualTo(2);
        assertThat(refused).doesNotExist();
        assertThat(err.toString())
                .contains(
                        "the name of %s names a format that is not written; .tar, .tar.gz, .tar.xz and"
                                        .formatted(refused)
                                + " .tar.zst are");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "x.tar", "x.pax", "x.old", "x.tar.1", "zip", "x.zip.tar", "d.zip-x"})
    void anyOtherNameIsThatOfAPlainArchive(String name) throws IOException {
        Path plain = folder.resolve(name);
        assertThat(run("tar", "-o", plain, image, "/hello.txt")).isZero();
        assertThat(Files.readString(plain, StandardCharsets.ISO_8859_1)).startsWith("hello.txt\0");
    }

    @Test
    void theCommandLineComesBeforeTheName() throws Exception {
        Path plain = folder.resolve("a.tar");
        assertThat(run("tar", "-o", plain, image, "/hello.txt")).isZero();
        assertThat(Files.readString(plain, StandardCharsets.ISO_8859_1)).startsWith("hello.txt\0");
        Path named = folder.resolve("a.tar.gz");
        assertThat(run("tar", "-J", "-o", named, image, "/hello.txt")).isZero();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(named))) {
            assertThat(CompressorStreamFactory.detect(in)).isEqualTo("xz");
        }
        assertThat(run("tar", "-o", "-", image, "/hello.txt")).isZero();
        assertThat(Files.readString(folder.resolve("out-1"), StandardCharsets.ISO_8859_1))
                .startsWith("hello.txt\0");
    }

    @Test
    void aPathIsArchivedUnderItsOwnNameAndOnlyOnce() throws IOException {
        assertThat(run("tar", image, "/owners/alice", "/owners", "/owners/private")).isZero();
        String archive = Files.readString(folder.resolve("out-1"), StandardCharsets.ISO_8859_1);
        assertThat(archive).startsWith("owners/\0").contains("owners/alice\0");
        assertThat(archive.split("owners/alice\0", -1)).hasSize(2);
        assertThat(archive).doesNotContain("hello.txt");
    }

    @Test
    void aPathThatIsMissingIsSaidAndTheOthersAreArchived() throws IOException {
        assertThat(run("tar", image, "/missing", "/hello.txt")).isEqualTo(1);
        assertThat(err).hasToString("ext2 tar: /missing: no such file or directory\n");
        assertThat(Files.readString(folder.resolve("out-1"), StandardCharsets.ISO_8859_1))
                .startsWith("hello.txt\0");
    }

    @Test
    void aDamagedFileIsFilledUpWithZerosAndTheRestIsThere() throws IOException {
        patch(34L * 4096, new byte[] {-1, -1, -1, -1}); // the indirect block of /70000-bytes
        assertThat(run("tar", image, "/70000-bytes", "/hello.txt")).isEqualTo(3);
        assertThat(err.toString().lines().toList())
                .hasSize(2)
                .satisfies(
                        lines -> {
                            assertThat(lines.get(0))
                                    .startsWith("ext2 tar: /70000-bytes: inode 16: file block 12");
                            assertThat(lines.get(1))
                                    .isEqualTo(
                                            "ext2 tar: /70000-bytes: the rest of it is zeros in the"
                                                    + " archive");
                        });
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(Files.newInputStream(folder.resolve("out-1")))) {
            assertThat(tar.getNextEntry().getName()).isEqualTo("70000-bytes");
            byte[] contents = tar.readAllBytes();
            assertThat(contents).hasSize(70_000);
            assertThat(new String(contents, StandardCharsets.US_ASCII))
                    .startsWith("/70000-bytes @0 ")
                    .contains("\n/70000-bytes @45056 ")
                    .doesNotContain("@49152");
            assertThat(Arrays.copyOfRange(contents, 12 * 4096, 70_000)).containsOnly(0);
            assertThat(tar.getNextEntry().getName()).isEqualTo("hello.txt");
        }
    }

    @Test
    void whatIsInADirectoryCanBeInOrder() throws IOException {
        assertThat(run("tar", "--sort", "-o", folder.resolve("sorted"), image, "/names")).isZero();
        assertThat(run("tar", "-o", folder.resolve("stored"), image, "/names")).isZero();
        assertThat(names("stored")).isNotEqualTo(names("sorted"));
        assertThat(names("sorted")).isSorted().containsExactlyInAnyOrderElementsOf(names("stored"));
    }

    @Test
    void entriesAreChosenByPatternsAndLoseNamesAtTheFront() throws IOException {
        Path excluded = Files.writeString(folder.resolve("excluded"), "/dev \n\n/names\n");
        assertThat(run("tar", "--exclude-from", excluded, "-o", folder.resolve("some"), image))
                .isZero();
        assertThat(names("some"))
                .contains("./", "./hello.txt")
                .noneMatch(name -> name.startsWith("./dev") || name.startsWith("./names"));
        Path one = folder.resolve("one");
        assertThat(run("tar", "--include=/dev/f*", "--strip-components=1", "-o", one, image))
                .isZero();
        assertThat(names("one")).containsExactly("./fifo");
    }

    @Test
    void ownersAndTimesCanBeTheSameForAll() throws IOException {
        Path file = folder.resolve("fixed");
        assertThat(
                        run(
                                "tar",
                                "--owner=nobody:65534",
                                "--group=+70000",
                                "--mtime=@1000",
                                "--numeric-owner",
                                "-o",
                                file,
                                image,
                                "/hello.txt"))
                .isZero();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
            TarArchiveEntry entry = tar.getNextEntry();
            assertThat(entry.getLongUserId()).isEqualTo(65534);
            assertThat(entry.getLongGroupId()).isEqualTo(70000);
            assertThat(entry.getLastModifiedTime().toMillis()).isEqualTo(1_000_000);
        }
        assertThat(run("tar", "--owner=nobody-there", image)).isEqualTo(1);
        assertThat(err.toString()).endsWith("--owner: the image has no name nobody-there\n");
    }

    @Test
    void socketsCanBeLeftOutQuietly() throws IOException {
        assertThat(run("tar", "-q", image)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    /** The names that fit a header, a character a byte. */
    private List<String> names(String archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        Files.newInputStream(folder.resolve(archive)), "ISO-8859-1")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (entry.getName().length() <= 100) {
                    names.add(entry.getName());
                }
            }
        }
        return names;
    }

    @Test
    void aNameThatNoFileCanHaveIsSaidAndLeftOut() throws IOException {
        byte[] bytes = Files.readAllBytes(image);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\t\1hello.txt");
        patch(at + 4, new byte[] {'/'});
        assertThat(run("tar", image)).isEqualTo(3);
        assertThat(err.toString())
                .contains("no file can have the name 'he\\x2flo.txt' (inode 12)\n");
        assertThat(Files.readString(folder.resolve("out-1"), StandardCharsets.ISO_8859_1))
                .doesNotContain("he/lo.txt");
    }

    @Test
    void aTerminalGetsNoArchive() throws IOException {
        Terminal terminal = new Terminal(true, 80, false);
        assertThat(run(terminal, "tar", image)).isEqualTo(2);
        assertThat(Files.size(folder.resolve("out-1"))).isZero();
        assertThat(err.toString()).contains("not for a terminal");
    }

    @Test
    void theImageItselfIsNotOverwritten() throws IOException {
        assertThat(run("tar", "-o", image, image)).isEqualTo(1);
        assertThat(err.toString()).endsWith("is the image itself\n");
    }

    @Test
    void nothingIsLeftWhereAnArchiveCannotBeMade() throws IOException {
        Path file = folder.resolve("missing/archive");
        assertThat(run("tar", "-o", file, image)).isEqualTo(1);
        assertThat(err).hasToString("ext2 tar: " + file + ": no such file or directory\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "bsdtar"})
    void realProgramsReadTheArchive(String program) throws Exception {
        assumeThat(isInstalled(program)).as(program + " is installed").isTrue();
        Path file = folder.resolve("archive.tar");
        assertThat(run("tar", "-o", file, image)).isZero();
        byte[] names = output(program, "-tf", file.toString());
        long expected = testImage.expected().stream().filter(it -> !it.is("socket")).count();
        assertThat(new String(names, StandardCharsets.ISO_8859_1).lines()).hasSize((int) expected);
        for (String path : List.of("/hello.txt", "/70000-bytes", "/hole")) {
            byte[] contents = output(program, "-xOf", file.toString(), "." + path);
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(contents));
            assertThat(testImage.expected())
                    .filteredOn(it -> it.path().equals(path))
                    .first()
                    .satisfies(it -> assertThat(it.sha256()).contains(hash));
        }
    }

    private void patch(long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private int run(Object... arguments) throws IOException {
        return run(Terminal.NONE, arguments);
    }

    /** Runs the program; standard output goes to {@code out-1}. */
    private int run(Terminal terminal, Object... arguments) throws IOException {
        String[] args = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
        try (FileChannel channel =
                FileChannel.open(
                        folder.resolve("out-1"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            return Ext2.run(
                    args, new Streams(channel, new PrintWriter(err, true), false, terminal));
        }
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private static byte[] output(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] bytes = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return bytes;
    }
}
