// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.ChildJvm;

import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class OutputCompressionTest {

    /** More than any encoder keeps to itself. */
    private static final int CONTENT_BYTES = 4 << 20;

    @ParameterizedTest
    @EnumSource(OutputCompression.class)
    void anOutputThatIsFullIsSaidOnceInItsOwnWords(OutputCompression compression) {
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(
                        () -> {
                            try (OutputStream out = compression.over(new FullStream(full))) {
                                out.write(content());
                            }
                        })
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");
    }

    @Test
    void xzNeedsNoMoreThanASmallHeapHas() throws Exception {
        List<String> command =
                new ArrayList<>(
                        ChildJvm.command(List.of("-Xmx64m", "-XX:+UseSerialGC"), SmallHeap.class));
        int classPath = command.indexOf("-cp") + 1;
        command.set(
                classPath,
                Stream.of(LZMA2Options.class, ZstdCompressorOutputStream.class)
                        .map(it -> it.getProtectionDomain().getCodeSource().getLocation().getPath())
                        .collect(
                                Collectors.joining(
                                        File.pathSeparator,
                                        command.get(classPath) + File.pathSeparator,
                                        "")));
        ChildJvm.Result result = ChildJvm.run(command);
        assertThat(result.output()).isEqualTo("done\n");
    }

    /** Compresses as xz does. */
    static final class SmallHeap {

        private SmallHeap() {}

        public static void main(String[] arguments) throws IOException {
            try (OutputStream out = OutputCompression.XZ.over(OutputStream.nullOutputStream())) {
                out.write(content());
            }
            System.out.println("done");
        }
    }

    private static byte[] content() {
        byte[] content = new byte[CONTENT_BYTES];
        new Random(1).nextBytes(content);
        return content;
    }

    /** A disk on which nothing has room after the first bytes. */
    private static final class FullStream extends OutputStream {

        private final IOException full;
        private int left = 1000;

        FullStream(IOException full) {
            this.full = full;
        }

        @Override
        public void write(int value) throws IOException {
            if (left-- <= 0) {
                throw full;
            }
        }
    }
}
