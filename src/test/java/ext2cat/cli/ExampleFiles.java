// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.check.DamagedImage;
import ext2cat.image.partition.DividedDisk;
import ext2cat.images.EditedImage;
import ext2cat.images.TestImages;
import ext2cat.journal.LoggedImage;

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
import java.util.stream.Stream;

/** The images and captures of the examples in {@link JsonReferenceTest}. */
final class ExampleFiles {

    private static final int SUPERBLOCK = 1024;

    private final Path folder;

    /**
     * Files to be made.
     *
     * @param folder where
     */
    ExampleFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The path of the file with that name, which is made; of a name not known here, a test image.
     */
    String file(String name) {
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
                        case "mounted" -> RareStructures.mounted(folder, 1);
                        case "journal-device" -> RareStructures.journalDevice(folder);
                        case "encrypted" -> Encrypted.v2(folder);
                        case "logged" -> new LoggedImage(folder).write(file);
                        case "disk" -> Files.write(file, disk());
                        case "foreign" -> foreign();
                        case "taken" -> taken();
                        case "deleted-ext4" -> resource("/deleted/ext4-journal.img.gz");
                        case "kern" -> resource("/oracle/bio/images/kern-1k-a.img.xz");
                        case "capture" -> resource("/capture/man-page/blkparse.txt.gz");
                        default -> new TestImages().named(name).packed();
                    };
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** A deleted file whose first block is that of a bitmap now. */
    private Path taken() throws IOException {
        return new DamagedImage("deleted-1k").inode32(15, 40, 3).writeTo(folder.resolve("taken"));
    }

    /** A file of the Hurd with a translator. */
    private Path hurd() throws IOException {
        DamagedImage image = new DamagedImage("tree-default-1k");
        image.superblock32(0x48, 1)
                .inode32(image.inode("/hello.txt"), 0x24, image.blockOf("/hello.txt", 0));
        return image.writeTo(folder.resolve("hurd.img"));
    }

    /** A GPT, a partition of it without a name and without a file system. */
    private static byte[] disk() {
        return new DividedDisk(200, 512)
                .gpt(0, DividedDisk.LINUX, 50, 59, "root")
                .gpt(1, DividedDisk.LINUX, 60, 69, "")
                .sign()
                .ext(50, "system", true)
                .bytes();
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
                        Objects.requireNonNull(ExampleFiles.class.getResource(name)).toString()));
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
}
