// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.BioSubmitter;
import ext2cat.cli.run.OutputFailure;
import ext2cat.cli.run.ProgressBar;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.FileResult;
import ext2cat.readorder.OrderStatistics;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.OrderTotals;
import ext2cat.readorder.OrderVerifier;
import ext2cat.readorder.OrderWriter;
import ext2cat.readorder.ReadPrediction;
import ext2cat.readorder.RecordingSubmitter;
import ext2cat.readorder.TracedFile;
import ext2cat.readorder.plot.OrderPlot;
import ext2cat.readorder.plot.PlotSeries;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Shows the order of reads of one file after another. */
final class ReadorderFile {

    /**
     * What showing a file came to.
     *
     * @param summary the figures of the chosen model
     * @param offences how many the check found
     * @param offence the verdict, if it is not good
     * @param failure why the reads end before the file does
     */
    record Outcome(
            OrderSummary summary,
            long offences,
            Optional<String> offence,
            Optional<IOException> failure) {}

    /** From here on the models together take seconds. */
    private static final long LONG_BYTES = 16L << 30;

    private final Volume volume;
    private final ReadPrediction prediction;
    private final Readorder.Output output;
    private final OrderWriter writer;
    private final OrderTotals totals;
    private final ProgressBar bar;

    ReadorderFile(
            Volume volume,
            ReadPrediction prediction,
            Readorder.Output output,
            OrderWriter writer,
            OrderTotals totals,
            ProgressBar bar) {
        this.totals = totals;
        this.bar = bar;
        this.volume = volume;
        this.prediction = prediction;
        this.output = output;
        this.writer = writer;
    }

    /**
     * Predicts the reads of a file, its indirect blocks not cached.
     *
     * @param observer is shown each read
     * @throws IOException of the image, or of the observer
     */
    static void predict(Volume volume, ReadPrediction prediction, Inode file, BioSubmitter observer)
            throws IOException {
        predict(volume, prediction, file, observer, UnaryOperator.identity());
    }

    private static void predict(
            Volume volume,
            ReadPrediction prediction,
            Inode file,
            BioSubmitter observer,
            UnaryOperator<GetBlock> seen)
            throws IOException {
        BioSubmitter submitter = RecordingSubmitter.ofPrediction(observer, volume.submitter());
        prediction.run(
                file.sizeBytes(),
                volume.blockBits(),
                seen.apply(file.getBlock(volume.newBufferCache(submitter))),
                submitter);
    }

    /** The same by one of the models; of a file that takes long, how far it has come is shown. */
    private void predict(ReadModel model, Inode file, BioSubmitter observer) throws IOException {
        long blocks = file.sizeBytes() >> volume.blockBits();
        String what = "Reading order, " + model.name();
        UnaryOperator<GetBlock> shown =
                map ->
                        (block, maxBlocks) -> {
                            bar.show(what, block, blocks);
                            return map.getBlock(block, maxBlocks);
                        };
        try (bar) {
            predict(
                    volume,
                    prediction.withModel(model),
                    file,
                    observer,
                    file.sizeBytes() < LONG_BYTES ? UnaryOperator.identity() : shown);
        }
    }

    /** Whether the format has no place for the verdict, so that it must be said. */
    boolean verdictIsHidden() {
        return !output.hasFigures();
    }

    /** Whether a file is drawn, which then is the only one. */
    boolean draws() {
        return output.plot().isPresent();
    }

    /** Shows one file. */
    Outcome show(String path, Inode file) throws IOException {
        OrderStatistics statistics = new OrderStatistics(volume.blockBits());
        OrderVerifier verifier = new OrderVerifier(prediction.model());
        BioSubmitter total = totals.startFile(prediction.model());
        Optional<IOException> failure = Optional.empty();
        writer.startFile(new TracedFile(path, file.sizeBytes()));
        try {
            predict(
                    prediction.model(),
                    file,
                    bio -> {
                        writer.submit(bio);
                        statistics.submit(bio);
                        total.submit(bio);
                        if (output.verify()) {
                            verifier.submit(bio);
                        }
                    });
        } catch (OutputFailure e) {
            throw e;
        } catch (IOException e) {
            failure = Optional.of(e);
        }
        Optional<FileResult.Verdict> verdict =
                output.verify() && failure.isEmpty()
                        ? Optional.of(FileResult.Verdict.of(verifier))
                        : Optional.empty();
        writer.endFile(
                new FileResult(
                        failure.isEmpty() && output.hasFigures()
                                ? figures(file, statistics.summary())
                                : List.of(),
                        verdict,
                        failure.map(IOException::getMessage)));
        if (output.plot().isPresent() && failure.isEmpty()) {
            draw(path, file, output.plot().get());
        }
        return new Outcome(
                statistics.summary(),
                verifier.offences(),
                verdict.filter(found -> found.offences() > 0).map(FileResult.Verdict::text),
                failure);
    }

    /** The figures of all models, the chosen one first. */
    private List<FileResult.ModelFigures> figures(Inode file, OrderSummary chosen)
            throws IOException {
        List<FileResult.ModelFigures> figures = new ArrayList<>();
        figures.add(new FileResult.ModelFigures(prediction.model().name(), chosen));
        for (ReadModel other : ReadPrediction.MODELS) {
            if (other != prediction.model()) {
                OrderStatistics statistics = new OrderStatistics(volume.blockBits());
                BioSubmitter total = totals.startFile(other);
                predict(
                        other,
                        file,
                        bio -> {
                            statistics.submit(bio);
                            total.submit(bio);
                        });
                figures.add(new FileResult.ModelFigures(other.name(), statistics.summary()));
            }
        }
        return figures;
    }

    private void draw(String path, Inode file, Path picture) throws IOException {
        List<PlotSeries> series = new ArrayList<>();
        for (ReadModel model : plotted()) {
            PlotSeries one = new PlotSeries(model.name(), volume.blockBits());
            predict(model, file, one);
            series.add(one);
        }
        OrderPlot plot = new OrderPlot(path, output.plotStyle(), series);
        try (Writer out = Files.newBufferedWriter(picture, StandardCharsets.UTF_8)) {
            if (picture.toString().endsWith(".html")) {
                plot.writeHtml(out);
            } else {
                plot.writeSvg(out);
            }
        }
    }

    /** The drivers and what the boundary flag changes; the chosen model first if it is another. */
    private List<ReadModel> plotted() {
        List<ReadModel> models =
                new ArrayList<>(List.of(ReadModel.EXT2, ReadModel.EXT4, ReadModel.NO_BOUNDARY));
        if (!models.contains(prediction.model())) {
            models.addFirst(prediction.model());
        }
        return models;
    }
}
