// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.HumanSize;
import ext2cat.cli.text.Terminal;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code ext2 du}, {@code df} and {@code tree}; the figures are those of a mount. */
final class DuDfTreeTest {

    private final TestImages images = new TestImages();
    private final Path tour = images.folder().resolve("tour.img.gz");
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "du IMG | 12 /lost+found; 4 /notes; 1 /dev; 82 /",
                "du -s IMG | 82 /",
                "du -sh IMG | 82K /",
                "du -sk IMG /notes /dev | 5 /notes; 1 /dev",
                "du -c -s IMG /notes / | 5 /notes; 77 /; 82 total",
                "du -ld0 IMG /notes | 5 /notes",
                "du -sl IMG | 83 /",
                "du -d 1 -b IMG / | 12288 /lost+found; 1228 /notes; 1024 /dev; 67182254 /",
                "du -a IMG /notes | 2 /notes/verse.txt; 1 /notes/caf\u00e9.txt; 0 /notes/latest;"
                        + " 1 /notes/README; 5 /notes",
                "du --apparent-size IMG /man-page /notes/v* | 16 /man-page; 1 /notes/verse.txt",
                "du -sbl IMG | 67182720 /",
                "du -S IMG | 12 /lost+found; 4 /notes; 1 /dev; 65 /",
                "du -Sc IMG /notes / | 5 /notes; 12 /lost+found; 1 /dev; 64 /; 82 total",
                "du --inodes IMG | 1 /lost+found; 4 /notes; 3 /dev; 16 /",
                "du -B512 IMG /notes | 10 /notes",
                "du -BK IMG /notes | 5K /notes",
                "du -sm IMG | 1 /",
                "du -t 4K IMG | 12 /lost+found; 4 /notes; 82 /",
                "du -t -4K IMG | 4 /notes; 1 /dev",
                "du --exclude *a* --exclude /notes/v* IMG | 12 /lost+found; 1 /notes; 1 /dev; 20 /",
                "du -x -d0 IMG / | 82 /"
            })
    void sumsAreThoseOfGnuDu(String command, String lines) {
        Object[] args = command.replace("IMG", tour.toString()).split(" ");
        assertThat(String.join("; ", Listed.of(args).lines()).replace('\t', ' ')).isEqualTo(lines);
    }

    @Test
    void sumsOfAPipeOfNulsHaveTheBytesOfNames() throws IOException {
        Path tree = images.named("tree-default-1k").expandInto(folder);
        assertThat(Listed.of("du", "-0a", tree, "/names/*red*").text())
                .isEqualTo("1\t/names/\033[31mred\033[0m\0");
        assertThat(Listed.of("du", "-B0", tour).code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(Listed.of("du", "-t", "x", tour).code()).isEqualTo(ExitCode.USAGE.value());
    }

    @Test
    void sumsGoOnBehindDamage() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        // The first block pointer of /dev, inode 19, in the table at block 5, leads outside.
        Arrays.fill(bytes, 5 * 1024 + 18 * 128 + 40, 5 * 1024 + 18 * 128 + 44, (byte) -1);
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed listed = Listed.of("du", damaged);
        assertThat(new String(listed.out(), StandardCharsets.UTF_8))
                .isEqualTo("12\t/lost+found\n4\t/notes\n1\t/dev\n82\t/\n");
        assertThat(listed.err()).hasLineCount(1).startsWith("ext2 du: /dev: inode 19: ");
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        // A size that is no multiple of a block: it cannot even be entered.
        bytes[5 * 1024 + 18 * 128 + 4] = 1;
        listed = Listed.of("du", Files.write(damaged, bytes));
        assertThat(new String(listed.out(), StandardCharsets.UTF_8)).endsWith("1\t/dev\n82\t/\n");
    }

    @Test
    void sumsCanBeJson() {
        assertThat(Listed.of("du", "-s", "--json", tour, "/dev").text())
                .isEqualTo(
                        """
                        [
                          {
                            "path": "/dev",
                            "inode": 19,
                            "total_bytes": 1024
                          }
                        ]
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tree-default-1k | df | 1494 167 1327 12% -",
                "tree-default-1k | df -i | 256 141 115 56% -",
                "tree-default-1k | df -h | 1.5M 167K 1.3M 12% -",
                "tree-default-1k | df -m | 2 1 2 12% -",
                "tree-default-1k | df -B 512 | 2988 334 2654 12% -",
                "extents-1k | df -B1 | 4172800 425984 3663872 11% -",
                "extents-1k | df -T | ext4 4075 416 3578 11% -",
                "bigalloc-4k | df -B1 | 8323072 573440 7585792 8% -",
                "ext3-recover-1k | df -T | ext3 1506 72 1434 5% -"
            })
    void howFullItIsIsWhatLinuxSaysOfAMount(String name, String command, String figures)
            throws IOException {
        Path image = images.named(name).expandInto(folder);
        Listed listed = Listed.of((Object[]) (command + " " + image).split(" "));
        assertThat(new String(listed.out(), StandardCharsets.UTF_8).lines().toList().getLast())
                .isEqualToNormalizingWhitespace(image + " " + figures);
    }

    @Test
    void columnsOfDfStandBelowTheirHeadings() {
        assertThat(Listed.of("df", "-T", tour).text().replace(tour.toString(), "IMAGE"))
                .isEqualTo(
                        "Filesystem"
                                + " ".repeat(tour.toString().length() - "Filesystem".length())
                                + " Type 1K-blocks  Used Available Use% Mounted on\n"
                                + "IMAGE ext2      1523    82      1441   6% -\n");
        assertThat(Listed.of("df", "-B", "M", tour).text()).contains(" 1M-blocks ", " 2M ");
        assertThat(Listed.of("df", "--json", tour).text())
                .contains("\"used_bytes\": ", "\"free_inodes\": 39");
    }

    @Test
    void aTreeIsDrawnAsByTree() {
        assertThat(Listed.of("tree", tour).text().replace('\u00a0', ' '))
                .isEqualTo(
                        """
                        /
                        ├── README.txt
                        ├── backwards
                        ├── dev
                        │   ├── null
                        │   └── pipe
                        ├── fragments
                        ├── lost+found
                        ├── man-page
                        ├── mostly-nothing
                        ├── notes
                        │   ├── README
                        │   ├── café.txt
                        │   ├── latest -> verse.txt
                        │   └── verse.txt
                        ├── nowhere -> /notes/lost
                        └── snake -> snake

                        4 directories, 13 files
                        """);
        assertThat(Listed.of("tree", "-dps", "--charset=ascii", tour).text())
                .isEqualTo(
                        """
                        [drwxr-xr-x        1024]  /
                        |-- [drwxr-xr-x        1024]  dev
                        |-- [drwx------       12288]  lost+found
                        `-- [drwxr-xr-x        1024]  notes

                        4 directories
                        """);
        assertThat(Listed.of("tree", "-L", "1", "--noreport", tour, "/dev", "/snake").code())
                .isEqualTo(ExitCode.PATH_OR_IO.value());
    }

    @Test
    void deepTreesAreIndentedAndHiddenNamesAreShownWhenAskedFor() throws IOException {
        Path tree = images.named("tree-default-1k").expandInto(folder);
        assertThat(
                        Listed.of(
                                        "tree",
                                        "--charset=ascii",
                                        tree,
                                        "/d1/d2/d3/d4/d5/d6/d7/d8/d9/d10/d11/d12/d13/d14/d15/d16/d17/d18")
                                .text())
                .isEqualTo(
                        """
                        /d1/d2/d3/d4/d5/d6/d7/d8/d9/d10/d11/d12/d13/d14/d15/d16/d17/d18
                        `-- d19
                            `-- d20
                                `-- bottom

                        3 directories, 1 file
                        """);
        assertThat(Listed.of("tree", tree, "/names").lines())
                .noneMatch(line -> line.endsWith(" ..."));
        assertThat(Listed.of("tree", "-a", tree, "/names").lines())
                .anyMatch(line -> line.endsWith(" ..."))
                .anyMatch(line -> line.endsWith(" \\x1b[31mred\\x1b[0m"));
        // A symlink that leads to a directory counts as one.
        assertThat(Listed.of("tree", "-d", tree, "/links").lines())
                .anyMatch(line -> line.endsWith(" to-dir -> ../owners"))
                .endsWith("3 directories");
    }

    @Test
    void whatIsWantedStandsBeforeNames() {
        assertThat(Listed.of("tree", "-pugsD", "--inodes", "--utc", tour, "/dev").text())
                .startsWith(
                        "[     19 drwxr-xr-x 0        0               1024 Nov 14  2023]  /dev\n")
                .contains(
                        "\u2500 [     20 crw-rw-rw- 0        0                  0 Nov 14  2023] "
                                + " null\n");
        assertThat(Listed.of("tree", "-h", "--noreport", "-P", "m*|R*", tour).lines())
                .contains(
                        "\u251c\u2500\u2500 [ 64M]  mostly-nothing",
                        "\u251c\u2500\u2500 [ 466]  README.txt",
                        "\u251c\u2500\u2500 [ 16K]  man-page",
                        "\u251c\u2500\u2500 [1.0K]  dev")
                .noneMatch(line -> line.endsWith("null") || line.endsWith("snake"));
    }

    @Test
    void ofATreeOnlyWhatIsChosenIsDrawn() throws IOException {
        Path tour = new TestImages().named("tour").expandInto(folder);
        assertThat(Listed.of("tree", "-i", "-f", "--noreport", "--include=verse*", tour).lines())
                .containsExactly("/", "/notes", "/notes/verse.txt");
        assertThat(Listed.of("tree", "-i", "-f", "--exclude=notes", tour).lines())
                .contains("/man-page")
                .noneMatch(line -> line.startsWith("/notes"));
    }

    @Test
    void linesArePathsOrNotDrawn() {
        assertThat(Listed.of("tree", "-fi", "-I", "*e*|[s-z]*", tour).text())
                .isEqualTo(
                        """
                        /
                        /README.txt
                        /backwards
                        /lost+found
                        /mostly-nothing

                        2 directories, 3 files
                        """);
        assertThat(Listed.of("tree", "-Fi", "--noreport", tour, "/dev").lines())
                .containsExactly("/dev/", "null", "pipe|");
        // As by tree(1) a start with nothing in it counts for nothing.
        assertThat(Listed.of("tree", tour, "/lost+found").lines())
                .containsExactly("/lost+found", "", "0 directories, 0 files");
    }

    @Test
    void namesOfATreeHaveColoursWhereTheyAreWanted() {
        Terminal terminal = new Terminal(true, 80, true);
        String line = "\u251c\u2500\u2500 \033[1;34mdev\033[0m";
        assertThat(Listed.on(terminal, "tree", tour).lines()).contains(line);
        assertThat(Listed.of("tree", "-C", tour).lines()).contains(line);
        assertThat(Listed.on(terminal, "tree", "-n", tour).text()).doesNotContain("\033");
    }

    @Test
    void aTreeCanBeJson() {
        assertThat(Listed.of("tree", "--json", "-L", "1", tour).text())
                .startsWith("[\n  {\n    \"path\": \"/\",\n    \"inode\": 2,\n")
                .contains("    \"entries\": [\n      {\n        \"name\": \"README.txt\",")
                .endsWith("        \"target\": \"snake\"\n      }\n    ]\n  }\n]\n");
    }

    @Test
    void aTreeGoesOnBehindDamage() throws IOException {
        byte[] bytes = images.named("tour").bytes();
        bytes[5 * 1024 + 18 * 128 + 1] = 0; // the mode of /dev, inode 19
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
        Listed listed = Listed.of("tree", "-p", "--charset=ascii", damaged);
        assertThat(new String(listed.out(), StandardCharsets.UTF_8))
                .contains("\n|-- [??????????]  dev\n|-- [-rw-r--r--]  fragments\n");
        assertThat(listed.err()).hasLineCount(1).startsWith("ext2 tree: /dev: inode 19: mode 0");
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1023, 1023",
        "1024, 1.0K",
        "1025, 1.1K",
        "10188, 10K",
        "10137, 9.9K",
        "10240, 10K",
        "10241, 11K",
        "1047552, 1023K",
        "1047553, 1.0M",
        "1048576, 1.0M",
        "1073741823, 1.0G",
        "9223372036854775807, 8.0E",
        "1125899906842625, 1.1P"
    })
    void sizesInUnitsAreRoundedUp(long bytes, String text) {
        assertThat(HumanSize.of(bytes)).isEqualTo(text);
    }
}
