// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Terminal;
import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code ext2 find}, against the trees from which the images were made. */
final class FindTest {

    private static final String MOST_TIMES = "Nov 14  2023";

    private final TestImages images = new TestImages();
    @TempDir private Path folder;
    private TestImage image;
    private Path tree;

    @BeforeEach
    void expand() throws IOException {
        image = images.named("tree-default-1k");
        tree = image.expandInto(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "tree-nofiletype-1k", "tree-rev0-1k", "htree-1k"})
    void everyNameOfAnImageIsFoundByItsBytes(String name) throws IOException {
        TestImage one = images.named(name);
        String out = latin1(Listed.of("find", one.packed(), "-print0").out());
        assertThat(out).endsWith("\0");
        assertThat(out.split("\0"))
                .containsExactlyInAnyOrderElementsOf(
                        one.expected().stream().map(entry -> latin1(entry.pathBytes())).toList());
    }

    @Test
    void aLineIsAPathInTheSpellingThatIsTakenBack() {
        List<String> lines = Listed.of("find", tree, "/names", "-type", "f").lines();
        assertThat(lines)
                .contains("/names/\\x1b[31mred\\x1b[0m", "/names/new\\x0aline")
                .contains("/names/\u65e5\u672c\u8a9e", "/names/cut-off-\\xe6\\x97")
                .allMatch(line -> line.chars().noneMatch(c -> c < ' ' || c == 0x7f));
        for (String line : lines) {
            assertThat(Listed.of("find", tree, line).lines()).containsExactly(line);
        }
    }

    @Test
    void aNameThatIsNoUtf8HasItsBytes() {
        assertThat(Listed.of("find", "--jsonl", tree, "/names").lines())
                .anyMatch(
                        line ->
                                line.contains("/names/cut-off-\\\\xe6\\\\x97\"")
                                        && line.contains("\"name_bytes\":\"Y3V0LW9mZi3mlw==\""))
                .anyMatch(line -> !line.contains("name_bytes"));
    }

    @Test
    void filesAreChosenBeforeTheExpressionIsAsked() {
        assertThat(Listed.of("find", "--include=/dev/f*", tree).lines())
                .containsExactly("/dev/fifo");
        assertThat(Listed.of("find", "--exclude=/dev", tree, "-name", "*o*").lines())
                .isNotEmpty()
                .doesNotContain("/dev/fifo");
        assertThat(Listed.of("find", "--exclude=/dev", tree, "/dev").lines()).isEmpty();
    }

    @Test
    void aLineOfLsHasWhatTheTreeWasMadeOf() throws IOException {
        List<String> lines = Listed.of("find", "--utc", tree, "-ls").lines();
        assertThat(lines).hasSize(image.expected().size());
        for (ExpectedEntry entry : image.expected()) {
            boolean isPlain = entry.path().indexOf('\\') < 0 && entry.path().indexOf('"') < 0;
            if (isPlain && !entry.is("hardlink") && entry.mtimeSeconds() == 1_700_000_000) {
                assertThat(lines).as(entry.path()).anyMatch(line -> line.matches(line(entry)));
            }
        }
    }

    private static String line(ExpectedEntry entry) {
        String size = entry.sizeBytes().isPresent() ? "" + entry.sizeBytes().getAsLong() : "[0-9]+";
        if (entry.is("char") || entry.is("block")) {
            size = entry.detail().get().replace(",", ", +");
        }
        return " *[0-9]+ +[0-9]+ [-dlcbps][-rwxsStT]{9} +%d %d +%d +%s %s \\Q%s\\E%s"
                .formatted(
                        entry.links(),
                        entry.uid(),
                        entry.gid(),
                        size,
                        MOST_TIMES,
                        entry.path(),
                        entry.is("symlink") ? " -> .*" : "");
    }

    @Test
    void columnsOfLsAreThoseOfGnuFind() {
        assertThat(Listed.of("find", "--utc", packed("tour"), "/dev", "/notes", "-ls").text())
                .isEqualTo(
                        """
                               19      1 drwxr-xr-x   2 0        0            1024 Nov 14  2023 /dev
                               20      0 crw-rw-rw-   1 0        0          1,   3 Nov 14  2023 /dev/null
                               21      0 prw-r--r--   1 0        0               0 Nov 14  2023 /dev/pipe
                               13      1 drwxr-xr-x   2 0        0            1024 Nov 14  2023 /notes
                               14      2 -rw-r--r--   1 1000     1000          168 Jan  1  2025 /notes/verse.txt
                               15      1 -rw-r--r--   1 1000     1000           27 Nov 14  2023 /notes/caf\\303\\251.txt
                               16      0 lrwxrwxrwx   1 1000     1000            9 Nov 14  2023 /notes/latest -> verse.txt
                               12      1 -rw-r--r--   2 0        0             466 Jan  1  2025 /notes/README
                        """);
    }

    @Test
    void lsEscapesNamesAsGnuFindDoes() {
        assertThat(Listed.of("find", tree, "/names", "-ls").lines())
                .anyMatch(line -> line.endsWith(" /names/\\033[31mred\\033[0m"))
                .anyMatch(line -> line.endsWith(" /names/new\\nline"))
                .anyMatch(line -> line.endsWith(" /names/tab\\tand\\rreturn"))
                .anyMatch(line -> line.endsWith(" /names/quote\\\"and'and\\\\"))
                .anyMatch(line -> line.endsWith(" /names/with\\ space"))
                .anyMatch(line -> line.endsWith(" /names/latin1-\\351t\\351"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-name verse.txt | /notes/verse.txt",
                "-name *.txt -not -name v* | /README.txt /notes/caf\u00e9.txt",
                "-iname readme* | /README.txt /notes/README",
                "-path /dev/* | /dev/null /dev/pipe",
                "-name / | /",
                "-name pip? | /dev/pipe",
                "-name [!a-z]*.txt | /README.txt",
                "-name caf\\xc3\\xa9.txt | /notes/caf\u00e9.txt",
                "-type p,c | /dev/null /dev/pipe",
                "-type d -links 2 | /lost+found /notes /dev",
                "-type l -lname ver* | /notes/latest",
                "-inum 12 | /README.txt /notes/README",
                "-uid 1000 -type f | /notes/verse.txt /notes/caf\u00e9.txt",
                "-uid +999 -gid -1001 -type l | /notes/latest",
                "-uid +1000 -o -links -1 -o -inum -2 |",
                "-uid -1 -type c -o -uid 1000 -type l | /notes/latest /dev/null",
                "-perm -755 -type f |",
                "-perm -744 -name dev | /dev",
                "-size 1 -type f | /README.txt /notes/verse.txt /notes/caf\u00e9.txt /notes/README",
                "-size +19k -type f | /mostly-nothing /fragments /backwards",
                "-size 168c | /notes/verse.txt",
                "-size 64M | /mostly-nothing",
                "-perm 755 -type d | / /notes /dev",
                "-perm -o=w -type c | /dev/null",
                "-perm /111 ! -type l | / /lost+found /notes /dev",
                "-newermt 2024-12-31 | /README.txt /notes/verse.txt /notes/README",
                "-newer /man-page | /README.txt /notes/verse.txt /notes/README",
                "-newermt @1735689599 -name v* | /notes/verse.txt",
                "-newermt @1735689600 |",
                "-maxdepth 1 -type d | / /lost+found /notes /dev",
                "-mindepth 2 -type f | /notes/verse.txt /notes/caf\u00e9.txt /notes/README",
                "-empty | /lost+found",
                "-name dev -prune -o -type c,d -print | / /lost+found /notes",
                "( -name a -o -name null ) -a -print | /dev/null",
                "! ( -type f -o -type l ) -links 1 | /dev/null /dev/pipe",
                "-name notes -print -quit | /notes",
                "-true -false -o -name null | /dev/null",
                "-mtime +100000 |",
                "-mmin -1 -o -name null | /dev/null",
                "/notes /dev -type c -o -name latest | /notes/latest /dev/null",
                "-regex .*/[rR].* | /README.txt /notes/README",
                "'-iregex /notes/\\(c\\|V\\).*' | /notes/verse.txt /notes/caf\u00e9.txt",
                "'-regextype posix-extended -regex /(dev|notes)/.{4}' | /dev/null /dev/pipe",
                "-regex /notes/caf.\\.txt | /notes/caf\u00e9.txt",
                "-samefile /README.txt | /README.txt /notes/README",
                "-xtype f -type l | /notes/latest",
                "-xtype l | /nowhere /snake",
                "-nouser -type c | /dev/null",
                "-neweram /dev -name v* |",
                "-newermc /dev | /README.txt /notes/verse.txt /notes/README",
                "-newerBt 1970-01-01 |",
                "-newermt 2_days_ago |",
                "-perm -u=rwx,u-w,g=,o= -type d | / /lost+found /notes /dev",
                "-daystart -mtime -1 -o -name null | /dev/null",
                "-mount -name null , -name pipe | /dev/pipe",
                "-name null -print , -name pipe -print | /dev/null /dev/pipe",
                "/notes -depth -type d -o -name latest | /notes/latest /notes",
                "-d -mindepth 1 -maxdepth 1 -type d | /lost+found /notes /dev",
                "/dev -depth -prune -o -type c -print |",
                "<13> -name latest | /<13>/latest"
            })
    void anExpressionChoosesFiles(String words, String paths) {
        Object[] args =
                Stream.of(("find --utc " + packed("tour") + " " + words).split(" "))
                        .map(word -> word.replace('_', ' '))
                        .toArray();
        List<String> expected = paths == null ? List.of() : List.of(paths.split(" "));
        assertThat(Listed.of(args).lines()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-nonsense | there is no test or action '-nonsense'",
                "-name | -name needs an argument",
                "-size x | -size takes a number, +N for more or -N for less, not 'x'",
                "-type x | -type takes letters of f, d, l, c, b, p and s with commas between, not"
                        + " 'x'",
                "-perm 9 | -perm takes a mode like 644, -644, /222 or -u+w, not '9'",
                "( -name x | there is no ')' for this '('",
                "-name x ) | there is no '(' for this ')'",
                "! | the expression ends where a test should follow",
                "-maxdepth -1 | -maxdepth takes a number of 0 or more, not '-1'",
                "-user nobody | -user: the image has no name 'nobody'",
                "-printf %q | -printf: a format has no '%q'",
                "-printf %-5 | -printf: the format ends in '%-5'",
                "-printf %T | -printf: a format has no '%T'",
                "-printf %99999s | -printf: a width is at most 4096",
                "-printf a\\z | -printf: a format has no '\\z'",
                "-exec rm | -exec: no programs are run; give -print0 to xargs -0",
                "-delete | -delete: no image is ever written",
                "-regex a[ | -regex: 'a[' is not a regular expression: a [ that nothing closes",
                "-regextype perl | -regextype takes emacs, posix-basic or posix-extended, not"
                        + " 'perl'",
                "-newerBB /hello.txt | -newerBB: no time of creation is stored of /hello.txt",
                "-mtime 1x | -mtime takes a number, +N for more or -N for less, not '1x'",
                "-newermt someday | -newermt takes a time like 2024-02-29, '2024-02-29 12:30:05',"
                        + " '2 days ago' or @1709210000, not 'someday'"
            })
    void whatMakesNoSenseIsSaid(String words, String sentence) {
        Listed listed = Listed.of((Object[]) ("find " + tree + " " + words).split(" "));
        assertThat(listed.err()).isEqualTo("ext2 find: " + sentence + "\n");
        assertThat(listed.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(listed.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/notes/latest | %p %f %h %H %P.| /notes/latest latest /notes /notes/latest .",
                "/notes -name latest | %f %P %H %d %l %y %Y| latest latest /notes 1 verse.txt l f",
                "/snake | %Y %l| L snake",
                "/nowhere | %Y| N",
                "/ -maxdepth 0 | %p %f [%h] %P. %d| / / [] . 0",
                "/README.txt | %i %n %s %b %k %S| 12 2 466 2 1 2.19742",
                "/mostly-nothing | %S %F %D| 6.10352e-05 ext2 0",
                "/notes/verse.txt | %m %#m %M %u %g %U %G| 644 0644 -rw-r--r-- 1000 1000 1000 1000",
                "/README.txt | [%8s] [%-8s] [%06m] [%.3f] [%5.2d]| [     466] [466     ] [000644]"
                        + " [REA] [   00]",
                "/README.txt | %T@ %T+ %Ty %TS %Tc| 1735689600.0000000000"
                    + " 2025-01-01+00:00:00.0000000000 25 00.0000000000 Wed Jan  1 00:00:00 2025",
                "/README.txt | %t %a %AY [%Bs]| Wed Jan  1 00:00:00.0000000000 2025 Tue Nov 14"
                        + " 22:13:20.0000000000 2023 2023 []",
                "/dev/null | \\101%%\\x41\\e\\\\| A%A\u001b\\",
                "/dev/null | a\\cb| a"
            })
    void aFormatMakesWhatGnuFindMakes(String words, String format, String expected) {
        Object[] args = ("find --utc " + packed("tour") + " " + words + " -printf F").split(" ");
        args[args.length - 1] = format;
        assertThat(Listed.of(args).text()).isEqualTo(expected);
    }

    @Test
    void aFormatWritesNamesByteForByteButNotToATerminal() {
        Object[] args = {"find", tree, "/names", "-name", "*red*", "-printf", "%p\\0"};
        assertThat(latin1(Listed.of(args).out())).startsWith("/names/\033[31mred\033[0m\0");
        assertThat(latin1(Listed.on(new Terminal(true, 80, false), args).out()))
                .startsWith("/names/\\x1b[31mred\\x1b[0m\0");
    }

    @Test
    void namesOfUsersAreKnownHoweverOwnersAreShown() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        String text = latin1(bytes);
        // Directory entries: the length of the name, the type, the name.
        put(bytes, text.indexOf("\u0005\u0002notes"), "\u0003\u0002etc");
        put(bytes, text.indexOf("\u0009\u0001verse.txt"), "\u0006\u0001passwd");
        put(bytes, text.indexOf("Twelve blocks the inode"), "al:x:1000:\nroot:x:0:\n");
        Path named = Files.write(folder.resolve("named.img"), bytes);
        assertThat(Listed.of("find", "-n", named, "-user", "al", "-type", "f").lines())
                .contains("/etc/passwd");
        assertThat(Listed.of("find", "-n", named, "-nouser").lines()).isEmpty();
        assertThat(Listed.of("find", named, "/etc", "-type", "f", "-printf", "%u ").text())
                .isEqualTo("al al root ");
    }

    private static void put(byte[] bytes, int at, String text) {
        System.arraycopy(text.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, text.length());
    }

    @Test
    void aDirectoryIsLookedAtBehindWhatItHoldsEvenIfItCannotBeEntered() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The size of /dev, inode 19, is no multiple of a block: it cannot be entered.
        bytes[5 * 1024 + 18 * 128 + 4] = 1;
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed listed = Listed.of("find", damaged, "-depth", "-type", "d");
        assertThat(latin1(listed.out())).isEqualTo("/lost+found\n/notes\n/dev\n/\n");
        assertThat(listed.err()).hasLineCount(1).startsWith("ext2 find: /dev: ");
    }

    @Test
    void whatIsFoundCanBeJson() throws IOException {
        String json = Listed.of("find", "--json", packed("tour"), "/notes", "-type", "l").text();
        assertThat(json)
                .startsWith("[\n  {\n    \"path\": \"/notes/latest\",\n    \"inode\": 16,\n")
                .contains("\"permissions\": \"lrwxrwxrwx\"", "\"target\": \"verse.txt\"")
                .contains("\"mtime\": \"2023-11-14T22:13:20Z\"")
                .endsWith("  }\n]\n");
        assertThat(Listed.of("find", packed("tour"), "/notes", "-type", "l", "--json").text())
                .isEqualTo(json);
    }

    @Test
    void theSearchGoesOnBehindDamage() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The mode of /notes/verse.txt, inode 14, in the table at block 5: no file type.
        bytes[5 * 1024 + 13 * 128 + 1] = 0;
        // The first entry of /dev, inode 19: its first block pointer leads outside.
        Arrays.fill(bytes, 5 * 1024 + 18 * 128 + 40, 5 * 1024 + 18 * 128 + 44, (byte) -1);
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed all = Listed.of("find", damaged, "-ls");
        assertThat(latin1(all.out()).lines()).hasSize(images.named("tour").expected().size() - 3);
        assertThat(all.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("ext2 find: /notes/verse.txt: inode 14: mode 0"))
                .anyMatch(
                        line -> line.startsWith("ext2 find: /dev: inode 19: file block 0 points"));
        assertThat(all.code()).isEqualTo(ExitCode.CORRUPT.value());
        // What names alone find is shown; that its inode is of no type is told all the same.
        Listed named = Listed.of("find", damaged, "/notes", "-name", "verse.txt");
        assertThat(latin1(named.out())).isEqualTo("/notes/verse.txt\n");
        assertThat(named.err()).startsWith("ext2 find: /notes/verse.txt: inode 14: mode 0");
        assertThat(named.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void aStartThatIsMissingIsSaidAndTheOthersAreSearched() {
        Listed listed = Listed.of("find", tree, "/none", "/dev", "-type", "c");
        assertThat(latin1(listed.out())).isEqualTo("/dev/null\n");
        assertThat(listed.err()).isEqualTo("ext2 find: /none: no such file or directory\n");
        assertThat(listed.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    private Path packed(String name) {
        return images.folder().resolve(name + ".img.gz");
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
