// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.run.Streams;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** An image that somebody cuts while it is read. */
final class TruncationTest {

    private static final int KIB = 1024;

    @TempDir private Path folder;

    @Test
    void whatIsGoneIsToldAndWhatWasReadStays() throws Exception {
        Path image = new TestImages().named("tour").expandInto(folder);
        AtomicLong written = new AtomicLong();
        StringWriter err = new StringWriter();
        // The file is a block, a hole of 64 MiB, and another block, on disk block 34.
        int code =
                Ext2cat.run(
                        new String[] {image.toString(), "/mostly-nothing"},
                        new Streams(
                                new CuttingChannel(written, image),
                                new PrintWriter(err, true),
                                false));
        assertThat(err.toString())
                .isEqualTo(
                        ("ext2cat: /mostly-nothing: %s became shorter while it was read: it had"
                                        + " 1572864 bytes when it was opened and has 34816 now,"
                                        + " so the 1024 bytes at byte 34816 are lost\n")
                                .formatted(image));
        assertThat(code).isEqualTo(1);
        assertThat(written).hasValue((64 << 20) - KIB);
    }

    /** Cuts the image before disk block 34 when the first bytes are written. */
    private record CuttingChannel(AtomicLong written, Path image) implements WritableByteChannel {

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int length = bytes.remaining();
            bytes.position(bytes.limit());
            if (written.getAndAdd(length) == 0) {
                try (FileChannel file = FileChannel.open(image, StandardOpenOption.WRITE)) {
                    file.truncate(34 * KIB);
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
