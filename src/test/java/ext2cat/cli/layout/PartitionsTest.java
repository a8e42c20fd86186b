// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Disks with partitions: their list, and how one of them is chosen. */
final class PartitionsTest {

    private static final int SECTOR = 512;
    private static final int FIRST = 64;

    @TempDir private Path folder;
    private byte[] tour;
    private Path one;
    private Path two;

    @BeforeEach
    void makeDisks() throws IOException {
        tour = new TestImages().named("tour").bytes();
        one = Files.write(folder.resolve("one.img"), disk(1));
        two = Files.write(folder.resolve("two.img"), disk(2));
    }

    @Test
    void theTableIsPrinted() throws IOException {
        int sectors = tour.length / SECTOR;
        Ran ran = Ran.ext2(folder, "partitions", two);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.text())
                .isEqualTo(
                        """
                        %s: 3.1M, MBR, sectors of 512 bytes
                        No    Start  Size  Contents      Label  UUID
                         1    32768  1.5M  ext2          tour   e2ca7000-0000-4000-8000-00000000e2ca
                         2  %7d  1.5M  ext2          tour   e2ca7000-0000-4000-8000-00000000e2ca
                         4      512  1.0K  (Linux swap)
                        """
                                .formatted(two, (FIRST + sectors) * SECTOR));
    }

    @Test
    void anImageOfAFileSystemIsOneOfTheNumber0() throws IOException {
        Path image = Files.write(folder.resolve("tour.img"), tour);
        assertThat(Ran.ext2(folder, "partitions", image).text())
                .contains("no partitions", " 0      0  1.5M  ext2");
        Path text = Files.writeString(folder.resolve("text"), "Hello.\n".repeat(1000));
        Ran.ext2(folder, "partitions", text)
                .check(
                        "",
                        "ext2 partitions: %s: no table of partitions and no file system: it is a text file\n"
                                .formatted(text),
                        ExitCode.PATH_OR_IO);
    }

    @Test
    void theOnlyFileSystemIsOpenedAlsoIfTheDiskIsCompressed() throws IOException {
        Path packed = folder.resolve("one.img.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(disk(1));
        }
        for (Path disk : new Path[] {one, packed}) {
            Ran.ext2(folder, "ls", disk, "/notes/verse.txt")
                    .check("/notes/verse.txt\n", "", ExitCode.OK);
        }
    }

    @Test
    void ofSeveralOneMustBeChosen() throws IOException {
        Ran ran = Ran.ext2(folder, "ls", two, "/notes");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(ran.err())
                .startsWith(
                        "ext2 ls: %s: the disk has 2 file systems: partitions 1 \"tour\" (ext2,"
                                .formatted(two))
                .endsWith("choose one with --partition 1, or add #1 to the name of the image\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#2", "#00000000-02", "#PARTUUID=00000000-02"})
    void theWordOfTheImageMayNameThePartition(String choice) throws IOException {
        Ran.ext2(folder, "ls", two + choice, "/notes/verse.txt")
                .check("/notes/verse.txt\n", "", ExitCode.OK);
    }

    @Test
    void aFileWithThatNameIsTheImage() throws IOException {
        Path odd = Files.write(folder.resolve("disk#2"), tour);
        Ran.ext2(folder, "ls", odd, "/notes/verse.txt")
                .check("/notes/verse.txt\n", "", ExitCode.OK);
    }

    @Test
    void onlyOneChoiceMakesSense() throws IOException {
        for (Object[] args :
                new Object[][] {
                    {"ls", two + "#1", "--partition=1"},
                    {"ls", two, "--partition=1", "--offset=512"},
                    {"ls", two + "#1", "--offset=0"}
                }) {
            Ran ran = Ran.ext2(folder, args);
            assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
            assertThat(ran.err())
                    .contains("Choose the file system by one of --partition, --offset and '#'");
        }
    }

    @Test
    void aNameThatIsNotThereIsSaid() throws IOException {
        assertThat(Ran.ext2(folder, "ls", one, "--partition=9").err())
                .startsWith(
                        "ext2 ls: %s: there is no partition '9'; the disk has 1 \"tour\""
                                .formatted(one));
        Path image = Files.write(folder.resolve("tour.img"), tour);
        Ran.ext2(folder, "ls", image + "#1")
                .check(
                        "",
                        "ext2 ls: %s#1: it has no partitions, neither by a GPT nor by an MBR\n"
                                .formatted(image),
                        ExitCode.USAGE);
        Ran.ext2(folder, "ls", folder.resolve("none#1"))
                .check(
                        "",
                        "ext2 ls: %s: no such file or directory\n"
                                .formatted(folder.resolve("none#1")),
                        ExitCode.PATH_OR_IO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32768", "64s", "64S", "32K", "32k", "0x8000", "0x20K", "0x40s"})
    void offsetsHaveUnits(String offset) throws IOException {
        Ran.ext2(folder, "ls", "--offset", offset, two, "/notes/verse.txt")
                .check("/notes/verse.txt\n", "", ExitCode.OK);
    }

    @ParameterizedTest
    @CsvSource({"s", "0x", "K", "1.5M", "+5", "0x-1", "9999999999T", "5KB", "''"})
    void whatIsNoOffsetIsSaid(String offset) throws IOException {
        Ran ran = Ran.ext2(folder, "ls", "--offset=" + offset, two);
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
        assertThat(ran.err()).contains("'" + offset + "' is not a number from 0 to 2^63 - 1");
    }

    @Test
    void readsAreCountedFromTheStartOfTheDisk() throws IOException {
        String bare = reads(Files.write(folder.resolve("tour.img"), tour).toString());
        String offset = reads(two.toString(), "--offset=64s");
        assertThat(reads(two + "#1")).isEqualTo(offset).isNotEqualTo(bare);
    }

    private String reads(String image, String... options) throws IOException {
        Object[] words = new Object[options.length + 4];
        System.arraycopy(options, 0, words, 4, options.length);
        words[0] = "readorder";
        words[1] = "--format=csv";
        words[2] = image;
        words[3] = "/notes/verse.txt";
        String text = Ran.ext2(folder, words).text();
        return text.substring(text.indexOf('\n'));
    }

    /** The tour as one partition or as two, after a swap partition of two sectors. */
    private byte[] disk(int copies) {
        int sectors = tour.length / SECTOR;
        ByteBuffer disk =
                ByteBuffer.allocate((FIRST + copies * sectors + 100) * SECTOR).order(LITTLE_ENDIAN);
        disk.put(510, (byte) 0x55).put(511, (byte) 0xaa);
        entry(disk, 3, 0x82, 1, 2);
        for (int copy = 0; copy < copies; copy++) {
            int start = FIRST + copy * sectors;
            entry(disk, copy, 0x83, start, sectors);
            disk.put(start * SECTOR, tour);
        }
        return disk.array();
    }

    private static void entry(ByteBuffer disk, int slot, int type, int start, int sectors) {
        int at = 446 + 16 * slot;
        disk.put(at + 4, (byte) type).putInt(at + 8, start).putInt(at + 12, sectors);
    }
}
