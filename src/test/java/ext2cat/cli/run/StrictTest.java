// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The option --strict, on an image of which the checksum of one node of extents is wrong. */
final class StrictTest {

    private static final String WRONG =
            "inode 74, extents in block 1097: the checksum is 0xcc9880e4, but the contents give"
                    + " 0xcc9880e5\n";

    private Path image;

    @TempDir private Path folder;

    @BeforeEach
    void damage() throws IOException {
        image = folder.resolve("image");
        try (InputStream packed =
                        StrictTest.class.getResourceAsStream("/checksum/csum-blocks.img.gz");
                InputStream bytes = new GZIPInputStream(packed)) {
            byte[] all = bytes.readAllBytes();
            all[1097 * 1024 + 0x3fc] ^= 1;
            Files.write(image, all);
        }
    }

    @Test
    void theContentsAreReadWithOneWarning() throws IOException {
        Ran ran = Ran.ext2(folder, "cat", image, "/holes", "/holes");
        assertThat(ran.err()).isEqualTo("ext2 cat: warning: " + image + ": " + WRONG);
        assertThat(ran.code()).isEqualTo(ExitCode.OK.value());
        assertThat(Files.size(ran.out())).isEqualTo(2 * 22_529);
    }

    @Test
    void strictRefusesWhatIsDamaged() throws IOException {
        Ran ran = Ran.ext2(folder, "cat", "--strict", image, "/holes");
        assertThat(ran.err()).isEqualTo("ext2 cat: /holes: " + WRONG);
        assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
        assertThat(Files.size(ran.out())).isZero();
    }

    @Test
    void strictGivesTheOtherFiles() throws IOException {
        Ran ran = Ran.ext2(folder, "ls", "--strict", image, "/dir");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.value());
        assertThat(Files.readAllLines(ran.out())).hasSize(60);
    }

    @Test
    void checkFindsItOnceEitherWay() throws IOException {
        for (Object option : new Object[] {"--most=9", "--strict"}) {
            Ran ran = Ran.ext2(folder, "check", option, image);
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isEqualTo(ExitCode.CORRUPT.value());
            assertThat(Files.readString(ran.out())).containsOnlyOnce("the checksum is");
        }
    }
}
