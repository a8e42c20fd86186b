// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static ext2cat.images.MadeImage.directory;
import static ext2cat.images.MadeImage.file;
import static ext2cat.images.MadeImage.symlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.line.ExitCode;
import ext2cat.extract.Extract;
import ext2cat.images.MadeImage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** What all commands that go through trees have in common: starts, circles, depth, double names. */
final class WalksTest {

    private static final List<String> WALKS =
            List.of(
                    "find IMG",
                    "find IMG / -depth -print0",
                    "find --json IMG",
                    "tree IMG",
                    "tree --json IMG",
                    "ls -R IMG",
                    "ls -laR IMG",
                    "ls -UR IMG",
                    "ls --json -R IMG",
                    "du IMG",
                    "du -al IMG",
                    "du --json IMG",
                    "hash IMG",
                    "tar IMG",
                    "timeline IMG",
                    "readorder --all IMG");

    /** Far less than a thread has. */
    private static final int SMALL_STACK_BYTES = 192 << 10;

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ /etc | / /a /a/etc /etc /etc/passwd /etc /etc/passwd",
                "/etc / | /etc /etc/passwd / /a /a/etc /etc /etc/passwd",
                "/etc /etc/../etc | /etc /etc/passwd /etc /etc/passwd",
                "/a/etc/ /etc | /etc /etc/passwd /etc /etc/passwd",
                "<13> /etc | /<13> /<13>/passwd /etc /etc/passwd"
            })
    void eachStartIsAWalkOfItsOwn(String starts, String found) throws IOException {
        Path image = sound(1024);
        assertThat(String.join(" ", run(image, "find IMG " + starts).lines())).isEqualTo(found);
        for (String walk : List.of("tree", "tree --json", "ls -R", "ls --json -R", "hash", "tar")) {
            run(image, walk + " IMG " + starts).text();
        }
        assertThat(run(image, "hash IMG " + starts).lines()).hasSize(2);
    }

    /** As du(1), which counts a file once over all its arguments unless there is -l. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "du --inodes IMG / /etc | 2 /a; 2 /etc; 5 /",
                "du --inodes IMG /etc / | 2 /etc; 2 /a; 3 /",
                "du --inodes IMG / / | 2 /a; 2 /etc; 5 /",
                "du --inodes IMG /etc/passwd /etc/passwd | 1 /etc/passwd",
                "du -l --inodes IMG / /etc | 2 /a; 2 /etc; 5 /; 2 /etc",
                "du -s --inodes IMG /etc /a /etc/passwd | 2 /etc; 2 /a"
            })
    void duCountsAFileOnce(String command, String lines) throws IOException {
        String text = String.join("; ", run(sound(1024), command).lines()).replace('\t', ' ');
        assertThat(text).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void directoriesInACircleAreNotEnteredAgain(int blockBytes) throws IOException {
        Path image =
                new MadeImage(blockBytes, 32)
                        .putDirectory(2, directory(12, "a"), directory(13, "b"))
                        .putDirectory(12, directory(13, "linked"))
                        .putDirectory(13, directory(12, "up"), directory(2, "root"))
                        .write(folder.resolve("circle.img"));
        for (String walk : WALKS) {
            Listed listed = run(image, walk);
            assertThat(listed.code()).as(walk).isEqualTo(ExitCode.CORRUPT.value());
            assertThat(listed.err().lines().filter(line -> line.contains("another name")))
                    .as(walk)
                    .hasSize(3);
        }
        assertThat(run(image, "du IMG / /b").err().lines()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void aNameThatADirectoryHasTwiceIsThatOfTheFirst(int blockBytes) throws IOException {
        Path image = doubled(blockBytes);
        for (String walk : WALKS) {
            Listed listed = run(image, walk);
            assertThat(listed.code()).as(walk).isEqualTo(ExitCode.CORRUPT.value());
            assertThat(listed.err())
                    .as(walk)
                    .contains("an earlier entry has the name 'link'; this one, for inode 13");
            assertThat(new String(listed.out(), StandardCharsets.ISO_8859_1))
                    .as(walk)
                    .doesNotContain("pwned");
        }
        Listed globbed = run(image, "ls -d IMG /l*");
        assertThat(new String(globbed.out(), StandardCharsets.UTF_8)).isEqualTo("/link\n");
        assertThat(globbed.code()).isEqualTo(ExitCode.CORRUPT.value());
        Listed diff = Listed.of("diff", image, image);
        assertThat(diff.err()).contains("an earlier entry has the name 'link'");
        assertThat(diff.out()).isEmpty();
    }

    @Test
    void nothingIsExtractedThroughASymlinkOfTheSameName() throws IOException {
        assumeTrue(Extract.isSupported(), "not run: files are not made on this system");
        Path target = folder.resolve("target");
        Listed listed = Listed.of("extract", "-C", target, doubled(1024));
        assertThat(listed.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(listed.err()).contains("an earlier entry has the name 'link'");
        assertThat(Files.isSymbolicLink(target.resolve("link"))).isTrue();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096})
    void aNumberIsNoNameOfAFileOfTheTree(int blockBytes) throws IOException {
        Path image =
                new MadeImage(blockBytes, 32)
                        .putDirectory(2, symlink(12, "<13>"))
                        .putSymlink(12, "/elsewhere")
                        .putDirectory(13, file(14, "pwned"))
                        .putFile(14, 1, "")
                        .write(folder.resolve("named.img"));
        Listed both = run(image, "tar IMG / <13>");
        assertThat(new String(both.out(), StandardCharsets.ISO_8859_1)).doesNotContain("pwned");
        assertThat(both.err()).isEqualTo("ext2 tar: <13>: a file of the tree has the same name\n");
        assertThat(both.code()).isEqualTo(ExitCode.PATH_OR_IO.value());
        assertThat(run(image, "tar IMG <13>").text()).contains("<13>/pwned");
        assertThat(run(image, "tar IMG / <14>").text()).contains("./<14>");
    }

    @Test
    void noWalkGoesDeeperThanAnyPath() throws Exception {
        Path image = deep(2060);
        List<String> walks = new ArrayList<>(WALKS);
        walks.add("diff IMG IMG");
        for (String walk : walks) {
            Listed listed = onSmallStack(image, walk);
            assertThat(listed.code()).as(walk).isEqualTo(ExitCode.CORRUPT.value());
            assertThat(listed.err().lines())
                    .as(walk)
                    .singleElement()
                    .asString()
                    .endsWith(": more than 2048 directories deep");
        }
    }

    @Test
    void whatALongPathReachesIsReached() throws Exception {
        Path image = deep(2040);
        List<String> walks = new ArrayList<>(WALKS);
        walks.add("diff IMG IMG");
        walks.add("diff IMG " + Files.createDirectory(folder.resolve("empty")));
        for (String walk : walks) {
            Listed listed = onSmallStack(image, walk);
            assertThat(listed.err()).as(walk).isEmpty();
        }
    }

    @Test
    void expressionsAreAsLongAsACommandLine() throws Exception {
        Path image = sound(1024);
        String words = " -name x -o".repeat(20_000) + " -name passwd";
        assertThat(onSmallStack(image, "find IMG /" + words).lines())
                .containsExactly("/etc/passwd");
        String nested = " ( -name x -o ! (".repeat(100) + " -name passwd" + " ) )".repeat(100);
        assertThat(onSmallStack(image, "find IMG /" + nested).lines())
                .containsExactly("/etc/passwd");
        Listed more = onSmallStack(image, "find IMG /" + " (".repeat(50_000));
        assertThat(more.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(more.err())
                .isEqualTo("ext2 find: more than 200 parentheses inside each other\n");
        String regex = "(".repeat(20_000) + "x" + ")".repeat(20_000);
        Listed tooMany =
                onSmallStack(image, "find IMG / -regextype posix-extended -regex " + regex);
        assertThat(tooMany.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(tooMany.err()).doesNotContain("internal");
    }

    private Path sound(int blockBytes) throws IOException {
        return new MadeImage(blockBytes, 32)
                .putDirectory(2, directory(12, "a"), directory(13, "etc"))
                .putDirectory(12, symlink(15, "etc"))
                .putDirectory(13, file(14, "passwd"))
                .putFile(14, 1, "root")
                .putSymlink(15, "/etc")
                .write(folder.resolve("sound.img"));
    }

    private Path doubled(int blockBytes) throws IOException {
        return new MadeImage(blockBytes, 32)
                .putDirectory(2, symlink(12, "link"), directory(13, "link"), file(14, "file"))
                .putSymlink(12, "../elsewhere")
                .putDirectory(13, file(15, "pwned"))
                .putFile(14, 1, "contents")
                .putFile(15, 1, "evil")
                .write(folder.resolve("double.img"));
    }

    private Path deep(int directories) throws IOException {
        int first = 12;
        MadeImage image = new MadeImage(1024, (directories + 32) / 8 * 8);
        image.putDirectory(2, directory(first, "d"));
        for (int i = 0; i < directories - 1; i++) {
            image.putDirectory(first + i, directory(first + i + 1, "d"));
        }
        image.putDirectory(first + directories - 1);
        return image.write(folder.resolve("deep.img"));
    }

    private static Listed run(Path image, String command) {
        return Listed.of((Object[]) command.replace("IMG", image.toString()).split(" "));
    }

    private static Listed onSmallStack(Path image, String command) throws InterruptedException {
        AtomicReference<Listed> listed = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> listed.set(run(image, command)), "small", SMALL_STACK_BYTES);
        thread.start();
        thread.join();
        return listed.get();
    }
}
