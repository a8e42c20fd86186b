// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

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
import java.util.stream.Stream;

/** What programs may rely on: each field that is written is one that the reference tells of. */
final class JsonReferenceTest {

    private static final Path REFERENCE =
            Path.of(System.getProperty("basedir", "")).resolve("src/doc/json.md");

    /** Where inode 14 of the image tour is: in the table at block 5. */
    private static final int INODE_14 = 5 * 1024 + 13 * 128;

    @TempDir private Path folder;

    /** Command lines of the commands' own examples, and more for what few files have. */
    private static Stream<String> commands() {
        Stream<String> examples =
                Ext2.PROGRAM.commands().stream()
                        .flatMap(
                                entry ->
                                        entry.make().examples().stream()
                                                .filter(line -> line.contains("json"))
                                                .map(line -> entry.word() + " " + line));
        return Stream.concat(
                examples,
                Stream.of(
                        "ls --json -R OTHER",
                        "stat --json OTHER /dev/null /xattrs/many /links/end /names",
                        "inode --json OTHER 2 8 12",
                        "blocks --json OTHER /names",
                        "lsdel --json --all DELETED",
                        "diff --json IMAGE OTHER",
                        "readorder --format=json --verify --model=no-boundary OTHER /names"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyFieldIsInTheReference(String command) throws IOException {
        Path image = new TestImages().named("tour").packed();
        Path other = new TestImages().named("tree-inode256-1k").expandInto(folder);
        Path deleted = new TestImages().named("deleted-1k").packed();
        Object[] args =
                command.replace("IMAGE", image.toString())
                        .replace("OTHER", other.toString())
                        .replace("DELETED", deleted.toString())
                        .replace("FOLDER", folder.resolve("out").toString())
                        .split(" ");
        Set<String> fields = fields(Listed.of(args).out());
        String reference = Files.readString(REFERENCE);
        assertThat(fields.isEmpty())
                .as(command)
                .isEqualTo(command.startsWith("lsdel --json IMAGE"));
        assertThat(fields)
                .as("fields that the page does not describe")
                .allMatch(name -> reference.contains("`" + name + "`"));
    }

    @Test
    void everyCommandThatWritesJsonHasAnExampleOfIt() {
        for (Entry entry : Ext2.PROGRAM.commands()) {
            Command command = entry.make();
            boolean writes = PlainParser.read(command.syntax(), List.of("--json", "a", "1", "2"));
            if (writes) {
                assertThat(command.examples())
                        .as(entry.name())
                        .anyMatch(line -> line.contains("--json"));
            }
        }
    }

    @Test
    void whatCannotBeReadIsSaidInTheDocument() throws IOException {
        Path sound = new TestImages().named("tour").expandInto(folder);
        byte[] bytes = Files.readAllBytes(sound);
        bytes[INODE_14 + 1] = 0; // the mode of /notes/verse.txt: no file type
        Path damaged = Files.write(folder.resolve("damaged.img"), bytes);
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

    /**
     * The names of all fields, without those of a summary of a map, which its own command tells.
     */
    private static Set<String> fields(byte[] document) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JsonParser parser = new JsonFactory().createParser(document)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    names.add(parser.currentName());
                    if (parser.currentName().equals("map")) {
                        parser.nextToken();
                        parser.skipChildren();
                    }
                }
            }
        }
        return names;
    }
}
