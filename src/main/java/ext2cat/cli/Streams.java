// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a command's output goes.
 *
 * @param out takes file contents; the process's standard output as a file channel, so that the
 *     kernel can move bytes there itself
 * @param err takes messages
 * @param errIsTerminal whether somebody watches {@code err}, so that progress is worth showing
 */
record Streams(WritableByteChannel out, PrintWriter err, boolean errIsTerminal) {

    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /** The streams of the process. */
    @SuppressWarnings("resource") // they stay open as long as the process lives
    static Streams ofProcess() {
        return new Streams(
                new FileOutputStream(FileDescriptor.out).getChannel(),
                writer(new FileOutputStream(FileDescriptor.err)),
                isTerminal());
    }

    /** A writer of text to {@link #out}. */
    PrintWriter textOut() {
        return writer(Channels.newOutputStream(out));
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(STDERR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (java.io.IOException | RuntimeException e) {
            return false; // a system without /proc: no progress is shown
        }
    }
}
