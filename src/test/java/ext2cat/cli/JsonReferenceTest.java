// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.check.DamagedImage;
import ext2cat.cli.line.PlainParser;
import ext2cat.cli.run.Command;
import ext2cat.images.EditedImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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

    private static final int SUPERBLOCK = 1024;

    private static final String NUMBERS =
            IntStream.range(1, 160).mapToObj(n -> n + " ").collect(Collectors.joining());

    /** Where inode 14 of the image tour is: in the table at block 5. */
    private static final int INODE_14 = 5 * 1024 + 13 * 128;

    @TempDir private Path folder;

    private static JsonPage page() throws IOException {
        return new JsonPage(REFERENCE);
    }

    private static Set<String> commands() throws IOException {
        return page().commands();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theTableOfACommandIsWhatItWrites(String command) throws IOException {
        JsonPage.Table table = page().of(command);
        for (String line : lines(command)) {
            Object[] args =
                    Stream.of(line.split(" "))
                            .map(
                                    word ->
                                            IMAGE.matcher(word)
                                                    .replaceAll(found -> file(found.group(1))))
                            .toArray();
            table.check(Listed.of(args).out());
        }
        assertThat(table.problems()).as(command).isEmpty();
    }

    @Test
    void thePageHasEveryCommandThatWritesJson() throws IOException {
        Set<String> writers = new TreeSet<>(Set.of("readorder", "readorder --against"));
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
        Path damaged = damaged();
        String unreadable = "\"name\": \"verse.txt\", \"inode\": 14, \"unreadable\": true }";
        assertThat(text("ls", "--json", damaged, "/notes")).contains(unreadable);
        assertThat(text("tree", "--json", damaged)).contains(unreadable);
        assertThat(text("diff", "--json", sound, damaged)).contains("\"complete\": false");
    }

    /**
     * The image tour, which says where it was last mounted. A file has a mode without a type, and
     * the map of another leads out of the image.
     */
    private Path damaged() throws IOException {
        Path file =
                new EditedImage("tour")
                        .mode("/README.txt", 0100600)
                        .mode("/notes/verse.txt", 0644)
                        .pointer("/man-page", 12, 1 << 30)
                        .write(folder);
        return overwritten(file, SUPERBLOCK + 0x88, "/mnt");
    }

    /** The image tour with {@code /etc/passwd} and {@code /etc/group}. */
    private Path owners() throws IOException {
        String users = "root:x:0:0::/:\n";
        EditedImage image = new EditedImage("tour");
        Path file =
                image.rename("/", "notes", "etc")
                        .rename("/notes", "caf\u00e9.txt", "passwd")
                        .size("/notes/caf\u00e9.txt", users.length())
                        .rename("/notes", "verse.txt", "group")
                        .size("/notes/verse.txt", users.length())
                        .write(folder);
        overwritten(file, image.blockAt("/notes/caf\u00e9.txt", 0), users);
        return overwritten(file, image.blockAt("/notes/verse.txt", 0), users);
    }

    private static Path overwritten(Path file, int offset, String text) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, bytes, offset, ascii.length);
        return Files.write(file, bytes);
    }

    /** A file of the Hurd with a translator. */
    private Path hurd() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        image.superblock32(0x48, 1)
                .inode32(image.inode("/hello.txt"), 0x24, image.blockOf("/hello.txt", 0));
        return image.writeTo(folder.resolve("hurd.img"));
    }

    /** A file that is mapped by extents. */
    private Path extents() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        return image.inode32(image.inode("/hello.txt"), 0x20, 0x80000)
                .writeTo(folder.resolve("extents.img"));
    }

    /** A deleted file that a process still has open. */
    private Path open() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        return image.inode16(image.inode("/hello.txt"), 0x1a, 0)
                .writeTo(folder.resolve("open.img"));
    }

    /** A file with an attribute that no file system of Linux takes. */
    private Path foreign() throws IOException {
        long block = new EditedImage("tree-default-1k").file("/xattrs/many").disk().fileAclBlock();
        return new DamagedImage("tree-default-1k")
                .block8(block, 33, 7) // e_name_index: system
                .writeTo(folder.resolve("foreign.img"));
    }

    /** The image tour, whose superblock says no more than it must, without a bitmap. */
    private Path bare() throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        Arrays.fill(bytes, SUPERBLOCK + 0x68, SUPERBLOCK + 0x400, (byte) 0);
        for (int field : List.of(0x2c, 0x30, 0x40, 0x5c)) { // times and compatible features
            Arrays.fill(bytes, SUPERBLOCK + field, SUPERBLOCK + field + 4, (byte) 0);
        }
        bytes[2 * SUPERBLOCK + 3] = 1; // bg_block_bitmap
        return Files.write(folder.resolve("bare.img"), bytes);
    }

    private static Path resource(String name) {
        return Path.of(
                URI.create(
                        Objects.requireNonNull(JsonReferenceTest.class.getResource(name))
                                .toString()));
    }

    /** An image whose journal notes an error. */
    private Path failedJournal() throws IOException {
        byte[] bytes = new TestImages().named("ext3-clean-1k").bytes();
        ByteBuffer image = ByteBuffer.wrap(bytes);
        int at = 0;
        while (image.getInt(at) != 0xc03b3998) {
            at += 1024;
        }
        image.putInt(at + 0x20, 5);
        return Files.write(folder.resolve("journal.img"), bytes);
    }

    /** The events that readorder predicts for a file, as if Linux had recorded them. */
    private List<String> events(String... options) {
        Stream<String> args =
                Stream.concat(Stream.of("readorder", "--format=blkparse"), Stream.of(options));
        String[] words =
                Stream.concat(args, Stream.of(file("tour"), "/man-page")).toArray(String[]::new);
        return Listed.of((Object[]) words).lines().stream()
                .filter(line -> line.contains(" Q "))
                .toList();
    }

    /** Each line, and then each as if it were of another device. */
    private static List<String> onTwoDevices(List<String> lines) {
        return Stream.concat(
                        lines.stream(), lines.stream().map(line -> line.replace(" 7,0 ", " 7,1 ")))
                .toList();
    }

    /** Reads that were issued, the longest in two parts; a line that is no event. */
    private static List<String> issued(List<String> lines) {
        List<String> all = new ArrayList<>();
        for (String line : lines) {
            String event = line.replace(" Q ", " D ");
            if (event.endsWith(" + 24 [ext2cat]")) {
                long sector = Long.parseLong(event.replaceAll(".* RA? (\\d+) .*", "$1"));
                all.add(event.replace(" + 24 ", " + 8 "));
                event = event.replace(" " + sector + " + 24 ", " " + (sector + 8) + " + 16 ");
            }
            all.add(event);
        }
        all.add("nonsense");
        return all;
    }

    /** The image tour with a superblock in which everything is set that can be. */
    private static byte[] odd() throws IOException {
        byte[] bytes = new TestImages().named("tour").bytes();
        Arrays.fill(bytes, SUPERBLOCK + 0x88, SUPERBLOCK + 0x400, (byte) 1);
        Arrays.fill(bytes, SUPERBLOCK + 0x5c, SUPERBLOCK + 0x68, (byte) 0xff); // features
        bytes[SUPERBLOCK + 0x44] = 1; // s_checkinterval
        return bytes;
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
                            "stat --json @extents /hello.txt",
                            "stat --json @hurd /hello.txt",
                            "stat --json @deleted-1k <12> <13> <14> <15> <16> <17> <18> <19> <20>");
            case "inode" ->
                    List.of(
                            "inode --json @tree-inode256-1k 2 8 12",
                            "inode --json --no-paths @tree-inode256-1k " + NUMBERS,
                            "inode --json @tour 2",
                            "inode --json @owners 2",
                            "inode --json @extents " + NUMBERS,
                            "inode --json @hurd " + NUMBERS,
                            "inode --json @deleted-1k " + NUMBERS);
            case "lsdel" -> List.of("lsdel --json --all @deleted-1k", "lsdel --json @open");
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
            case "info" ->
                    List.of(
                            "info --json @tour",
                            "info --json --groups @tour",
                            "info --json @odd",
                            "info --json --groups @bare",
                            "info --json @tree-rev0-1k",
                            "info --json --groups @ext3-clean-1k",
                            "info --json @failed-journal");
            case "blocks" ->
                    List.of("blocks --json @tour /man-page", "blocks --json @extents /hello.txt");
            case "block" -> List.of("block --json @tour 0 1 2 3 4 5 26 27 1012");
            case "check" ->
                    List.of("check --json @tour", "check --json @damaged", "check --json @odd");
            case "extract" ->
                    List.of(
                            "extract --json -v -C @out @tour",
                            "extract --json -C @out @tour",
                            "extract --json -C @out2 @damaged",
                            "extract --json -C @out2 @foreign /xattrs");
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

    private String file(String name) {
        try {
            Path file = folder.resolve(name);
            Path path =
                    switch (name) {
                        case "out", "out2" -> file;
                        case "damaged" -> damaged();
                        case "odd" -> Files.write(file, odd());
                        case "owners" -> owners();
                        case "hurd" -> hurd();
                        case "failed-journal" -> failedJournal();
                        case "own" -> Files.write(file, events("--model=ext4", "--reader=md5sum"));
                        case "part" ->
                                Files.write(file, events("--reader=direct:1024").subList(0, 3));
                        case "issued" -> Files.write(file, issued(events("--model=ext4")));
                        case "twice" -> Files.write(file, onTwoDevices(events("--model=ext4")));
                        case "extents" -> extents();
                        case "open" -> open();
                        case "bare" -> bare();
                        case "foreign" -> foreign();
                        case "kern" -> resource("/oracle/bio/images/kern-1k-a.img.xz");
                        case "capture" -> resource("/capture/man-page/blkparse.txt.gz");
                        default -> new TestImages().named(name).packed();
                    };
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
