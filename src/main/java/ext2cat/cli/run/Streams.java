// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.text.Terminal;
import ext2cat.device.OutputChannel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Where a command's output goes.
 *
 * @param out takes file contents; the process's standard output in such a form that the kernel can
 *     move bytes there itself
 * @param err takes messages
 * @param errIsTerminal whether somebody watches {@code err}, so that progress is worth showing
 * @param terminal what {@code out} is for text
 */
public record Streams(
        WritableByteChannel out, PrintWriter err, boolean errIsTerminal, Terminal terminal) {

    private static final int STDOUT = 1;

    /** Streams of which {@code out} is no terminal. */
    public Streams(WritableByteChannel out, PrintWriter err, boolean errIsTerminal) {
        this(out, err, errIsTerminal, Terminal.NONE);
    }

    /** The streams of the process; its output taken for file contents, not for text. */
    @SuppressWarnings("resource") // they stay open as long as the process lives
    public static Streams ofProcess() {
        return new Streams(
                new OutputChannel(new FileOutputStream(FileDescriptor.out).getChannel(), STDOUT),
                writer(new FileOutputStream(FileDescriptor.err)),
                Terminal.isTerminal(2));
    }

    /** The same, with output as text for the process's terminal. */
    public Streams forText() {
        return new Streams(out, err, errIsTerminal, Terminal.ofProcess());
    }

    /** A writer of text to {@link #out}. */
    public PrintWriter textOut() {
        return writer(Channels.newOutputStream(out));
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
