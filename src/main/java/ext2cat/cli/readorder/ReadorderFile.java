// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.BioSubmitter;
import ext2cat.cli.run.OutputFailure;
import ext2cat.cli.run.ProgressBar;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.OrderVerdict;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.observe.OrderStatistics;
import ext2cat.readorder.observe.OrderVerifier;
import ext2cat.readorder.plot.OrderPlot;
import ext2cat.readorder.plot.PlotSeries;
import ext2cat.volume.Inode;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the order of reads of one file after another. */
final class ReadorderFile {

    /**
     * What showing a file came to.
     *
     * @param summary the figures of the chosen model
     * @param verdict what the check found; nothing if none was asked for
     * @param failure why the reads end before the file does
     */
    record Outcome(OrderSummary summary, OrderVerdict verdict, Optional<IOException> failure) {}

    /** From here on the models together take seconds. */
    private static final long LONG_BYTES = 16L << 30;

    private final Asked asked;
    private final Readorder.Output output;
    private final OrderOutput out;
    private final OrderTotals totals;
    private final ProgressBar bar;

    ReadorderFile(
            Asked asked,
            Readorder.Output output,
            OrderOutput out,
            OrderTotals totals,
            ProgressBar bar) {
        this.asked = asked;
        this.output = output;
        this.out = out;
        this.totals = totals;
        this.bar = bar;
    }

    /** Predicts; of a file that takes long, how far it has come is shown. */
    private void predict(Predictor predictor, BioSubmitter observer) throws IOException {
        if (predictor.sizeBytes() < LONG_BYTES) {
            predictor.predict(observer);
            return;
        }
        long blocks = predictor.sizeBytes() >> predictor.blockBits();
        String what = "Reading order, " + predictor.model().name();
        try (bar) {
            predictor.predict(observer, block -> bar.show(what, block, blocks));
        }
    }

    /** Whether the format has no place for the verdict, so that it must be said. */
    boolean verdictIsHidden() {
        return !output.format().hasFigures();
    }

    /** Whether a file is drawn, which then is the only one. */
    boolean draws() {
        return output.plot().isPresent();
    }

    Outcome show(String path, Inode file) throws IOException {
        Predictor predictor = asked.of(file);
        OrderStatistics statistics = new OrderStatistics(predictor.blockBits());
        OrderVerifier verifier = new OrderVerifier(asked.model());
        BioSubmitter total = totals.startFile(asked.model());
        Optional<IOException> failure = Optional.empty();
        out.startFile(path, file.sizeBytes());
        try {
            predict(
                    predictor,
                    bio -> {
                        out.submit(bio);
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
        out.endFile(
                new FileResult(
                        failure.isEmpty() && output.format().hasFigures()
                                ? figures(predictor, statistics.summary())
                                : List.of(),
                        output.verify() && failure.isEmpty()
                                ? Optional.of(verifier.verdict())
                                : Optional.empty(),
                        failure.map(IOException::getMessage)));
        if (output.plot().isPresent() && failure.isEmpty()) {
            draw(path, predictor, output.plot().get());
        }
        return new Outcome(statistics.summary(), verifier.verdict(), failure);
    }

    /** The figures of all models, the chosen one first. */
    private List<FileResult.ModelFigures> figures(Predictor predictor, OrderSummary chosen)
            throws IOException {
        List<FileResult.ModelFigures> figures = new ArrayList<>();
        figures.add(new FileResult.ModelFigures(predictor.model().name(), chosen));
        for (ReadModel other : Predictor.MODELS) {
            if (other != predictor.model()) {
                OrderStatistics statistics = new OrderStatistics(predictor.blockBits());
                BioSubmitter total = totals.startFile(other);
                predict(
                        predictor.model(other),
                        bio -> {
                            statistics.submit(bio);
                            total.submit(bio);
                        });
                figures.add(new FileResult.ModelFigures(other.name(), statistics.summary()));
            }
        }
        return figures;
    }

    private void draw(String path, Predictor predictor, Path picture) throws IOException {
        List<PlotSeries> series = new ArrayList<>();
        for (ReadModel model : plotted()) {
            PlotSeries one = new PlotSeries(model.name(), predictor.blockBits());
            predict(predictor.model(model), one);
            series.add(one);
        }
        OrderPlot plot = new OrderPlot(path, output.plotStyle(), series);
        try (Writer drawn = Files.newBufferedWriter(picture, StandardCharsets.UTF_8)) {
            if (picture.toString().endsWith(".html")) {
                plot.writeHtml(drawn);
            } else {
                plot.writeSvg(drawn);
            }
        }
    }

    /** The drivers and what the boundary flag changes; the chosen model first if it is another. */
    private List<ReadModel> plotted() {
        List<ReadModel> models =
                new ArrayList<>(List.of(ReadModel.EXT2, ReadModel.EXT4, ReadModel.NO_BOUNDARY));
        if (!models.contains(asked.model())) {
            models.addFirst(asked.model());
        }
        return models;
    }
}
