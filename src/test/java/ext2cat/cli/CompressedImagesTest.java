// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** What a command says of a compressed image that does not end as it should, and how it exits. */
final class CompressedImagesTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ends-1k", "ends-2k", "ends-4k"})
    void trailingBytesAreAWarning(String name) throws IOException {
        byte[] packed = packed(name);
        byte[] trailing = Arrays.copyOf(packed, packed.length + 1);
        trailing[packed.length] = '\n';
        Path image = Files.write(folder.resolve("i.gz"), trailing);
        Ran ran = Ran.ext2(folder, "ls", image);
        assertThat(ran.err())
                .isEqualTo(
                        "ext2 ls: warning: %s: 1 byte after the gzip data is ignored\n"
                                .formatted(image));
        assertThat(ran.text()).contains("lost+found\n");
        assertThat(ran.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends-1k", "ends-2k", "ends-4k"})
    void aCutImageIsReadAsFarAsItGoes(String name) throws IOException {
        byte[] packed = packed(name);
        Path image = Files.write(folder.resolve("i.gz"), Arrays.copyOf(packed, packed.length - 5));
        Ran ran = Ran.ext2(folder, "ls", image);
        assertThat(ran.err())
                .startsWith(
                        "ext2 ls: warning: %s: the image is cut off: its gzip data stops short at byte %d,"
                                .formatted(image, packed.length - 5))
                .hasLineCount(1);
        assertThat(ran.text()).contains("lost+found\n");
        assertThat(ran.code()).isZero();
        Files.write(image, Arrays.copyOf(packed, 12));
        Ran nothing = Ran.ext2cat(folder, image, "/");
        assertThat(nothing.err())
                .contains("cut off")
                .contains("not an ext2, ext3 or ext4 image: it is empty");
        assertThat(nothing.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends-1k", "ends-2k", "ends-4k"})
    void aWrongChecksumIsDamageAndTheImageIsRead(String name) throws IOException {
        byte[] packed = packed(name);
        packed[packed.length - 6] ^= 1;
        Path image = Files.write(folder.resolve("i.gz"), packed);
        for (String command : new String[] {"ls", "info"}) {
            Ran ran = Ran.ext2(folder, command, image);
            assertThat(ran.err())
                    .startsWith(
                            "ext2 " + command + ": " + image + ": gzip data is damaged near byte ")
                    .contains("(the CRC is ")
                    .hasLineCount(1);
            assertThat(ran.text()).isNotEmpty();
            assertThat(ran.code()).isEqualTo(3);
        }
    }

    private static byte[] packed(String name) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(new TestImages().named(name).bytes());
        }
        return packed.toByteArray();
    }
}
