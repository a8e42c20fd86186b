// SPDX-License-Identifier: Apache-2.0
package ext2cat.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Wherever standard output takes no more, each command says so once and ends. */
final class FullOutputTest {

    private static final String FULL = "No space left on device";
    private static final String CLOSED = "Broken pipe";

    @TempDir private Path folder;

    @Test
    void everyCommandEndsWhereItsOutputDoes() throws IOException {
        Path image = new TestImages().named("tree-default-1k").expandInto(folder);
        Path sound = Files.copy(image, folder.resolve("sound"));
        int tried = 0;
        for (List<String> line :
                CommandLines.all(
                        image.toString(), "/70000-bytes", folder.toString(), sound.toString())) {
            Limited whole = new Limited(Long.MAX_VALUE, FULL);
            run(line, whole, new StringWriter());
            for (long limit : new long[] {0, 1, whole.bytes / 2, whole.bytes - 1}) {
                if (limit < whole.bytes && limit >= 0 && !line.contains("extract")) {
                    check(line, limit);
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(80);
    }

    private static void check(List<String> line, long limit) {
        StringWriter err = new StringWriter();
        assertThat(run(line, new Limited(limit, FULL), err)).as("%s, %d", line, limit).isEqualTo(1);
        assertThat(err.toString().lines().filter(said -> said.contains("standard output")))
                .as("%s, %d: %s", line, limit, err)
                .hasSize(1)
                .allMatch(said -> said.endsWith(": standard output: " + FULL));

        StringWriter quiet = new StringWriter();
        assertThat(run(line, new Limited(limit, CLOSED), quiet)).as("%s", line).isEqualTo(1);
        assertThat(quiet.toString()).as("%s", line).doesNotContain("standard output", CLOSED);
    }

    private static int run(List<String> line, WritableByteChannel out, StringWriter err) {
        return Ext2.run(
                line.toArray(String[]::new), new Streams(out, new PrintWriter(err, true), false));
    }

    /** Takes so many bytes, then fails. */
    private static final class Limited implements WritableByteChannel {

        private final long limit;
        private final String reason;
        private long bytes;

        Limited(long limit, String reason) {
            this.limit = limit;
            this.reason = reason;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (source.hasRemaining() && bytes == limit) {
                throw new IOException(reason);
            }
            // At most what the buffer holds, which is an int.
            int taken = (int) Math.min(source.remaining(), limit - bytes);
            source.position(source.position() + taken);
            bytes += taken;
            return taken;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
