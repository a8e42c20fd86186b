// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.text.Terminal;
import ext2cat.disk.DiskInode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One run of a command on an image: opens it, takes the command's text, says what goes wrong, and
 * knows in the end how the run ended. What fails in a part is reported and the rest goes on; the
 * exit code tells of the first failure.
 */
public final class Session {

    /** What a command does with an open volume. */
    @FunctionalInterface
    public interface Work {
        void run(Volume volume) throws IOException;
    }

    private final Streams streams;
    private final String program;
    private final boolean debug;
    private ExitCode code = ExitCode.OK;

    /**
     * A run not begun.
     *
     * @param program what messages begin with
     * @param debug whether stack traces are shown
     */
    public Session(Streams streams, String program, boolean debug) {
        this.streams = streams;
        this.program = program;
        this.debug = debug;
    }

    /** Opens an image, does the work, and closes it; the exit code. */
    public ExitCode run(Image image, Work work) {
        try (Volume volume = image.open(this)) {
            int said = warn(image, volume, 0);
            try {
                work.run(volume);
            } finally {
                warn(image, volume, said);
            }
        } catch (IOException | RuntimeException | Error e) {
            report(e, image.label());
        }
        return code;
    }

    /** Says what a reader should know of an image; how many sentences are said by now. */
    private int warn(Image image, Volume volume, int alreadySaid) {
        List<String> warnings = volume.warnings();
        for (String warning : warnings.subList(alreadySaid, warnings.size())) {
            warn(image.label(), warning);
        }
        return warnings.size();
    }

    /** The streams of the process. */
    public Streams streams() {
        return streams;
    }

    /** What standard output is. */
    public Terminal terminal() {
        return streams.terminal();
    }

    /** The exit code so far. */
    public ExitCode code() {
        return code;
    }

    /** Ends with this code, unless something went wrong before. */
    public void end(ExitCode how) {
        code = code.then(how);
    }

    /** Says a sentence on standard error. */
    public void say(String sentence) {
        streams.say(program + ": " + sentence);
    }

    /** Says what is odd, and no failure. */
    public void warn(String subject, String sentence) {
        say("warning: %s: %s".formatted(subject, sentence));
    }

    /** Says on standard error what should be known of a file before its contents are trusted. */
    public void warn(String subject, DiskInode inode) {
        inode.warning().ifPresent(warning -> warn(subject, warning));
    }

    /**
     * Says what went wrong with a part of the work.
     *
     * @param subject what was read: the image, or a path in it
     */
    public Failure report(Throwable thrown, String subject) {
        Failure failure = Failure.of(thrown, subject);
        if (!failure.sentence().isEmpty()) {
            say(failure.sentence());
        }
        if (debug) {
            streams.sayTrace(thrown);
        }
        end(failure.code());
        return failure;
    }

    /**
     * Says what went wrong with a part of the work, if the rest is still worth doing.
     *
     * @throws OutputFailure if standard output takes no more
     */
    public Failure reportPart(IOException thrown, String subject) throws OutputFailure {
        if (thrown instanceof OutputFailure failure) {
            throw failure;
        }
        return report(thrown, subject);
    }

    /**
     * Reports a fault in a part of an image; the path of the part, if it has one, is the subject.
     */
    public void reportPart(Damage.Part part, IOException thrown) throws OutputFailure {
        reportPart(thrown, part instanceof Damage.At(TreePath path) ? path.toString() : "");
    }

    /**
     * Standard output as text, to be flushed by who writes it. Unlike a PrintWriter it tells when
     * nobody takes it, by an {@link OutputFailure}.
     */
    public Writer textOut() {
        return new BufferedWriter(
                new OutputStreamWriter(bytesOut(), StandardCharsets.UTF_8), 1 << 16);
    }

    /** Standard output for bytes, not buffered, with errors as in {@link #textOut}. */
    public OutputStream bytesOut() {
        return new OutputFailure.Stream(Channels.newOutputStream(streams.out()));
    }

    /** Standard output for large amounts of bytes, with errors as in {@link #textOut}. */
    public WritableByteChannel channelOut() {
        return new OutputFailure.Channel(streams.out());
    }
}
