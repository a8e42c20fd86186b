// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image that somebody cuts while it is read. */
final class TruncationTest {

    private static final int KIB = 1024;

    @TempDir private Path folder;

    @Test
    void whatIsGoneIsToldAndWhatWasReadStays() throws Exception {
        Path image = new TestImages().named("tour").expandInto(folder);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        // The file's blocks lie on 1090, 1089 and so on: the sixth is the last one that is cut off.
        int code =
                Ext2cat.run(
                        new String[] {image.toString(), "/backwards"},
                        new Streams(
                                new CuttingChannel(out, image), new PrintWriter(err, true), false));
        assertThat(err.toString())
                .isEqualTo(
                        ("ext2cat: /backwards: %s became shorter while it was read: it had"
                                        + " 1572864 bytes when it was opened and has 1111040 now,"
                                        + " so the 1024 bytes at byte 1111040 are lost\n")
                                .formatted(image));
        assertThat(code).isEqualTo(1);
        assertThat(out.size()).isEqualTo(5 * KIB);
    }

    /** Cuts the image inside the file when five blocks of it are written. */
    private record CuttingChannel(ByteArrayOutputStream out, Path image)
            implements WritableByteChannel {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            while (bytes.hasRemaining()) {
                out.write(bytes.get());
            }
            if (out.size() == 5 * KIB) {
                try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
                    file.truncate(1085 * KIB);
                }
            }
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
