// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty qcow2 file over an image: what a command says of it, and how it exits. */
final class BackingFilesTest {

    private static final int CLUSTER = 65536;
    private static final String BACKING = "base.img";

    @TempDir private Path folder;
    private Path image;

    @BeforeEach
    void makeImages() throws IOException {
        Path base = Files.write(folder.resolve(BACKING), new TestImages().named("ends-1k").bytes());
        image = Files.write(folder.resolve("over.qcow2"), qcow2(Files.size(base)).array());
    }

    private static ByteBuffer qcow2(long sizeBytes) {
        ByteBuffer file = ByteBuffer.allocate(2 * CLUSTER);
        file.putInt(0, 0x514649fb).putInt(4, 3).putLong(8, 512).putInt(16, BACKING.length());
        file.putInt(20, 16).putLong(24, sizeBytes).putInt(36, 1).putLong(40, CLUSTER);
        file.putInt(96, 4).putInt(100, 104);
        return file.put(512, BACKING.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theyAreReadOnlyWhenAskedFor() throws IOException {
        Ran refused = Ran.ext2(folder, "ls", image);
        assertThat(refused.err())
                .isEqualTo(
                        ("ext2 ls: %s: it is complete only with its backing file 'base.img', which"
                                        + " is read with --backing\n")
                                .formatted(image));
        assertThat(refused.code()).isEqualTo(4);
        Ran read = Ran.ext2(folder, "ls", "--backing", image);
        assertThat(read.err()).isEmpty();
        assertThat(read.text()).contains("lost+found\n");
        assertThat(read.code()).isZero();
    }

    @Test
    void aHeaderThatMakesNoSenseIsCorrupt() throws IOException {
        Files.write(image, qcow2(-1).array());
        Ran ran = Ran.ext2(folder, "ls", "--backing", image);
        assertThat(ran.err())
                .isEqualTo(
                        "ext2 ls: %s: qcow2 header: size is -1, not less than 2^63\n"
                                .formatted(image));
        assertThat(ran.code()).isEqualTo(3);
    }
}
