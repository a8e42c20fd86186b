// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ProgressBar;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.readorder.format.OrderWriter;
import ext2cat.readorder.format.TracedImage;
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
 * shown all the same; the exit code is that of the first failure.
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
    record Output(
            ReadorderFormat format, boolean verify, Optional<Path> plot, PlotStyle plotStyle) {}

    /** What is done while the output is open. */
    @FunctionalInterface
    private interface Showing {
        void run(OrderOutput out) throws IOException;
    }

    private static final int SECTOR_BYTES = 512;

    private final Session session;
    private final Image source;
    private final Asked asked;

    Readorder(Session session, Image source, Asked asked) {
        this.session = session;
        this.source = source;
        this.asked = asked;
    }

    /** Shows some files. */
    ExitCode paths(List<String> paths, Output output) {
        return session.run(
                source,
                volume ->
                        show(
                                volume,
                                output,
                                out -> {
                                    ReadorderFile one =
                                            file(output, out, new OrderTotals(volume.blockBits()));
                                    for (String typed : paths) {
                                        show(volume, typed, one);
                                    }
                                }));
    }

    /** Shows every regular file, and at the end the figures of all and the worst files. */
    ExitCode all(Output output) {
        return session.run(
                source,
                volume -> {
                    boolean isText = output.format() == ReadorderFormat.TEXT;
                    OrderTotals totals = new OrderTotals(volume.blockBits());
                    ReadorderAll everything = new ReadorderAll(session, volume, totals);
                    if (isText) {
                        everything.show(file(output, OrderOutput.NONE, totals));
                    } else {
                        show(volume, output, out -> everything.show(file(output, out, totals)));
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
                                new ReadorderAgainst(volume, asked, target)
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
            } else if (!outcome.verdict().isInOrder()) {
                if (one.verdictIsHidden()) {
                    session.say(path + ": verify: " + OffenceText.of(outcome.verdict()));
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

    private ReadorderFile file(Output output, OrderOutput out, OrderTotals totals) {
        return new ReadorderFile(asked, output, out, totals, new ProgressBar(session.streams()));
    }

    /** Opens the output in the format that is wanted, and ends it. */
    private void show(Volume volume, Output output, Showing showing) throws IOException {
        // What follows a header of some bytes is a disk of its own.
        long startBytes = volume.device().startBytes();
        TracedImage image =
                new TracedImage(
                        source.word(),
                        volume.blockBits(),
                        startBytes % SECTOR_BYTES == 0 ? startBytes : 0);
        switch (output.format()) {
            case TEXT -> {
                Writer out = session.textOut();
                try {
                    showing.run(new OrderTable(out, volume.blockBits(), asked));
                } finally {
                    out.flush();
                }
            }
            case JSON ->
                    Json.write(
                            session.textOut(),
                            json -> {
                                OrderJson out = new OrderJson(json, image);
                                out.begin(asked);
                                showing.run(out);
                                out.end();
                            });
            default -> {
                try (OrderWriter writer =
                        output.format().ofTool().open(session.bytesOut(), image)) {
                    showing.run(OrderOutput.of(writer));
                }
            }
        }
    }
}
