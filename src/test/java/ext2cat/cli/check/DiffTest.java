// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.MapLine;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;

/** {@code ext2 diff}: in what images and directories differ. */
final class DiffTest {

    private static final int BLOCK_BYTES = 1024;

    /** What diff(1) calls trouble has the number of a usage error elsewhere. */
    private static final ExitCode TROUBLE = ExitCode.USAGE;

    @TempDir Path folder;

    private TestImage tour;
    private Path image;
    private Path other;

    @BeforeEach
    void makeTwo() throws IOException {
        tour = new TestImages().named("tour");
        image = tour.expandInto(folder);
        other = folder.resolve("other.img");
        Files.copy(image, other, StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void anImageDoesNotDifferFromItself() throws IOException {
        for (String name : new String[] {"tour", "tree-default-1k", "tree-everything-1k"}) {
            Path one =
                    name.equals("tour") ? image : new TestImages().named(name).expandInto(folder);
            Ran.ext2(folder, "diff", "--times", one, one).check("", "", ExitCode.OK);
        }
    }

    @Test
    void theFirstByteThatDiffersIsTold() throws IOException {
        write(other, dataBlock("/man-page", 15) * BLOCK_BYTES + 5, (byte) 0);
        String line = "~ /man-page: contents differ from byte " + (15 * BLOCK_BYTES + 5) + "\n";
        Ran.ext2(folder, "diff", image, other).check(line, "", ExitCode.PATH_OR_IO);
        Ran.ext2(folder, "diff", image, other, "man-page").check(line, "", ExitCode.PATH_OR_IO);
        Ran.ext2(folder, "diff", image, other, "/notes").check("", "", ExitCode.OK);
        Ran.ext2(folder, "diff", "--brief", image, other)
                .check("~ /man-page\n", "", ExitCode.PATH_OR_IO);
    }

    @Test
    void aByteBehindAHoleIsFound() throws IOException {
        long lastBlock = (64 << 20) / BLOCK_BYTES - 1;
        write(other, dataBlock("/mostly-nothing", lastBlock) * BLOCK_BYTES + 3, (byte) 0);
        String byteNumber = "" + (lastBlock * BLOCK_BYTES + 3);
        Ran.ext2(folder, "diff", image, other)
                .check(
                        "~ /mostly-nothing: contents differ from byte " + byteNumber + "\n",
                        "",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void onlyChosenFilesAreCompared() throws IOException {
        write(other, dataBlock("/man-page", 15) * BLOCK_BYTES + 5, (byte) 0);
        Ran.ext2(folder, "diff", "--exclude=man-*", image, other).check("", "", ExitCode.OK);
        Ran.ext2(folder, "diff", "--include=/notes", image, other).check("", "", ExitCode.OK);
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Ran.ext2(folder, "diff", "-q", "--include=ver*.txt", "--exclude=README*", image, empty)
                .check("- /notes/verse.txt\n", "", ExitCode.PATH_OR_IO);
    }

    @Test
    void whatOnlyOneHasIsTold() throws IOException {
        Path a = Files.createDirectories(folder.resolve("a/both"));
        Path b = Files.createDirectories(folder.resolve("b/both"));
        Files.createDirectories(a.resolve("first/below"));
        Files.writeString(b.resolve("second"), "x");
        Files.createDirectory(a.resolve("kind"));
        Files.writeString(a.resolve("kind/gone"), "");
        Files.writeString(b.resolve("kind"), "");
        Files.createSymbolicLink(a.resolve("link"), Path.of("here"));
        Files.createSymbolicLink(b.resolve("link"), Path.of("there"));
        Files.writeString(a.resolve("size"), "same beginning");
        Files.writeString(b.resolve("size"), "same");
        Files.writeString(a.resolve("z"), "");
        Files.writeString(b.resolve("z"), "");
        Files.setPosixFilePermissions(a.resolve("z"), PosixFilePermissions.fromString("r--------"));
        Files.setPosixFilePermissions(b.resolve("z"), PosixFilePermissions.fromString("rw-r--r--"));
        Ran.ext2(folder, "diff", a.getParent(), b.getParent())
                .check(
                        """
                        - /both/first/
                        - /both/first/below/
                        ~ /both/kind: type directory -> regular file
                        - /both/kind/gone
                        ~ /both/link: target here -> there
                        + /both/second
                        ~ /both/size: size 14 -> 4; contents differ from byte 4
                        ~ /both/z: mode -r-------- -> -rw-r--r--
                        """,
                        "",
                        ExitCode.PATH_OR_IO);
        Ran.ext2(folder, "diff", "-q", b.getParent(), a.getParent())
                .check(
                        """
                        + /both/first/
                        ~ /both/kind
                        ~ /both/link
                        - /both/second
                        ~ /both/size
                        ~ /both/z
                        """,
                        "",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void hardLinksAreComparedByTheirFirstNames() throws IOException {
        Path a = Files.createDirectory(folder.resolve("a"));
        Path b = Files.createDirectory(folder.resolve("b"));
        for (Path side : new Path[] {a, b}) {
            Files.writeString(side.resolve("file"), "x");
        }
        Files.createLink(a.resolve("more"), a.resolve("file"));
        Files.writeString(b.resolve("more"), "x");
        Ran.ext2(folder, "diff", a, b)
                .check("~ /more: hard link of /file -> none\n", "", ExitCode.PATH_OR_IO);
        Files.delete(b.resolve("more"));
        Files.createLink(b.resolve("more"), b.resolve("file"));
        Ran.ext2(folder, "diff", a, b).check("", "", ExitCode.OK);
    }

    @Test
    void timesAreComparedIfTheyAreAskedFor() throws IOException {
        Path a = Files.createDirectory(folder.resolve("a"));
        Path b = Files.createDirectory(folder.resolve("b"));
        Files.setLastModifiedTime(a, FileTime.from(Instant.ofEpochSecond(1, 5)));
        Files.setLastModifiedTime(b, FileTime.from(Instant.ofEpochSecond(1)));
        Ran.ext2(folder, "diff", a, b).check("", "", ExitCode.OK);
        Ran.ext2(folder, "diff", "--times", a, b)
                .check(
                        "~ /: mtime 1970-01-01T00:00:01.000000005Z -> 1970-01-01T00:00:01Z\n",
                        "",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void ofADamagedImageTheRestIsCompared() throws IOException {
        byte[] nowhere = new byte[BLOCK_BYTES];
        Arrays.fill(nowhere, (byte) 0xFF);
        write(other, indirectBlock("/man-page") * BLOCK_BYTES, nowhere);
        write(other, dataBlock("/backwards", 0) * BLOCK_BYTES, (byte) 0);
        Ran ran = Ran.ext2(folder, "diff", image, other);
        assertThat(Files.readString(ran.out()))
                .isEqualTo("~ /backwards: contents differ from byte 0\n");
        assertThat(ran.err()).startsWith("ext2 diff: " + other + ": /man-page: ");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
    }

    @Test
    void whatCannotBeReadOnOneSideIsNotSaidToBeOnTheOtherOnly() throws IOException {
        // The mode of /notes/verse.txt, inode 14, in the table at block 5: no file type.
        write(other, 5 * BLOCK_BYTES + 13 * 128 + 1, (byte) 0);
        Ran ran = Ran.ext2(folder, "diff", image, other);
        assertThat(ran.text()).isEmpty();
        assertThat(ran.err()).hasLineCount(1).contains(": /notes/verse.txt: inode 14: mode 0");
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        // Nor if a directory, /dev, has a size that makes no sense.
        write(other, 5 * BLOCK_BYTES + 18 * 128 + 4, (byte) 1);
        ran = Ran.ext2(folder, "diff", other, image);
        assertThat(ran.text()).isEmpty();
        assertThat(ran.err()).hasLineCount(2).contains(": /dev: ");
    }

    @Test
    void attributesOfWhichSomeCannotBeReadAreNotSaidToDiffer() throws IOException {
        Path tree = new TestImages().named("tree-default-1k").expandInto(folder);
        Path damaged = Files.copy(tree, folder.resolve("damaged.img"));
        String told = Ran.ext2(folder, "stat", tree, "/xattrs/many").text();
        long block = Long.parseLong(told.replaceFirst("(?s).*File ACL: block ([0-9]+).*", "$1"));
        write(damaged, block * BLOCK_BYTES, (byte) 0x55);
        Ran ran = Ran.ext2(folder, "diff", tree, damaged, "/xattrs/many");
        assertThat(ran.text()).isEmpty();
        assertThat(ran.err()).contains("magic number");
    }

    @Test
    void whatDoesNotMatterIsNotCompared() throws IOException {
        Path a = Files.createDirectory(folder.resolve("a"));
        Path b = Files.createDirectory(folder.resolve("b"));
        for (Path side : new Path[] {a, b}) {
            Files.writeString(side.resolve("file"), "x");
        }
        Files.createLink(a.resolve("more"), a.resolve("file"));
        Files.writeString(b.resolve("more"), "y");
        Files.setPosixFilePermissions(
                a.resolve("file"), PosixFilePermissions.fromString("r--------"));
        Ran.ext2(folder, "diff", "--ignore", "mode", "--ignore", "links,owner", a, b)
                .check("~ /more: contents differ from byte 0\n", "", ExitCode.PATH_OR_IO);
        assertThat(Ran.ext2(folder, "diff", "--ignore", "links", a, b).text())
                .contains("~ /file: mode -r-------- -> -rw-r--r--\n");
    }

    @Test
    void jsonSaysWhetherAllWasCompared() throws IOException {
        write(other, dataBlock("/man-page", 0) * BLOCK_BYTES, (byte) 0);
        Ran.ext2(folder, "diff", "--json", image, other)
                .check(
                        """
                        {
                          "first": "%s",
                          "second": "%s",
                          "differences": [
                            {
                              "kind": "changed",
                              "path": "/man-page",
                              "type": "regular file",
                              "changes": [
                                {
                                  "what": "contents",
                                  "first": "from byte 0",
                                  "second": "from byte 0"
                                }
                              ]
                            }
                          ],
                          "added": 0,
                          "removed": 0,
                          "changed": 1,
                          "complete": true
                        }
                        """
                                .formatted(image, other),
                        "",
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        Ran ran = Ran.ext2(folder, "diff", image, other, "/none");
        ran.check(
                "",
                "ext2 diff: %s: /none: no such file or directory\n".formatted(image)
                        + "ext2 diff: %s: /none: no such file or directory\n".formatted(other),
                TROUBLE);
        Path text = Files.writeString(folder.resolve("text"), "no image\n");
        assertThat(Ran.ext2(folder, "diff", image, text).code()).isEqualTo(TROUBLE.value());
        Path none = folder.resolve("none");
        assertThat(Ran.ext2(folder, "diff", none, image).code()).isEqualTo(TROUBLE.value());
    }

    private long dataBlock(String path, long fileBlock) throws IOException {
        for (MapLine line : lines(path)) {
            if (line instanceof MapLine.Data data
                    && data.fileBlock() <= fileBlock
                    && fileBlock < data.fileBlock() + data.countBlocks()) {
                return data.diskBlock() + fileBlock - data.fileBlock();
            }
        }
        throw new AssertionError(path + " has no block " + fileBlock);
    }

    private long indirectBlock(String path) throws IOException {
        for (MapLine line : lines(path)) {
            if (line instanceof MapLine.Table table) {
                return table.diskBlock();
            }
        }
        throw new AssertionError(path + " has no indirect block");
    }

    private Iterable<MapLine> lines(String path) throws IOException {
        return tour.maps().stream()
                .filter(map -> map.path().equals(path))
                .findFirst()
                .orElseThrow()
                .lines();
    }

    private static void write(Path file, long position, byte... bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), position);
        }
    }
}
