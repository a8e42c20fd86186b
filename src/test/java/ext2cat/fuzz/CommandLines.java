// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Command lines of {@code ext2}, one for each thing that a command can do. IMAGE is the mutant,
 * PATH a path in it, OUT a folder for what is written, SOUND the image before.
 */
final class CommandLines {

    private static final List<String> WALKS =
            List.of(
                    "ls -lR IMAGE",
                    "ls --json -R IMAGE",
                    "tree IMAGE",
                    "find IMAGE -ls",
                    "find IMAGE -deleted",
                    "stat IMAGE PATH",
                    "stat --json IMAGE PATH",
                    "du -a IMAGE",
                    "df IMAGE",
                    "lsdel IMAGE",
                    "timeline IMAGE",
                    "info -v IMAGE",
                    "info --json IMAGE",
                    "partitions IMAGE",
                    "blocks IMAGE PATH",
                    "blocks --json IMAGE PATH",
                    "block IMAGE 0-200",
                    "inode IMAGE 2 5 7 8 11 12 13 14",
                    "inode --versions IMAGE 12",
                    "journal IMAGE",
                    "journal --json IMAGE",
                    "check IMAGE",
                    "check --json IMAGE");

    /** Those that take as long as files are large, holes too. */
    private static final List<String> READS =
            List.of(
                    "cat IMAGE PATH",
                    "cat --keep-going IMAGE PATH",
                    "cat --strict IMAGE PATH",
                    "cat -o OUT/file IMAGE PATH",
                    "tar IMAGE",
                    "hash IMAGE",
                    "hash --json IMAGE",
                    "diff IMAGE SOUND",
                    "readorder IMAGE PATH",
                    "readorder --all IMAGE",
                    "readorder --model ext4 --json IMAGE PATH",
                    "readorder --model linux-3.10 IMAGE PATH",
                    "pin IMAGE PATH",
                    "extract -C OUT IMAGE");

    private static final String[] WORDS = {
        "",
        "-",
        "--",
        "-1",
        "0",
        "9223372036854775807",
        "\\xff",
        "*",
        "[",
        "<2>",
        "/",
        "..",
        "#",
        "--offset=1",
        "--json",
        "-R",
        "--superblock=1",
        "--partition=1",
        "%s",
        "\u0000",
        "é"
    };

    private CommandLines() {}

    /**
     * Some command line, seldom with a word too many.
     *
     * @param mayRead whether all of each file may be read
     */
    static List<String> some(
            RandomGenerator random,
            boolean mayRead,
            String image,
            String path,
            String out,
            String sound) {
        List<String> lines = mayRead && random.nextBoolean() ? READS : WALKS;
        String line = lines.get(random.nextInt(lines.size()));
        List<String> words = words(line, image, path, out, sound);
        if (random.nextInt(20) == 0) {
            words.add(random.nextInt(1, words.size() + 1), WORDS[random.nextInt(WORDS.length)]);
        }
        return words;
    }

    /** Each command line once. */
    static List<List<String>> all(String image, String path, String out, String sound) {
        return Stream.concat(WALKS.stream(), READS.stream())
                .map(line -> words(line, image, path, out, sound))
                .toList();
    }

    private static List<String> words(
            String line, String image, String path, String out, String sound) {
        List<String> words = new ArrayList<>();
        for (String word : line.split(" ")) {
            words.add(
                    switch (word) {
                        case "IMAGE" -> image;
                        case "PATH" -> path;
                        case "OUT" -> out;
                        case "SOUND" -> sound;
                        default -> word.replace("OUT/", out + "/");
                    });
        }
        return words;
    }
}
