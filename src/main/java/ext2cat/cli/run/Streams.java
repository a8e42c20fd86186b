// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Terminal;
import ext2cat.host.OutputChannel;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
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

    /** Says a sentence on standard error, spelled so that it is one line and safe to show. */
    public void say(String sentence) {
        err.println(Shown.line(sentence));
    }

    /** Says where an exception comes from. */
    void sayTrace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        trace.toString().lines().forEach(line -> say(line.replace("\t", "    ")));
    }

    /** Shows a line that the next one takes the place of. */
    void showProgress(String line) {
        err.print("\r" + Shown.line(line));
        err.flush();
    }

    /** Takes the line away. */
    void hideProgress() {
        err.print("\r\033[K");
        err.flush();
    }

    /** These streams, with output as text for the process's terminal. */
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
