// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.disk.FileType;
import ext2cat.trace.OrderFormat;
import ext2cat.trace.OrderTotals;
import ext2cat.trace.OrderWriter;
import ext2cat.trace.ReadPrediction;
import ext2cat.trace.TracedImage;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Shows, checks and compares the order of reads. A path that fails is said and the next one is
 * shown all the same; the exit code tells of the first failure.
 */
final class Readorder {

    /**
     * What is wanted of each file.
     *
     * @param format how its reads are written
     * @param verify whether their order is checked
     * @param plot where they are drawn
     */
    record Output(OrderFormat format, boolean verify, Optional<Path> plot) {

        /** Whether the figures of all models are part of the format. */
        boolean hasFigures() {
            return format == OrderFormat.TEXT || format == OrderFormat.JSON;
        }
    }

    /** One thing to do with an open volume. */
    private interface Work {
        ExitCode run(Volume volume) throws IOException;
    }

    private final Streams streams;
    private final String program;
    private final boolean debug;
    private final ImageSource source;
    private final ReadPrediction prediction;

    Readorder(
            Streams streams,
            String program,
            boolean debug,
            ImageSource source,
            ReadPrediction prediction) {
        this.streams = streams;
        this.program = program;
        this.debug = debug;
        this.source = source;
        this.prediction = prediction;
    }

    /** Shows some files. */
    ExitCode paths(List<String> paths, Output output) {
        return withVolume(
                volume -> {
                    ExitCode code = ExitCode.OK;
                    try (OrderWriter writer = writer(volume, output)) {
                        ReadorderFile one =
                                new ReadorderFile(
                                        volume,
                                        prediction,
                                        output,
                                        writer,
                                        new OrderTotals(volume.blockBits()));
                        for (String typed : paths) {
                            ImagePath path = ImagePath.typed(Arguments.bytes(typed));
                            code = code.then(show(volume, path, one));
                        }
                    }
                    return code;
                });
    }

    /** Shows every regular file, and at the end the figures of all and the worst files. */
    ExitCode all(Output output) {
        return withVolume(
                volume -> {
                    boolean isText = output.format() == OrderFormat.TEXT;
                    OrderTotals totals = new OrderTotals(volume.blockBits());
                    ReadorderAll everything;
                    ExitCode code;
                    try (OrderWriter writer =
                            isText ? new SilentWriter() : writer(volume, output)) {
                        everything =
                                new ReadorderAll(
                                        this,
                                        volume,
                                        new ReadorderFile(
                                                volume, prediction, output, writer, totals),
                                        totals,
                                        streams);
                        code = everything.run();
                    }
                    Writer out = isText ? textOut() : streams.err();
                    everything.printSummary(out, output);
                    out.flush();
                    return code;
                });
    }

    /** Compares a file with a capture. */
    ExitCode against(String typed, ReadorderAgainst.Target target) {
        return withVolume(
                volume -> {
                    ImagePath path = ImagePath.typed(Arguments.bytes(typed));
                    try {
                        return new ReadorderAgainst(volume, prediction, target)
                                .run(regular(volume, path), textOut());
                    } catch (ReadorderAgainst.CaptureFailure e) {
                        return report(e.getCause(), target.capture().toString());
                    } catch (IOException e) {
                        return report(e, path.text());
                    }
                });
    }

    /** Says what went wrong; the exit code for it. */
    ExitCode report(Throwable thrown, String subject) {
        if (thrown instanceof OutputFailure output) {
            return report(output.getCause(), "standard output");
        }
        Failure failure = Failure.of(thrown, subject);
        if (!failure.sentence().isEmpty()) {
            say(failure.sentence());
        }
        if (debug) {
            thrown.printStackTrace(streams.err());
        }
        return failure.code();
    }

    /** Says that the order of a file is not what it should be. */
    void sayOffence(String path, String verdict) {
        say(path + ": verify: " + verdict);
    }

    private void say(String sentence) {
        streams.err().println(program + ": " + sentence);
    }

    private ExitCode show(Volume volume, ImagePath path, ReadorderFile one) throws IOException {
        try {
            ReadorderFile.Outcome outcome = one.show(path.text(), regular(volume, path));
            if (outcome.failure().isPresent()) {
                return report(outcome.failure().get(), path.text());
            }
            if (outcome.offence().isPresent() && one.verdictIsHidden()) {
                sayOffence(path.text(), outcome.offence().get());
            }
            return outcome.offence().isPresent() ? ExitCode.FAILED : ExitCode.OK;
        } catch (OutputFailure e) {
            throw e; // nothing more can be shown
        } catch (IOException | RuntimeException e) {
            return report(e, path.text());
        }
    }

    private static Inode regular(Volume volume, ImagePath path) throws IOException {
        Inode file = volume.lookup(path);
        if (file.type() != FileType.REGULAR) {
            throw new FileSystemException("", null, "is a " + file.type().label());
        }
        return file;
    }

    private OrderWriter writer(Volume volume, Output output) {
        return output.format()
                .open(
                        output(),
                        new TracedImage(source.image(), volume.blockBits(), source.offsetBytes()),
                        prediction);
    }

    /** Standard output as text; unlike a PrintWriter it tells when nobody takes it. */
    private Writer textOut() {
        return new BufferedWriter(new OutputStreamWriter(output(), StandardCharsets.UTF_8));
    }

    private OutputStream output() {
        return new OutputFailure.Stream(Channels.newOutputStream(streams.out()));
    }

    private ExitCode withVolume(Work work) {
        try (Volume volume = source.open(streams, program)) {
            return work.run(volume);
        } catch (IOException | RuntimeException | Error e) {
            return report(e, source.image());
        }
    }
}
