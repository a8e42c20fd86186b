// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ProgressBar;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.readorder.OrderFormat;
import ext2cat.readorder.OrderTotals;
import ext2cat.readorder.OrderWriter;
import ext2cat.readorder.ReadPrediction;
import ext2cat.readorder.TracedImage;
import ext2cat.readorder.plot.PlotStyle;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
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
     * @param plotStyle how the models share the picture
     */
    record Output(OrderFormat format, boolean verify, Optional<Path> plot, PlotStyle plotStyle) {

        /** Whether the figures of all models are part of the format. */
        boolean hasFigures() {
            return format == OrderFormat.TEXT || format == OrderFormat.JSON;
        }
    }

    private final Session session;
    private final Image source;
    private final ReadPrediction prediction;

    Readorder(Session session, Image source, ReadPrediction prediction) {
        this.session = session;
        this.source = source;
        this.prediction = prediction;
    }

    /** Shows some files. */
    ExitCode paths(List<String> paths, Output output) {
        return session.run(
                source,
                volume -> {
                    try (OrderWriter writer = writer(volume, output)) {
                        ReadorderFile one =
                                new ReadorderFile(
                                        volume,
                                        prediction,
                                        output,
                                        writer,
                                        new OrderTotals(volume.blockBits()),
                                        new ProgressBar(session.streams()));
                        for (String typed : paths) {
                            show(volume, typed, one);
                        }
                    }
                });
    }

    /** Shows every regular file, and at the end the figures of all and the worst files. */
    ExitCode all(Output output) {
        return session.run(
                source,
                volume -> {
                    boolean isText = output.format() == OrderFormat.TEXT;
                    OrderTotals totals = new OrderTotals(volume.blockBits());
                    ReadorderAll everything;
                    try (OrderWriter writer =
                            isText ? new SilentWriter() : writer(volume, output)) {
                        everything =
                                new ReadorderAll(
                                        session,
                                        volume,
                                        new ReadorderFile(
                                                volume,
                                                prediction,
                                                output,
                                                writer,
                                                totals,
                                                new ProgressBar(session.streams())),
                                        totals);
                        everything.run();
                    }
                    Writer out = isText ? session.textOut() : session.streams().err();
                    everything.printSummary(out, output);
                    out.flush();
                });
    }

    /** Compares a file with a capture. */
    ExitCode against(String typed, ReadorderAgainst.Target target) {
        return session.run(
                source,
                volume -> {
                    try {
                        Located file = new FileArguments(volume, true).one(typed);
                        session.end(
                                new ReadorderAgainst(volume, prediction, target)
                                        .run(
                                                FileArguments.label(typed, file),
                                                regular(file),
                                                session.textOut()));
                    } catch (ReadorderAgainst.CaptureFailure e) {
                        session.report(e.getCause(), Shown.word(target.capture().toString()));
                    } catch (IOException e) {
                        session.reportPart(e, Shown.word(typed));
                    }
                });
    }

    private void show(Volume volume, String typed, ReadorderFile one) throws IOException {
        List<Located> files;
        try {
            FileArguments arguments = new FileArguments(volume, true, session::reportPart);
            files = one.draws() ? List.of(arguments.one(typed)) : arguments.locate(typed);
        } catch (IOException e) {
            session.reportPart(e, Shown.word(typed));
            return;
        }
        for (Located file : files) {
            show(FileArguments.label(typed, file), file, one);
        }
    }

    private void show(String path, Located file, ReadorderFile one) throws IOException {
        try {
            ReadorderFile.Outcome outcome = one.show(path, regular(file));
            if (outcome.failure().isPresent()) {
                session.report(outcome.failure().get(), path);
            } else if (outcome.offence().isPresent()) {
                if (one.verdictIsHidden()) {
                    session.say(path + ": verify: " + outcome.offence().get());
                }
                session.end(ExitCode.PATH_OR_IO);
            }
        } catch (IOException e) {
            session.reportPart(e, path);
        } catch (RuntimeException e) {
            session.report(e, path);
        }
    }

    private static Inode regular(Located file) throws IOException {
        if (file.inode().type() != FileType.REGULAR) {
            throw new FileSystemException("", null, "is a " + file.inode().type().label());
        }
        return file.inode();
    }

    private OrderWriter writer(Volume volume, Output output) {
        return output.format()
                .open(
                        session.bytesOut(),
                        new TracedImage(source.word(), volume.blockBits(), source.offsetBytes()),
                        prediction);
    }
}
