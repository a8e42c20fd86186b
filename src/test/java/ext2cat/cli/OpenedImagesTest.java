// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the command line says of images that are packed. */
final class OpenedImagesTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"1G, 0", "100M, 0", "1K, 1", "512, 1", "1s, 1"})
    void anImageIsExpandedUpToALimitWithUnits(String limit, int code) throws IOException {
        Path image = folder.resolve("i.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(image))) {
            out.write(new TestImages().named("ends-1k").bytes());
        }
        Ran ran = Ran.ext2(folder, "ls", "--max-expand=" + limit, image);
        assertThat(ran.code()).as(ran.err()).isEqualTo(code);
        assertThat(ran.text().contains("lost+found")).isEqualTo(code == 0);
        assertThat(ran.err().contains("--max-expand")).isEqualTo(code != 0);
    }

    @Test
    void theImagesOfAnArchiveAreListedAndNoneIsTaken() throws IOException {
        Path archive = folder.resolve("two.zip");
        byte[] image = new TestImages().named("ends-1k").bytes();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : new String[] {"root.img", "d/home.img"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write(image);
            }
        }
        Ran ran = Ran.ext2(folder, "ls", archive);
        assertThat(ran.err())
                .startsWith("ext2 ls: " + archive + ": it holds 2 images: root.img (")
                .contains("d/home.img (" + image.length + " bytes)")
                .hasLineCount(1);
        assertThat(ran.text()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
        for (String chosen : new String[] {"#root.img", "#d/home.img", "#home.img"}) {
            assertThat(Ran.ext2(folder, "ls", archive + chosen).text()).contains("lost+found");
            assertThat(Ran.ext2(folder, "partitions", archive + chosen).code()).isZero();
        }
        assertThat(Ran.ext2(folder, "ls", archive + "#home.img#2").err())
                .isEqualTo(
                        "ext2 ls: %s#home.img#2: it has no partitions, neither by a GPT nor by an MBR\n"
                                .formatted(archive));
    }

    /** With blocks of 1 KiB, there is a superblock where one of a file system would be. */
    @Test
    void aNormalImageOfE2imageIsRefusedByName() throws IOException {
        byte[] image = new TestImages().named("ends-1k").bytes();
        byte[] head = "\020\267+\177Ext2 Image 1.0".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(head, 0, image, 0, head.length);
        Path file = Files.write(folder.resolve("i.e2i"), image);
        Ran ran = Ran.ext2(folder, "ls", file);
        assertThat(ran.err())
                .contains(file.toString())
                .contains("it is an image of e2image in its normal form")
                .endsWith("make a raw one with e2image -r\n")
                .hasLineCount(1);
        assertThat(ran.text()).isEmpty();
        assertThat(ran.code()).isEqualTo(4);
    }
}
