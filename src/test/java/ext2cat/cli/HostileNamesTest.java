// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.text.Terminal;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Names that no file should have reach nobody's terminal as they are, and stop nothing. */
final class HostileNamesTest {

    private static final Terminal TERMINAL = new Terminal(true, 80, false);

    /** What shows names; ORIGINAL is the sound image. */
    private static final List<String> COMMANDS =
            List.of(
                    "ls -laR IMAGE",
                    "ls -C IMAGE",
                    "ls --json -a IMAGE",
                    "tree -apsfF IMAGE",
                    "tree --json IMAGE",
                    "find IMAGE",
                    "find IMAGE -ls",
                    "find IMAGE -printf %p,%f,%P,%h\\n",
                    "find --json IMAGE",
                    "du -a IMAGE",
                    "stat IMAGE /*",
                    "stat -c %n,%N IMAGE /*",
                    "hash IMAGE",
                    "hash --tag IMAGE",
                    "hash --json IMAGE",
                    "diff IMAGE ORIGINAL",
                    "diff --json ORIGINAL IMAGE");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "a/b",
                "../../x",
                "\0",
                "a\0b",
                "new\nline",
                "\033[2J",
                "\u009b2J",
                "\u00e9\u00ff",
                "\u00e2\u0080\u00aeexe",
                "\u007f",
                "\r\b"
            })
    void aNameIsSpelledByEveryCommand(String name) throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        Path original = Files.write(folder.resolve("original.img"), bytes);
        // In the root: the length of the name, the type of the file, and the name.
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\n\1README.txt");
        bytes[at] = (byte) name.length();
        byte[] latin1 = name.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(latin1, 0, bytes, at + 2, latin1.length);
        Path image = Files.write(folder.resolve("image.img"), bytes);
        for (String command : COMMANDS) {
            Object[] args =
                    command.replace("IMAGE", image.toString())
                            .replace("ORIGINAL", original.toString())
                            .split(" ");
            Listed listed = Listed.on(TERMINAL, args);
            String out = new String(listed.out(), StandardCharsets.UTF_8) + listed.err();
            assertThat(out.codePoints().filter(c -> c != '\n' && c != '\t'))
                    .as(command)
                    .noneMatch(c -> Character.getType(c) == Character.CONTROL || c == 0xfffd)
                    .noneMatch(c -> Character.getType(c) == Character.FORMAT);
            // The rest of the image is there.
            if (!command.startsWith("diff")) {
                assertThat(out).as(command).contains("backwards", "man-page");
            }
        }
    }
}
