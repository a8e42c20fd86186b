// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.DisplayWidth;
import ext2cat.cli.text.Terminal;
import ext2cat.device.MappedDevice;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;

/** {@code ext2 ls}. */
final class LsTest {

    private final TestImages images = new TestImages();
    @TempDir private Path folder;
    private TestImage image;
    private Path tree;
    private Path tour;

    @BeforeEach
    void expand() throws IOException {
        image = images.named("tree-default-1k");
        tree = image.expandInto(folder);
        tour = images.folder().resolve("tour.img.gz");
    }

    @Test
    void aDirectoryIsListedByTheBytesOfItsNames() throws IOException {
        List<String> expected =
                image.expected().stream()
                        .map(ExpectedEntry::path)
                        .filter(path -> path.matches("/[^/.][^/]*"))
                        .map(path -> path.substring(1))
                        .sorted()
                        .toList();
        assertThat(Listed.of("ls", tree).lines()).isEqualTo(expected);
        assertThat(Listed.of("ls", "-r", tree, "/").lines()).isEqualTo(expected.reversed());
        assertThat(Listed.of("ls", "-U", tree, "/").lines())
                .containsExactlyInAnyOrderElementsOf(expected)
                .isNotEqualTo(expected);
    }

    @Test
    void aLongLineIsThatOfGnuLs() {
        assertThat(Listed.of("ls", "-l", "--utc", tour).text())
                .isEqualTo(
                        """
                        total 78
                        -rw-r--r-- 2 0 0      466 Jan  1  2025 README.txt
                        -rw-r--r-- 1 0 0    20480 Nov 14  2023 backwards
                        drwxr-xr-x 2 0 0     1024 Nov 14  2023 dev
                        -rw-r--r-- 1 0 0    20480 Nov 14  2023 fragments
                        drwx------ 2 0 0    12288 Nov 14  2023 lost+found
                        -rw-r--r-- 1 0 0    16384 Nov 14  2023 man-page
                        -rw-r--r-- 1 0 0 67108864 Nov 14  2023 mostly-nothing
                        drwxr-xr-x 2 0 0     1024 Nov 14  2023 notes
                        lrwxrwxrwx 1 0 0       11 Nov 14  2023 nowhere -> /notes/lost
                        lrwxrwxrwx 1 0 0        5 Nov 14  2023 snake -> snake
                        """);
    }

    @Test
    void devicesHaveTheirNumbersInThePlaceOfASize() {
        assertThat(Listed.of("ls", "-l", "--time-style=iso", "--utc", tree, "/dev").text())
                .isEqualTo(
                        """
                        total 0
                        prw-r--r-- 1 0 0          0 2023-11-14  fifo
                        brw-rw---- 1 0 0 259, 60000 2023-11-14  many
                        crw-rw-rw- 1 0 0   1,     3 2023-11-14  null
                        brw-rw---- 1 0 0   8,     1 2023-11-14  sda1
                        srwxr-xr-x 1 0 0          0 2023-11-14  socket
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-lihF | 25 -rw-r--r-- 1 0 0 20K Nov 14  2023 /backwards",
                "-ld | -rw-r--r-- 1 0 0 20480 Nov 14  2023 /backwards",
                "--full-time | -rw-r--r-- 1 0 0 20480 2023-11-14 22:13:20.000000000 +0000"
                        + " /backwards",
                "-l --time-style=long-iso | -rw-r--r-- 1 0 0 20480 2023-11-14 22:13 /backwards",
                "-n --time=ctime | -rw-r--r-- 1 0 0 20480 Nov 14  2023 /backwards",
                "-i | 25 /backwards",
                "-ls | 21 -rw-r--r-- 1 0 0 20480 Nov 14  2023 /backwards",
                "-sh | 21K /backwards",
                "-g | -rw-r--r-- 1 0 20480 Nov 14  2023 /backwards",
                "-oG | -rw-r--r-- 1 0 20480 Nov 14  2023 /backwards",
                "-go | -rw-r--r-- 1 20480 Nov 14  2023 /backwards",
                "-lf | /backwards",
                "-l --time-style=+%s:%N | -rw-r--r-- 1 0 0 20480 1700000000:000000000 /backwards"
            })
    void optionsAreThoseOfGnuLs(String options, String line) {
        String all = "ls --utc " + options + " " + tour + " /backwards";
        assertThat(Listed.of((Object[]) all.split(" ")).lines()).containsExactly(line);
    }

    @Test
    void timesAreThoseOfTheZoneOfTheProcess() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(Listed.of("ls", "--full-time", tour, "/backwards").text())
                    .contains(" 2023-11-15 03:43:20.000000000 +0530 ");
            assertThat(Listed.of("ls", "-l", "--utc", tour, "/backwards").text())
                    .contains(" Nov 14  2023 ");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void entriesComeBySizeOrTimeAndThenByName() {
        assertThat(Listed.of("ls", "-S", tour).lines())
                .startsWith("mostly-nothing", "backwards", "fragments", "man-page")
                .endsWith("nowhere", "snake");
        assertThat(Listed.of("ls", "-t", tour).lines()).startsWith("README.txt", "backwards");
        assertThat(Listed.of("ls", "-tr", tour).lines()).endsWith("backwards", "README.txt");
    }

    @Test
    void otherOrdersAreThoseOfGnuLs() {
        assertThat(Listed.of("ls", "-X", tour).lines())
                .startsWith("backwards", "dev", "fragments")
                .endsWith("snake", "README.txt");
        assertThat(Listed.of("ls", "-p", "--group-directories-first", "-r", tour).lines())
                .startsWith("notes/", "lost+found/", "dev/", "snake", "nowhere")
                .endsWith("README.txt");
        // Where no inode is shown, a time that is chosen sorts; all but one have the same.
        assertThat(Listed.of("ls", "-u", tour).lines())
                .isEqualTo(Listed.of("ls", "--sort=name", tour).lines());
        assertThat(Listed.of("ls", "--sort=time", tour).lines()).startsWith("README.txt");
        assertThat(Listed.of("ls", "--sort=size", "-t", tour).lines()).startsWith("mostly-nothing");
        assertThat(Listed.of("ls", "-lc", "--utc", tour, "/README.txt").text())
                .contains(" Nov 14  2023 ");
        assertThat(Listed.of("ls", "-f", tour).lines())
                .startsWith(".", "..")
                .endsWith(Listed.of("ls", "-U", tour).lines().toArray(String[]::new));
    }

    @Test
    void whatFilesTakeStandsBeforeThemAndAbove() {
        assertThat(Listed.of("ls", "-s", tour, "/notes").text())
                .isEqualTo("total 4\n1 README\n1 caf\u00e9.txt\n0 latest\n2 verse.txt\n");
        assertThat(Listed.of("ls", "-sCi", "-w", "40", tour, "/notes").lines())
                .containsExactly(
                        "total 4",
                        "12 1 README    16 0 latest",
                        "15 1 caf\u00e9.txt  14 2 verse.txt");
    }

    @Test
    void aDirectoryOfVeryManyEntriesIsListedInParts() throws IOException {
        List<List<String>> parts = new ArrayList<>();
        try (Volume volume = Volume.open(MappedDevice.open(tree))) {
            Streams streams =
                    new Streams(
                            Channels.newChannel(new ByteArrayOutputStream()),
                            new PrintWriter(new StringWriter()),
                            false);
            Session session = new Session(streams, "ext2 ls", false);
            LsOptions options = new LsOptions(new Syntax("ext2 ls", ""));
            LsStyle style = options.style(false, false, Terminal.NONE);
            Located names = ImagePath.typed("/names").locate(volume);
            new LsDirectory(session, style, new LsFacts(session, style, false), names, _ -> {}, 7)
                    .read(part -> parts.add(part.stream().map(LsEntry::shown).toList()));
        }
        assertThat(parts).hasSizeGreaterThan(2);
        assertThat(parts.subList(0, parts.size() - 1)).allMatch(part -> part.size() == 7);
        assertThat(parts.stream().flatMap(List::stream).toList())
                .isEqualTo(Listed.of("ls", tree, "/names").lines());
    }

    @Test
    void signsTellTypes() {
        assertThat(Listed.of("ls", "-F", tree, "/dev", "/links").lines())
                .contains("fifo|", "socket=", "null", "dangling@", "end");
        assertThat(Listed.of("ls", "--file-type", tree, "/dev", "/links").lines())
                .contains("fifo|", "dangling@");
        assertThat(Listed.of("ls", "-p", tree, "/").lines()).contains("names/", "hello.txt");
        assertThat(Listed.of("ls", "-p", tree, "/dev").lines()).contains("fifo");
        assertThat(Listed.of("ls", "-lF", tree, "/links").lines())
                .anyMatch(line -> line.endsWith(" to-dir -> ../owners/"))
                .anyMatch(line -> line.endsWith(" dangling -> no/such/file"));
    }

    @Test
    void hiddenNamesAreShownWhenAskedFor() {
        assertThat(Listed.of("ls", tree, "/names").lines()).doesNotContain("...");
        assertThat(Listed.of("ls", "-A", tree, "/names").lines())
                .contains("...")
                .doesNotContain(".", "..");
        assertThat(Listed.of("ls", "-ai", tree, "/d1/d2").lines())
                .extracting(line -> line.trim().split(" ")[1])
                .containsExactly(".", "..", "d3");
    }

    @Test
    void severalDirectoriesHaveHeadingsBehindTheFiles() {
        assertThat(Listed.of("ls", tour, "/dev", "/snake", "/notes/v*", "/lost+found").text())
                .isEqualTo("/notes/verse.txt\n/snake\n\n/dev:\nnull\npipe\n\n/lost+found:\n");
    }

    @Test
    void directoriesInDirectoriesComeInTheSameOrder() {
        List<String> headings =
                Listed.of("ls", "-Rr", tour).lines().stream()
                        .filter(line -> line.endsWith(":"))
                        .toList();
        assertThat(headings).containsExactly("/:", "/notes:", "/lost+found:", "/dev:");
    }

    @Test
    void aSymlinkOnTheCommandLineStandsForItsDirectoryUnlessItselfIsAskedFor() {
        assertThat(Listed.of("ls", tree, "/links/to-dir").lines()).contains("alice");
        assertThat(Listed.of("ls", "-d", tree, "/links/to-dir").lines())
                .containsExactly("/links/to-dir");
        assertThat(Listed.of("ls", "-l", tree, "/links/to-dir").lines())
                .singleElement()
                .asString()
                .endsWith(" /links/to-dir -> ../owners");
        assertThat(Listed.of("ls", "-l", tree, "/links/to-dir/").lines()).hasSizeGreaterThan(1);
    }

    @Test
    void columnsFillATerminalFromTopToBottom() {
        Terminal terminal = new Terminal(true, 80, false);
        assertThat(Listed.on(terminal, "ls", tour).text())
                .isEqualTo(
                        """
                        README.txt  dev        lost+found  mostly-nothing  nowhere
                        backwards   fragments  man-page    notes           snake
                        """);
        assertThat(Listed.of("ls", "-C", "-w", "20", tour, "/notes").text())
                .isEqualTo("README    latest\ncaf\u00e9.txt  verse.txt\n");
        assertThat(Listed.of("ls", "-C", "-w", "19", tour, "/notes").lines()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"40", "80", "132", "1000"})
    void noLineIsWiderThanTheTerminal(int width) {
        List<String> lines =
                Listed.on(new Terminal(true, width, false), "ls", tree, "/names", "/links").lines();
        assertThat(lines).hasSizeLessThan(92);
        for (String line : lines) {
            if (!line.matches("(x{80}|\u00e4{80}).*")) {
                assertThat(DisplayWidth.of(line)).as(line).isLessThan(width);
            }
        }
    }

    @Test
    void wideCharactersCountTwiceAndCombiningOnesNot() {
        assertThat(DisplayWidth.of("abc")).isEqualTo(3);
        assertThat(DisplayWidth.of("\u65e5\u672c\u8a9e")).isEqualTo(6);
        assertThat(DisplayWidth.of("u\u0308ml")).isEqualTo(3);
        assertThat(DisplayWidth.of("\ud83d\ude00\u00e9")).isEqualTo(3);
    }

    @Test
    void coloursTellTypesOnlyWhereTheyAreWanted() {
        assertThat(Listed.of("ls", "--color=always", tour).lines())
                .contains("\033[1;34mnotes\033[0m", "\033[1;36msnake\033[0m", "README.txt");
        Terminal colours = new Terminal(true, 80, true);
        assertThat(Listed.on(colours, "ls", tour).text()).contains("\033[1;34m");
        assertThat(Listed.on(colours, "ls", "--color=never", tour).text()).doesNotContain("\033");
    }

    @Test
    void noNameActsOnATerminal() {
        String all = Listed.on(new Terminal(true, 80, false), "ls", "-laR", tree).text();
        assertThat(all.chars().filter(c -> c < ' ' && c != '\n' || c == 0x7f)).isEmpty();
        assertThat(all).contains("\\x1b[31mred\\x1b[0m", "new\\x0aline", "quote\"and'and\\\\");
    }

    @Test
    void anAclAndALabelHaveTheirMark() {
        assertThat(Listed.of("ls", "-l", tree, "/xattrs").lines())
                .anyMatch(line -> line.matches("-rw-r-----\\+ .* acl"))
                .anyMatch(line -> line.matches("-rw-r--r--\\. .* many"))
                .anyMatch(line -> line.matches("-rw-r--r--  .* long"));
    }

    @Test
    void ownersAreNumbersOrTheNamesThatTheImageHas() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // Directory entries: the length of the name, the type, the name.
        replace(bytes, "\u0005\u0002notes", "\u0003\u0002etc");
        replace(bytes, "\u0009\u0001verse.txt", "\u0006\u0001passwd");
        replace(bytes, "Twelve blocks the inode", "al\033e:x:1000:\nroot:x:0:\n");
        Path named = Files.write(folder.resolve("named.img"), bytes);
        assertThat(Listed.of("ls", "-l", named, "/etc").lines())
                .anyMatch(line -> line.matches("-rw-r--r-- 1 al\\\\x1be 1000 +168 .* passwd"))
                .anyMatch(line -> line.matches("-rw-r--r-- 2 root +0 466 .* README"));
        assertThat(Listed.of("ls", "-n", named, "/etc").lines())
                .anyMatch(line -> line.matches("-rw-r--r-- 1 1000 1000 168 .* passwd"));
        assertThat(Listed.of("find", named, "/etc", "-user", "root", "-type", "f", "-ls").lines())
                .singleElement()
                .asString()
                .contains(" root     0 ");
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsListed() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The mode of /notes/verse.txt, inode 14, in the table at block 5: no file type.
        bytes[5 * 1024 + 13 * 128 + 1] = 0;
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed listed = Listed.of("ls", "-l", "--utc", damaged, "/notes");
        assertThat(new String(listed.out(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        total 2
                        -rw-r--r-- 2    0    0 466 Jan  1  2025 README
                        -rw-r--r-- 1 1000 1000  27 Nov 14  2023 caf\u00e9.txt
                        lrwxrwxrwx 1 1000 1000   9 Nov 14  2023 latest -> verse.txt
                        ?????????? ? ?    ?      ?            ? verse.txt
                        """);
        assertThat(listed.err()).startsWith("ext2 ls: /notes/verse.txt: inode 14: mode 0");
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(Listed.of("ls", damaged, "/notes").lines()).contains("verse.txt");
    }

    @Test
    void aPathThatIsMissingIsSaidAndTheOthersAreListed() {
        Listed listed = Listed.of("ls", tour, "/none", "/dev", "/x*");
        assertThat(new String(listed.out(), StandardCharsets.UTF_8))
                .isEqualTo("/dev:\nnull\npipe\n");
        assertThat(listed.err())
                .isEqualTo(
                        """
                        ext2 ls: /none: no such file or directory
                        ext2 ls: /x*: no file matches
                        """);
        assertThat(listed.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void whatIsListedCanBeJson() {
        assertThat(Listed.of("ls", "--json", tour, "/notes", "/snake").text())
                .startsWith("[\n  {\n    \"path\": \"/snake\",\n    \"inode\": 18,\n")
                .contains("\"directory\": \"/notes\",\n    \"entries\": [\n      {\n")
                .contains("\"name\": \"latest\",", "\"target\": \"verse.txt\"");
    }

    private static void replace(byte[] bytes, String from, String to) {
        int at = find(bytes, from);
        System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, to.length());
    }

    private static int find(byte[] bytes, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int at = 0; at < bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not there: " + text);
    }
}
