// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What the words of a command line name. */
final class FileArgumentsTest {

    private final TestImages images = new TestImages();
    @TempDir private Path folder;
    private Path tree;
    private Path tour;

    @BeforeEach
    void expand() throws IOException {
        tree = images.named("tree-default-1k").expandInto(folder);
        tour = images.named("tour").expandInto(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/notes/*.txt | /notes/caf\u00e9.txt /notes/verse.txt",
                "notes/v* | /notes/verse.txt",
                "/n*/*.txt | /notes/caf\u00e9.txt /notes/verse.txt",
                "/n*s/../dev/[!n]* | /dev/pipe",
                "/[Rb]* | /README.txt /backwards",
                "/*/README | /notes/README",
                "/no*/README | /notes/README",
                "/d?v/nul[a-l] | /dev/null",
                "/notes/caf\\xc3?.txt | /notes/caf\u00e9.txt",
                "/notes/caf??.* | /notes/caf\u00e9.txt",
                "/sn* | /snake",
                "//*v//p* | /dev/pipe",
                "/de*/ | /dev"
            })
    void aPatternNamesAllThatMatchIt(String pattern, String paths) {
        assertThat(Listed.of("find", tour, pattern, "-maxdepth", "0").lines())
                .isEqualTo(List.of(paths.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"/x*", "/README.txt/*", "/*/none", "/RE*/", "/notes/[z]*", "/[*"})
    void aPatternThatNothingMatchesIsSaid(String pattern) throws IOException {
        Ran.ext2cat(folder, tour, pattern)
                .check("", "ext2cat: " + pattern + ": no file matches\n", ExitCode.PATH_OR_IO);
    }

    @Test
    void aDotInFrontMustBeGiven() {
        assertThat(Listed.of("find", tree, "/names/*", "-name", "...").lines()).isEmpty();
        assertThat(Listed.of("find", tree, "/names/.*").lines()).containsExactly("/names/...");
    }

    @Test
    void aNameWithSuchCharactersIsNamedByItself() throws IOException {
        assertThat(Listed.of("find", tree, "/names/star*and?and[x]").lines())
                .containsExactly("/names/star*and?and[x]");
        assertThat(Listed.of("find", tree, "/names/star*").lines())
                .containsExactly("/names/star*and?and[x]");
    }

    @Test
    void catWritesAllMatchesAndGoesOnBehindOneThatFails() throws IOException {
        Ran.ext2cat(folder, tour, "/notes/[lv]*").check(verse() + verse(), "", ExitCode.OK);
        Ran.ext2cat(folder, tour, "/[ds]*", "<14>")
                .check(
                        verse(),
                        """
                        ext2cat: /snake: too many symbolic links, more than 40
                        ext2cat: /dev: is a directory
                        """,
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void anInodeIsNamedByItsNumber() throws IOException {
        Ran.ext2cat(folder, tour, "<14>").check(verse(), "", ExitCode.OK);
        assertThat(Ran.ext2cat(folder, tour, "<65>").err())
                .isEqualTo("ext2cat: <65>: there is none; the file system has inodes 1 to 64\n");
        for (String word : new String[] {"<>", "<a>", "<14", "<12345678901>", "<-1>"}) {
            Ran.ext2cat(folder, tour, word)
                    .check(
                            "",
                            "ext2cat: " + word + ": no such file or directory\n",
                            ExitCode.PATH_OR_IO);
        }
    }

    @Test
    void aWordNamesTheSameFileAtEveryPath() throws IOException {
        for (String word : new String[] {"<14>", "/notes/v*"}) {
            Path target = folder.resolve("written");
            Ran.ext2cat(folder, "-o", target, tour, word).check("", "", ExitCode.OK);
            assertThat(Files.readString(target)).isEqualTo(verse());
            for (String command : new String[] {"readorder", "pin", "blocks", "stat", "hash"}) {
                Ran ran = Ran.ext2(folder, command, tour, word);
                assertThat(ran.err()).as(command).isEmpty();
                assertThat(ran.code()).as(command).isZero();
            }
            Ran.ext2(folder, "diff", tour, tour, word).check("", "", ExitCode.OK);
        }
        assertThat(Ran.ext2(folder, "inode", tour, "<14>").text())
                .isEqualTo(Ran.ext2(folder, "inode", tour, "14").text());
    }

    @Test
    void whereOneFileIsWantedAPatternMatchesOne() throws IOException {
        String several = ": /*: 10 files match, but only one can be taken\n";
        Ran.ext2cat(folder, "-o", folder.resolve("none"), tour, "/*")
                .check("", "ext2cat" + several, ExitCode.USAGE);
        Ran.ext2(folder, "pin", tour, "/*").check("", "ext2 pin" + several, ExitCode.USAGE);
        Ran.ext2(folder, "readorder", "--plot=none.svg", tour, "/*")
                .check("", "ext2 readorder" + several, ExitCode.USAGE);
        Ran.ext2(folder, "pin", tour, "/z*")
                .check("", "ext2 pin: /z*: no file matches\n", ExitCode.PATH_OR_IO);
    }

    @Test
    void anInodeThatIsNotThereIsNoDamage() throws IOException {
        for (String word : new String[] {"<0>", "<65>", "<999999999>"}) {
            for (String command : new String[] {"stat", "inode", "blocks", "pin", "readorder"}) {
                Ran.ext2(folder, command, tour, word)
                        .check(
                                "",
                                "ext2 %s: %s: there is none; the file system has inodes 1 to 64\n"
                                        .formatted(command, word),
                                ExitCode.PATH_OR_IO);
            }
        }
    }

    @Test
    void damageOnTheWayOfAPatternIsSaid() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The first block pointer of /dev, inode 19, in the table at block 5, leads outside.
        Arrays.fill(bytes, 5 * 1024 + 18 * 128 + 40, 5 * 1024 + 18 * 128 + 44, (byte) -1);
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed listed = Listed.of("ls", damaged, "/*/[np]*", "/*/v*");
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(new String(listed.out(), StandardCharsets.UTF_8))
                .isEqualTo("/notes/verse.txt\n");
        assertThat(listed.err())
                .hasLineCount(2)
                .contains("ext2 ls: /dev: inode 19: file block 0 points to block 4294967295");
        assertThat(Ran.ext2cat(folder, damaged, "/*/v*").code())
                .isEqualTo(ExitCode.CORRUPT.value());
    }

    private String verse() throws IOException {
        Ran ran = Ran.ext2cat(folder, tour, "/notes/verse.txt");
        return Files.readString(ran.out(), StandardCharsets.ISO_8859_1);
    }
}
