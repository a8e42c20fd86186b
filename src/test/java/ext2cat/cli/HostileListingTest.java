// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.images.HostileCase;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Every listing of every damaged image ends, in sentences and with the exit code that they have;
 * nothing that an image says reaches a terminal as it is.
 */
final class HostileListingTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);
    private static final Pattern JAVA_IN_A_MESSAGE =
            Pattern.compile("Exception|Error\\b|\\bnull\\b|java\\.|\\.java|internal error|%[ds]");
    private static final List<String> COMMANDS =
            List.of(
                    "find IMAGE -ls",
                    "find --json IMAGE -empty -o -print",
                    "ls -laRF IMAGE",
                    "ls --json -R IMAGE",
                    "tree -aps IMAGE",
                    "tree --json IMAGE",
                    "du -a IMAGE",
                    "df IMAGE",
                    "ls -C IMAGE /*/*");

    @TempDir private Path folder;

    static List<HostileCase> cases() throws IOException {
        return new TestImages().hostile();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aListingGoesOnBehindDamage(HostileCase hostile) throws Exception {
        Path image = Files.write(folder.resolve("damaged.img"), hostile.bytes());
        for (String command : COMMANDS) {
            Object[] args = command.replace("IMAGE", image.toString()).split(" ");
            Listed listed = assertTimeoutPreemptively(NO_HANG, () -> Listed.of(args));
            List<String> failures =
                    listed.err().lines().filter(line -> !line.contains(": warning: ")).toList();
            assertThat(listed.code()).as(command).isIn(0, 1, 3, 4);
            assertThat(failures.isEmpty()).as(command).isEqualTo(listed.code() == 0);
            assertThat(listed.err().lines()).allMatch(line -> line.startsWith("ext2 "));
            assertThat(listed.err()).as(command).doesNotContainPattern(JAVA_IN_A_MESSAGE);
            assertThat(new String(listed.out(), StandardCharsets.ISO_8859_1).chars())
                    .as(command)
                    .noneMatch(c -> c < ' ' && c != '\n' && c != '\t' || c == 0x7f);
        }
    }
}
