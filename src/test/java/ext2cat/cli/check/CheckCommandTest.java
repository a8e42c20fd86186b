// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Listed;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Terminal;
import ext2cat.images.HostileCase;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ext2 check}: its report, as text and as JSON, and its exit code. */
final class CheckCommandTest {

    private static final Terminal COLOURS = new Terminal(true, 80, true);

    @TempDir private Path folder;

    @Test
    void aSoundImageIsClean() throws IOException {
        Path image = new TestImages().named("tour").packed();
        assertThat(Listed.of("check", image).text()).isEqualTo(image + ": clean\n");
    }

    @Test
    void findingsSayWhereAndWhatWithThePathOfTheInode() throws IOException {
        Path image = hostile("entry-type-says-directory");
        Listed listed = Listed.of("check", image);
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(listed.err()).isEmpty();
        assertThat(text(listed))
                .matches(
                        "inconsistency: directory inode \\d+ \\(/dir\\), file block 0, offset"
                                + " 0x[0-9a-f]+: 'bb' has the type 2, expected 1, regular file, for"
                                + " inode \\d+\n"
                                + "\\Q"
                                + image
                                + "\\E: 1 problem, none of them damage\n");
    }

    @Test
    void ofEachKindTheFirstFindingsAreShownAndTheOthersCounted() throws IOException {
        Path image = hostile("table-of-text");
        assertThat(text(Listed.of("check", "--most", 1, image)))
                .containsPattern("damage: and [\\d,]+ more of pointer-outside\n")
                .containsPattern(": [\\d,]+ problems, [\\d,]+ of them damage\n");
        assertThat(text(Listed.of("check", "--most", 0, image)))
                .containsPattern("damage: [\\d,]+ of pointer-outside\n");
    }

    @Test
    void whatCouldNotBeLookedAtIsSaid() throws IOException {
        assertThat(text(Listed.of("check", hostile("rec-len-0"))))
                .endsWith("; not everything could be looked at, so more may be wrong\n");
    }

    @Test
    void severitiesHaveColoursOnATerminal() throws IOException {
        String text = text(Listed.on(COLOURS, "check", hostile("direct-beyond")));
        assertThat(text).startsWith("\033[1;31mdamage\033[0m: ").contains("\033[33minconsistency");
    }

    @Test
    void jsonHasTheSameFindings() throws IOException {
        Listed listed = Listed.of("check", "--json", hostile("links-0"));
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(text(listed))
                .contains(
                        """
                              "severity": "damage",
                              "area": "directory",
                              "problem": "entry-of-unused-inode",
                              "inode": 2,
                              "path": "/",
                        """)
                .contains(
                        """
                          "counts": {
                            "entry-of-unused-inode": 1,
                            "block-marked": 1,
                            "inode-marked": 1
                          },
                          "damage": 1,
                          "inconsistency": 2,
                          "note": 0,
                          "clean": false,
                          "partial": false
                        }
                        """);
    }

    @Test
    void anImageThatCannotBeOpenedIsOneSentence() throws IOException {
        Listed listed = Listed.of("check", hostile("magic-0"));
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(listed.out()).isEmpty();
        assertThat(listed.err()).contains("magic number").hasLineCount(1);
    }

    @Test
    void aNegativeNumberOfFindingsMakesNoSense() throws IOException {
        assertThat(Listed.of("check", "--most", -1, hostile("magic-0")).code())
                .isEqualTo(ExitCode.USAGE.value());
    }

    private static String text(Listed listed) {
        return new String(listed.out(), StandardCharsets.UTF_8);
    }

    private Path hostile(String name) throws IOException {
        HostileCase found =
                new TestImages()
                        .hostile().stream()
                                .filter(hostile -> hostile.name().equals(name))
                                .findAny()
                                .orElseThrow();
        return Files.write(folder.resolve(name + ".img"), found.bytes());
    }
}
