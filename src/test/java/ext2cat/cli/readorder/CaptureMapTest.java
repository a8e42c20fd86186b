// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ext2 readorder --map}: of which files the reads of a capture are. */
final class CaptureMapTest {

    /**
     * The superblock, the inode table, blocks 1000 to 1003 of /man-page, and its indirect block.
     */
    private static final String BLKPARSE =
            """
            8,1 0 1 0.000000000 77 Q R 2 + 2 [cat]
            8,1 0 2 0.500000000 77 Q R 10 + 2 [cat]
            8,1 0 3 0.750000000 77 Q RA 2000 + 8 [cat]
            8,1 0 4 0.750000001 78 Q R 2024 + 2 [dd]
            8,1 0 5 0.750000002 78 Q R 2002 + 2 [dd]
            8,1 0 6 0.750000003 78 Q W 2002 + 2 [dd]
            8,1 0 7 0.750000004 78 Q R 900000 + 8 [dd]
            """;

    private static final String MAP =
            """
             First  Seconds     Reads        Bytes  What
                 1   0.000000       1         1024  superblock
                 2   0.500000       1         1024  inode table
                 3   0.750000       2         5120  /man-page
                 4   0.750000       1         1024  /man-page (map)
                 6   0.750000       1         4096  outside of the file system
            """;

    @TempDir Path folder;
    private Path image;

    @BeforeEach
    void expand() throws IOException {
        image = new TestImages().named("tour").expandInto(folder);
    }

    @Test
    void readsAreOfFilesAndMetadata() throws IOException {
        map(write("capture", BLKPARSE))
                .check(
                        MAP + "6 reads of device 8,1, 12288 bytes, of 5 files and other parts.\n",
                        "",
                        ExitCode.OK);
    }

    @Test
    void aPartitionOfWhichTheCaptureTellsBeginsThere() throws IOException {
        String remapped =
                """
                8,0 0 1 0.000000000 77 A R 4048 + 2 <- (8,1) 2000
                8,0 0 2 0.000000001 77 Q R 4048 + 2 [cat]
                """;
        assertThat(map(write("capture", remapped)).text()).contains("1024  /man-page\n");
        Ran given =
                Ran.ext2(
                        folder,
                        "readorder",
                        "--device-offset=0",
                        "--map=" + write("moved", remapped),
                        image);
        assertThat(given.text()).doesNotContain("/man-page\n");
    }

    @Test
    void tablesOfBiosnoopAndLogsOfFioAreRead() throws IOException {
        String biosnoop =
                """
                TIME(s)     COMM           PID     DISK      T SECTOR     BYTES  LAT(ms)
                0.000004    my cat         1950    vda       R 2000       4096      0.74
                0.001004    my cat         1950    vda       W 2000       4096      0.74
                """;
        assertThat(map(write("snoop", biosnoop)).text())
                .contains("1   0.000000       1         4096  /man-page\n");
        String iolog =
                """
                fio version 2 iolog
                /dev/vda add
                /dev/vda open
                /dev/vda read 1024000 4096
                /dev/vda close
                """;
        assertThat(map(write("iolog", iolog)).text()).contains("4096  /man-page\n");
        assertThat(
                        map(write("iolog3", "fio version 3 iolog\n7 /dev/vda read 1024000 4096\n"))
                                .text())
                .contains("4096  /man-page\n");
    }

    @Test
    void capturesMayBeCompressed() throws IOException {
        byte[] bytes = BLKPARSE.getBytes(StandardCharsets.US_ASCII);
        Path zstd = Files.write(folder.resolve("capture.zst"), Zstd.compress(bytes));
        assertThat(map(zstd).text()).startsWith(MAP);
        Path xz = folder.resolve("capture.xz");
        try (OutputStream out =
                new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options(0))) {
            out.write(bytes);
        }
        assertThat(map(xz).text()).startsWith(MAP);
    }

    @Test
    void aMapIsOfNoPath() throws IOException {
        Path capture = write("capture", BLKPARSE);
        Ran ran = Ran.ext2(folder, "readorder", "--map=" + capture, image, "/man-page");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE.value());
        Ran none = map(write("writes", "8,1 0 6 0.750000003 78 Q W 2002 + 2 [dd]\n"));
        assertThat(none.err()).endsWith("there is no read in the capture\n");
        assertThat(none.code()).isNotZero();
    }

    private Ran map(Path capture) throws IOException {
        return Ran.ext2(folder, "readorder", "--map=" + capture, image);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
