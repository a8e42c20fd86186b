// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Command lines of {@code ext2cat}: standard output, standard error and exit code. */
final class CatCommandTest {

    private final TestImages images = new TestImages();
    @TempDir private Path folder;
    private Path tour;
    private Path tree;

    @BeforeEach
    void expand() throws IOException {
        tour = images.named("tour").expandInto(folder);
        tree = images.named("tree-default-1k").expandInto(folder);
    }

    @Test
    void everyFileOfTheTourIsWrittenAsItIs() throws Exception {
        for (ExpectedEntry entry : images.named("tour").expected()) {
            if (entry.is("file")) {
                Ran ran = Ran.ext2cat(folder, tour, typed(entry.pathBytes()));
                assertThat(ran.err()).isEmpty();
                assertThat(ran.code()).isZero();
                assertThat(sha256(ran.out())).as(entry.path()).isEqualTo(entry.sha256().get());
            }
        }
    }

    @Test
    void aCompressedImageIsReadAsItIs() throws Exception {
        for (String name : new String[] {"tree-default-1k", "tree-rev0-1k", "tree-inode256-1k"}) {
            Path packed = images.named(name).packed();
            Ran.ext2cat(folder, packed, "/hello.txt").check("Hello, world!\n", "", ExitCode.OK);
        }
    }

    @Test
    void pathsAreWrittenInTheirOrder() throws Exception {
        Ran.ext2cat(folder, tree, "/links/end", "/hello.txt", "links/end")
                .check(
                        contents(tree, "/links/end")
                                + "Hello, world!\n"
                                + contents(tree, "/links/end"),
                        "",
                        ExitCode.OK);
    }

    @Test
    void aPathThatFailsIsToldAndTheOthersAreWritten() throws Exception {
        Ran.ext2cat(folder, tree, "/hello.txt", "/none", "/links", "/hello.txt")
                .check(
                        "Hello, world!\nHello, world!\n",
                        """
                        ext2cat: /none: no such file or directory
                        ext2cat: /links: is a directory
                        """,
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void theFirstFailureGivesTheExitCode() throws Exception {
        byte[] damaged = images.named("tour").bytes();
        // The first pointer of /notes/verse.txt, inode 14, in the table at block 5.
        ByteBuffer.wrap(damaged).putInt(5 * 1024 + 13 * 128 + 40, -1);
        Path image = Files.write(folder.resolve("damaged.img"), damaged);
        assertThat(Ran.ext2cat(folder, image, "/notes/verse.txt", "/none").code()).isEqualTo(3);
        assertThat(Ran.ext2cat(folder, image, "/none", "/notes/verse.txt").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/, is a directory",
        "/links, is a directory",
        "/dev/null, is a character device",
        "/dev/sda1, is a block device",
        "/dev/fifo, is a fifo",
        "/dev/socket, is a socket",
        "/links/dot, is a directory",
        "/none, no such file or directory",
        "'', no such file or directory",
        "-, no such file or directory",
        "/links/self, 'too many symbolic links, more than 40'",
        "/links/dangling, no such file or directory",
        "${user.home}, no such file or directory",
        "@/hello.txt, no such file or directory",
        "/hello.txt/x, a part of the path is not a directory"
    })
    void whatIsNoFileSaysWhatItIs(String path, String what) throws Exception {
        String shown = path.isEmpty() ? "''" : path;
        Ran.ext2cat(folder, tree, path)
                .check("", "ext2cat: " + shown + ": " + what + "\n", ExitCode.PATH_OR_IO);
    }

    @Test
    void aFileIsNamedByItsBytesOrItsSpelling() throws Exception {
        Path file = images.named("tree-default-1k").packed();
        for (String path :
                new String[] {
                    "/names/-dash-in-front",
                    "/names/latin1-\uDCE9t\uDCE9",
                    "/names/latin1-\\xe9t\\xe9",
                    "/names/new\nline",
                    "/names/new\\x0aline",
                    "/names/star*and?and[x]",
                    "/names/\u65e5\u672c\u8a9e"
                }) {
            Ran ran = Ran.ext2cat(folder, file, path);
            assertThat(ran.err()).isEmpty();
            assertThat(Files.size(ran.out())).isPositive();
        }
    }

    @Test
    void aNameThatCouldDeceiveIsShownSpelled() throws Exception {
        Ran.ext2cat(folder, tree, "/\u001b[31mred\n\uDCFF")
                .check(
                        "",
                        "ext2cat: /\\x1b[31mred\\x0a\\xff: no such file or directory\n",
                        ExitCode.PATH_OR_IO);
        Ran.ext2cat(folder, folder.resolve("no\nimage"), "/x")
                .check(
                        "",
                        "ext2cat: " + folder + "/no\\x0aimage: no such file or directory\n",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void anImageMayHaveAnyName() throws Exception {
        Path odd = Arguments.path(folder + "/caf\uDCE9 1.img");
        Files.copy(tree, odd);
        Ran.ext2cat(folder, folder + "/caf\uDCE9 1.img", "/hello.txt")
                .check("Hello, world!\n", "", ExitCode.OK);
    }

    @Test
    void behindTwoDashesEverythingIsANameAndOneDashIsAlwaysOne() throws Exception {
        Ran.ext2cat(folder, tree, "--", "-x", "--help")
                .check(
                        "",
                        """
                        ext2cat: -x: no such file or directory
                        ext2cat: --help: no such file or directory
                        """,
                        ExitCode.PATH_OR_IO);
        Ran.ext2cat(folder, tree, "-")
                .check("", "ext2cat: -: no such file or directory\n", ExitCode.PATH_OR_IO);
    }

    @Test
    void optionsMayStandAnywhere() throws Exception {
        for (Object[] args :
                new Object[][] {
                    {"--superblock", 1, tree, "/hello.txt"},
                    {tree, "--superblock=1", "/hello.txt"},
                    {tree, "/hello.txt", "--offset", 0}
                }) {
            Ran.ext2cat(folder, args).check("Hello, world!\n", "", ExitCode.OK);
        }
    }

    @Test
    void aFileSystemInsideALargerImageIsReadByItsOffset() throws Exception {
        Path disk = folder.resolve("disk.img");
        Files.write(
                disk,
                ByteBuffer.allocate(1_048_577 + 4 + (int) Files.size(tree))
                        .put(1_048_577, Files.readAllBytes(tree))
                        .array());
        Ran.ext2cat(folder, "--offset", 1_048_577, disk, "/hello.txt")
                .check("Hello, world!\n", "", ExitCode.OK);
        assertThat(Ran.ext2cat(folder, "--offset", 1_048_576, disk, "/hello.txt").code())
                .isEqualTo(ExitCode.CORRUPT.value());
        Ran.ext2cat(folder, "--offset", Long.MAX_VALUE, disk, "/hello.txt")
                .check(
                        "",
                        "ext2cat: %s: offset 9223372036854775807 is not inside its %d bytes\n"
                                .formatted(disk, Files.size(disk)),
                        ExitCode.CORRUPT);
    }

    @Test
    void aBackupSuperblockOpensWhatThePrimaryOneCannot() throws Exception {
        byte[] dead = images.named("base-1k").bytes();
        Arrays.fill(dead, 1024, 2048, (byte) 0);
        Path image = Files.write(folder.resolve("dead.img"), dead);
        Ran failed = Ran.ext2cat(folder, image, "/small");
        assertThat(failed.code()).isEqualTo(ExitCode.CORRUPT.value());
        String option = failed.err().replaceAll("(?s).*\\((--superblock) (\\d+)\\)\n", "$1=$2");
        Ran opened = Ran.ext2cat(folder, option, image, "/small");
        assertThat(opened.err()).isEmpty();
        assertThat(Files.size(opened.out())).isPositive();
    }

    @Test
    void theJournalIsReplayedUnlessOneSaysOtherwise() throws Exception {
        Path image = images.named("ext3-recover-1k").expandInto(folder);
        byte[] before = Files.readAllBytes(image);
        Ran newest = Ran.ext2cat(folder, image, "/changed");
        assertThat(newest.code()).isZero();
        assertThat(newest.err()).isEmpty();
        assertThat(newest.text()).isEqualTo("what the journal would make of it\n\0\0\0\0");
        Ran asItLies = Ran.ext2cat(folder, "--no-replay", image, "/changed");
        assertThat(asItLies.code()).isZero();
        assertThat(asItLies.err())
                .hasLineCount(1)
                .isEqualTo(
                        "ext2cat: warning: "
                                + image
                                + ": the journal holds changes that are not read\n");
        assertThat(asItLies.text()).isEqualTo("what stands in the file system itself\n");
        assertThat(image).hasBinaryContent(before);
    }

    @Test
    void anImageThatIsCutOffIsToldBeforeTheFile() throws Exception {
        byte[] bytes = Files.readAllBytes(tree);
        Path image = Files.write(folder.resolve("cut.img"), Arrays.copyOf(bytes, bytes.length - 1));
        Ran.ext2cat(folder, image, "/hello.txt")
                .check(
                        "Hello, world!\n",
                        ("ext2cat: warning: %s: the image is cut off:"
                                        + " it has %d bytes, but its file system %d\n")
                                .formatted(image, bytes.length - 1, bytes.length),
                        ExitCode.OK);
    }

    @Test
    void debugAddsTheStackTrace() throws Exception {
        Ran ran = Ran.ext2cat(folder, "--debug", tree, "/none");
        assertThat(ran.err())
                .startsWith(
                        """
                        ext2cat: /none: no such file or directory
                        java.nio.file.NoSuchFileException: /none
                            at ext2cat\
                        """);
        assertThat(ran.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| IMAGE and PATH are missing",
                "IMAGE | PATH is missing",
                "--none IMAGE /x | unknown option '--none'",
                "--offset IMAGE /x | Invalid value for option '--offset': 'IMAGE' is not a number"
                        + " from 0 to 2^63 - 1, with or without s, K, M, G or T after it",
                "--offset=-1 IMAGE /x | Invalid value for option '--offset': '-1' is not a number"
                        + " from 0 to 2^63 - 1, with or without s, K, M, G or T after it",
                "--superblock=-1 IMAGE /x | Invalid value for option '--superblock': '-1' is not a"
                        + " number from 0 to 2^63 - 1",
                "IMAGE /x --offset | option --offset needs a value (BYTES)"
            })
    void aCommandLineThatMakesNoSenseIsToldInTwoLines(String line, String message)
            throws Exception {
        Object[] args = line == null ? new Object[0] : line.split(" ");
        Ran.ext2cat(folder, args)
                .check("", "ext2cat: " + message + "\nTry 'ext2cat --help'.\n", ExitCode.USAGE);
    }

    @Test
    void helpFitsATerminalAndSaysAll() throws Exception {
        Ran ran = Ran.ext2cat(folder, "--help");
        assertThat(Files.readAllLines(ran.out())).allMatch(line -> line.length() <= 80);
        ran.check(help(), "", ExitCode.OK);
        Ran.ext2cat(folder, "-h").check(help(), "", ExitCode.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void versionIsOneLine(String option) throws Exception {
        Ran ran = Ran.ext2cat(folder, option);
        assertThat(Files.readString(ran.out())).matches("ext2cat \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(ran.err()).isEmpty();
    }

    private String contents(Path image, String path) throws IOException {
        return Files.readString(
                Ran.ext2cat(folder, image, path).out(), StandardCharsets.ISO_8859_1);
    }

    /** Bytes as {@link Arguments#recover} hands them on. */
    private static String typed(byte[] path) {
        return new String(path, StandardCharsets.UTF_8);
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String help() {
        return """
        Usage: ext2cat [OPTIONS] IMAGE PATH...
        Writes files of an ext2, ext3 or ext4 image to standard output, or one to a
        file, without mounting it.
              IMAGE                The image.
              PATH...              Files of the image, written in this order.
          -o, --output=FILE        Write one PATH to FILE. Holes stay holes. The file
                                     gets its name only when it is complete.
              --keep-going         Write zeros for each block that cannot be read, and
                                     say how many there are.
              --offset=BYTES       The file system begins at this byte of the image.
                                     Units: s for sectors of 512 bytes, K, M, G, T.
              --partition=NAME     The file system is in this partition: its number,
                                     label or UUID; or in this file of an archive.
                                     'IMAGE#NAME' says it, too.
              --backing            Read the backing files that the image names, if they
                                     lie beside it.
              --max-expand=BYTES   Refuse a compressed image or a stream of more bytes.
                                     Default: read what its file system or its
                                     partitions need, and 64 GiB of anything else.
              --superblock=BLOCK   Open the file system by the backup superblock in
                                     this block, counted in blocks of the file system.
              --no-replay          Read the image as it lies. Default: the journal is
                                     replayed in memory.
              --journal=FILE       The journal, if it is on a device of its own.
              --strict             Refuse what has a wrong checksum, as Linux does.
                                     Default: warn, and read it.
              --debug              Show the stack trace of an error.
          -h, --help               Show this help message and exit.
          -V, --version            Print version information and exit.

        Exit code:
          0   All files were written.
          1   A path is missing or is not a file, or reading or writing failed.
          2   Invalid arguments.
          3   The image is damaged, or is not an ext2, ext3 or ext4 image; the rest was
                done.
          4   The image uses a feature that this program does not know.

        Names:
          A path begins at the root of the image, with or without a slash. Bytes that
          are not UTF-8 may be typed as they are, or as \\xNN, the way this program
          shows them. Symbolic links are followed, but never out of the image.

        Images:
          An image is a file or a block device. If it is compressed by gzip, xz, zstd,
          bzip2, lz4 or lzma, it is first expanded into a temporary file, in TMPDIR if
          that is set.

        Examples:
            ext2cat disk.img /README.txt /man-page /notes/latest
            ext2cat --offset 0 disk.img /README.txt
            ext2cat -o out/man-page disk.img /man-page
        """;
    }
}
