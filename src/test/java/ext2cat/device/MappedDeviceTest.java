// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;

final class MappedDeviceTest {

    @TempDir private Path temporary;
    private Path image;

    @BeforeEach
    void nameImage() {
        image = temporary.resolve("disk.img");
    }

    @ParameterizedTest
    @CsvSource({"-Xint, 10", "-XX:TieredStopAtLevel=1, 20000", "-XX:-TieredCompilation, 20000"})
    void aFileThatShrinksWhileItIsMappedIsToldFromCompiledCodeToo(String compilation, int warmUp)
            throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(
                        ChildJvm.command(
                                List.of(compilation), ShrinkingImage.class, temporary, warmUp));
        assertThat(result.output().lines())
                .containsExactlyElementsOf(
                        List.of("8", "40", "4096", "300000").stream()
                                .flatMap(it -> Collections.nCopies(5, it + " shrunk").stream())
                                .toList());
        assertThat(result.status()).isZero();
    }

    @Test
    void aSparseImageLargerThanFourGibibytesIsReadAtItsEnd() throws IOException {
        long sizeBytes = 40L << 30;
        try (RandomAccessFile writer = new RandomAccessFile(image.toFile(), "rw")) {
            writer.seek(sizeBytes - 3);
            writer.write(new byte[] {1, 2, 3});
        }
        byte[] end = new byte[5];
        try (MappedDevice device = MappedDevice.open(image)) {
            device.read(sizeBytes - 5, MemorySegment.ofArray(end));
        }
        assertThat(end).containsExactly(0, 0, 1, 2, 3);
    }

    @Test
    void aFileThatIsMissingIsAnIoException() {
        assertThatThrownBy(() -> MappedDevice.open(image))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(image.toString());
    }

    @Test
    void theStandardOutputMayBeAPipe() throws Exception {
        byte[] content = writeImage();
        Process child = new ProcessBuilder(catCommand()).redirectError(Redirect.INHERIT).start();
        assertThat(child.getInputStream().readAllBytes()).isEqualTo(content);
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void theStandardOutputMayBeAFileThatTheShellOpenedForAppending() throws Exception {
        byte[] content = writeImage();
        Path target = Files.write(temporary.resolve("target"), new byte[] {1, 2, 3});
        int status =
                new ProcessBuilder(catCommand())
                        .redirectError(Redirect.INHERIT)
                        .redirectOutput(Redirect.appendTo(target.toFile()))
                        .start()
                        .waitFor();
        assertThat(status).isZero();
        byte[] written = Files.readAllBytes(target);
        assertThat(written).hasSize(3 + content.length).startsWith(1, 2, 3).endsWith(content);
    }

    private List<String> catCommand() {
        return ChildJvm.command(List.of(), ImageToStandardOutput.class, image);
    }

    private byte[] writeImage() throws IOException {
        byte[] content = new byte[300_001];
        new Random(2).nextBytes(content);
        Files.write(image, content);
        return content;
    }
}
