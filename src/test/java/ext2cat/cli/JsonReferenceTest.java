// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.line.PlainParser;
import ext2cat.cli.run.Command;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What programs may rely on: the tables of the reference are what commands write. */
final class JsonReferenceTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("basedir", "")).resolve("src/doc/json.md");

    private static final Pattern IMAGE = Pattern.compile("@([\\w-]+)");

    private static final String NUMBERS = numbers(159);
    private static final String NUMBERS_OF_64 = numbers(64);

    /** Where inode 14 of the image tour is: in the table at block 5. */
    private static final int INODE_14 = 5 * 1024 + 13 * 128;

    @TempDir private Path folder;

    private static String numbers(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> n + " ").collect(Collectors.joining());
    }

    private static JsonPage page() throws IOException {
        return new JsonPage(REFERENCE);
    }

    private static Set<String> commands() throws IOException {
        return page().commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theTableOfACommandIsWhatItWrites(String command) throws IOException {
        ExampleFiles files = new ExampleFiles(folder);
        JsonPage.Table table = page().of(command);
        for (String line : lines(command)) {
            Object[] args =
                    Stream.of(line.split(" "))
                            .map(
                                    word ->
                                            IMAGE.matcher(word)
                                                    .replaceAll(
                                                            found -> files.file(found.group(1))))
                            .toArray();
            table.check(Listed.of(args).out());
        }
        assertThat(table.problems()).as(command).isEmpty();
    }

    @Test
    void thePageHasEveryCommandThatWritesJson() throws IOException {
        Set<String> writers =
                new TreeSet<>(Set.of("readorder", "readorder --against", "readorder --map"));
        for (Entry entry : Ext2.PROGRAM.commands()) {
            if (takesJson(entry)) {
                writers.add(entry.word());
            }
        }
        assertThat(commands()).containsExactlyInAnyOrderElementsOf(writers);
    }

    /** Whether a command line with {@code --json} and some arguments is one of the command's. */
    private static boolean takesJson(Entry entry) {
        return Stream.of("a", "a 1", "a 1 2")
                .map(words -> List.of(("--json " + words).split(" ")))
                .anyMatch(words -> PlainParser.read(entry.make().syntax(), words));
    }

    @Test
    void everyCommandThatWritesJsonHasAnExampleOfIt() {
        for (Entry entry : Ext2.PROGRAM.commands()) {
            Command command = entry.make();
            if (takesJson(entry)) {
                assertThat(command.examples())
                        .as(entry.name())
                        .anyMatch(line -> line.contains("--json"));
            }
        }
    }

    @Test
    void whatCannotBeReadIsSaidInTheDocument() throws IOException {
        Path sound = new TestImages().named("tour").packed();
        Path damaged = Path.of(new ExampleFiles(folder).file("damaged"));
        String unreadable = "\"name\": \"verse.txt\", \"inode\": 14, \"unreadable\": true }";
        assertThat(text("ls", "--json", damaged, "/notes")).contains(unreadable);
        assertThat(text("tree", "--json", damaged)).contains(unreadable);
        assertThat(text("diff", "--json", sound, damaged)).contains("\"complete\": false");
    }

    @Test
    void everyTimeAndNumberIsTheOneOfItsField() throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        for (int time = 0; time < 3; time++) {
            bytes[INODE_14 + 8 + 4 * time] = (byte) time; // i_atime, i_ctime, i_mtime
        }
        Path image = Files.write(folder.resolve("times.img"), bytes);
        assertThat(text("find", "--json", image, "-inum", "14"))
                .contains(
                        "\"atime\": \"2023-11-14T22:13:20Z\"",
                        "\"mtime\": \"2024-12-31T23:57:54Z\"",
                        "\"ctime\": \"2023-11-14T22:13:21Z\"");
        assertThat(text("stat", "--json", image, "<14>"))
                .contains(
                        "\"atime\": \"2023-11-14T22:13:20Z\"",
                        "\"mtime\": \"2024-12-31T23:57:54Z\"",
                        "\"ctime\": \"2023-11-14T22:13:21Z\"",
                        "\"flag_bits\": 0");
        assertThat(text("ls", "--json", image, "/dev")).contains("\"device\": \"1:3\"");
    }

    /** Standard output on one line. */
    private static String text(Object... args) {
        return new String(Listed.of(args).out(), StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    /** Command lines that together write every field of a command; {@code @NAME} is an image. */
    private static List<String> lines(String command) {
        return switch (command) {
            case "ls" ->
                    List.of(
                            "ls --json @tour /README.txt /",
                            "ls --json -R @damaged",
                            "ls --json -R @tree-inode256-1k",
                            "ls --json -R @owners");
            case "find" ->
                    List.of(
                            "find --json @tour",
                            "find --json @tree-inode256-1k",
                            "find --json @owners");
            case "tree" ->
                    List.of(
                            "tree --json @tour /README.txt /",
                            "tree --json @damaged",
                            "tree --json @tree-inode256-1k",
                            "tree --json @owners");
            case "du" -> List.of("du --json -c @tour", "du --json -c --inodes @tour");
            case "df" -> List.of("df --json @tour", "df --json @damaged");
            case "stat" ->
                    List.of(
                            "stat --json @tree-inode256-1k / /dev/null /xattrs/many /links/59-bytes"
                                    + " /names /hello.txt",
                            "stat --json @owners /",
                            "stat --json @extents-1k /deep",
                            "stat --json @bigalloc-4k /verified",
                            "stat --json @encrypted /hello.txt",
                            "stat --json @extents /hello.txt",
                            "stat --json @hurd /hello.txt",
                            "stat --json @deleted-1k <12> <13> <14> <15> <16> <17> <18> <19> <20>");
            case "inode" ->
                    List.of(
                            "inode --json @tree-inode256-1k 2 8 12",
                            "inode --json --no-paths @tree-inode256-1k " + NUMBERS,
                            "inode --json @tour 2",
                            "inode --json @owners 2",
                            "inode --json @extents-1k 16",
                            "inode --json --no-paths @bigalloc-4k " + NUMBERS_OF_64,
                            "inode --json --no-paths @encrypted " + NUMBERS,
                            "inode --json @extents " + NUMBERS,
                            "inode --json @hurd " + NUMBERS,
                            "inode --json @deleted-1k " + NUMBERS);
            case "lsdel" ->
                    List.of(
                            "lsdel --json --all @deleted-1k",
                            "lsdel --json @open",
                            "lsdel --json @extents-1k");
            case "hash" -> List.of("hash --json @tour");
            case "diff" ->
                    List.of("diff --json @tour @damaged", "diff --json @tour @tree-inode256-1k");
            case "readorder" ->
                    List.of(
                            "readorder --format=json @tour /man-page /README.txt",
                            "readorder --format=json @damaged /man-page",
                            "readorder --format=json --verify --model=no-boundary @tour /man-page"
                                    + " /backwards");
            case "readorder --against" ->
                    Stream.of(
                                    "@own @tour /man-page",
                                    "@own @tour /fragments",
                                    "@own --model=per-block @tour /man-page",
                                    "@part @tour /man-page",
                                    "@issued @tour /man-page",
                                    "@twice @tour /man-page",
                                    "@capture @kern /s0016",
                                    "@capture @kern /s0028",
                                    "@capture @tour /man-page")
                            .map(words -> "readorder --format=json --against=" + words)
                            .toList();
            case "readorder --map" -> List.of("readorder --format=json --map=@own @tour");
            case "info" ->
                    List.of(
                            "info --json @tour",
                            "info --json --groups @tour",
                            "info --json @odd",
                            "info --json --groups @bare",
                            "info --json @tree-rev0-1k",
                            "info --json @mounted",
                            "info --json @journal-device",
                            "info --json --groups @bigalloc-4k",
                            "info --json --groups @ext3-clean-1k",
                            "info --json @failed-journal");
            case "blocks" ->
                    List.of(
                            "blocks --json @tour /man-page",
                            "blocks --json @extents-1k /deep /prepared /hundred");
            case "partitions" -> List.of("partitions --json @tour", "partitions --json @disk");
            case "block" -> List.of("block --json @tour 0 1 2 3 4 5 26 27 1012");
            case "journal" -> List.of("journal --json @ext3-recover-1k", "journal --json @logged");
            case "check" ->
                    List.of("check --json @tour", "check --json @damaged", "check --json @odd");
            case "extract" ->
                    List.of(
                            "extract --json -v -C @out @tour",
                            "extract --json -C @out @tour",
                            "extract --json -C @out2 @damaged",
                            "extract --json -C @out2 @foreign /xattrs");
            case "timeline" ->
                    List.of(
                            "timeline --json --hash @tree-inode256-1k",
                            "timeline --json @deleted-1k");
            case "recover" ->
                    List.of(
                            "recover --json -C @out @deleted-ext4",
                            "recover --json -C @out2 @taken");
            case "pin" ->
                    List.of(
                            "pin --json @tour /man-page",
                            "pin --json --write @tour /man-page",
                            "pin --json --pages=10 @tour /man-page",
                            "pin --json --start=3 --pages=1 @damaged /man-page",
                            "pin --json --start=1 --pages=3 @tour /mostly-nothing");
            default -> throw new AssertionError(command);
        };
    }
}
