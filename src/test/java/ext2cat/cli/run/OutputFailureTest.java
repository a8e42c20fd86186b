// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.cli.Ext2cat;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the program says when standard output does not take what it is given. */
final class OutputFailureTest {

    @TempDir private Path folder;
    private final StringWriter err = new StringWriter();
    private Path image;

    @BeforeEach
    void expand() throws IOException {
        image = new TestImages().named("tour").expandInto(folder);
    }

    @Test
    void aBrokenPipeEndsQuietly() throws Exception {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        assertThat(run(pipe.sink())).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, standard output: No space left on device",
        "File too large, standard output: File too large",
        "Bad file descriptor, standard output: Bad file descriptor",
        "Input/output error, /mostly-nothing: Input/output error"
    })
    void aWriteThatFailsIsToldOnceAndNamesStandardOutputWhereItMust(String reason, String said) {
        int code =
                run(
                        new FailingChannel() {
                            @Override
                            public int write(ByteBuffer bytes) throws IOException {
                                throw new IOException(reason);
                            }
                        });
        assertThat(err.toString()).startsWith("ext2cat: " + said + "\n");
        assertThat(code).isEqualTo(1);
        // Where the channel takes no more, the second path is not tried.
        assertThat(err.toString()).hasLineCount(said.startsWith("standard") ? 1 : 2);
    }

    @Test
    void aChannelThatIsClosedIsTold() {
        int code =
                run(
                        new FailingChannel() {
                            @Override
                            public int write(ByteBuffer bytes) throws IOException {
                                throw new ClosedChannelException();
                            }
                        });
        assertThat(err.toString()).isEqualTo("ext2cat: standard output: it is closed\n");
        assertThat(code).isEqualTo(1);
    }

    @Test
    void aFullDeviceIsAnError() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            assertThat(run(full)).isEqualTo(1);
        }
        assertThat(err.toString()).isEqualTo("ext2cat: standard output: No space left on device\n");
    }

    /** Runs with two paths, of which the first begins with data and goes on with a hole. */
    private int run(WritableByteChannel out) {
        return Ext2cat.run(
                new String[] {image.toString(), "/mostly-nothing", "/README.txt"},
                new Streams(out, new PrintWriter(err, true), false));
    }

    private abstract static class FailingChannel implements WritableByteChannel {

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
