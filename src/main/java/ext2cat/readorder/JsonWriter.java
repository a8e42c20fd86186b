// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes one JSON object: the image, how it is read, and {@code files}, an array with one object a
 * file. A file has {@code reads}, one object a line, in order; then {@code figures}, one object a
 * model; {@code verdict}, of a check; {@code error}. What is not known is null. Names end in their
 * unit; distances of seeks are in sectors of 512 bytes.
 */
final class JsonWriter implements OrderWriter {

    private final Writer out;
    private final TracedImage image;
    private final ReadPrediction prediction;
    private boolean started;
    private boolean firstFile = true;
    private boolean firstRead;

    JsonWriter(Writer out, TracedImage image, ReadPrediction prediction) {
        this.out = out;
        this.image = image;
        this.prediction = prediction;
    }

    @Override
    public void startFile(TracedFile file) throws IOException {
        start();
        out.write(firstFile ? "\n" : ",\n");
        firstFile = false;
        out.write("  {\"path\": ");
        JsonText.append(out, file.path());
        out.write(", \"size_bytes\": " + file.sizeBytes() + ", \"reads\": [");
        firstRead = true;
    }

    @Override
    public void submit(Bio bio) throws IOException {
        out.write(firstRead ? "\n" : ",\n");
        firstRead = false;
        out.append("    {\"op\": \"").append(bio.op().rwbs());
        out.append("\", \"use\": \"").append(BioText.use(bio.use()));
        out.append("\", \"disk_block\": ").append(Long.toString(bio.diskBlock()));
        out.append(", \"blocks\": ").append(Long.toString(bio.blocks()));
        out.append(", \"offset_bytes\": ")
                .append(Long.toString(image.offsetBytes(bio.diskBlock())));
        if (bio.use() == BlockUse.DATA) {
            out.append(", \"file_blocks\": [");
            String separator = "";
            for (BioVec vec : bio.vecs()) {
                out.append(separator).append("{\"first\": ").append(Long.toString(vec.fileBlock()));
                out.append(", \"blocks\": ").append(Long.toString(vec.blocks())).append('}');
                separator = ", ";
            }
            out.append(']');
        } else {
            out.append(", \"maps_from_file_block\": ");
            out.append(bio.use().level() > 0 ? Long.toString(BioText.firstFileBlock(bio)) : "null");
        }
        out.append(", \"end\": \"").append(bio.end().text()).append("\"}");
    }

    @Override
    public void endFile(FileResult result) throws IOException {
        out.write(firstRead ? "]" : "\n  ]");
        figures(result.figures());
        out.write(",\n   \"verdict\": ");
        if (result.verdict().isPresent()) {
            FileResult.Verdict verdict = result.verdict().get();
            out.write("{\"offences\": " + verdict.offences() + ", \"first\": ");
            string(verdict.first().map(Offence::text));
            out.write("}");
        } else {
            out.write("null");
        }
        out.write(",\n   \"error\": ");
        string(result.error());
        out.write("}");
    }

    @Override
    public void close() throws IOException {
        start();
        out.write(firstFile ? "]}\n" : "\n]}\n");
        out.flush();
    }

    private void start() throws IOException {
        if (started) {
            return;
        }
        started = true;
        out.write("{\"image\": ");
        JsonText.append(out, image.name());
        out.write(
                ", \"start_bytes\": %d, \"block_size_bytes\": %d,\n \"model\": \"%s\", \"reader\": \"%s\", \"read_ahead_pages\": %d, \"io_pages\": %d,\n \"files\": ["
                        .formatted(
                                image.startBytes(),
                                image.blockSizeBytes(),
                                prediction.model().name(),
                                prediction.program().text(),
                                prediction.limits().readAheadPages(),
                                prediction.limits().ioPages()));
    }

    private void figures(List<FileResult.ModelFigures> figures) throws IOException {
        out.write(",\n   \"figures\": {");
        String separator = "\n";
        for (FileResult.ModelFigures model : figures) {
            OrderSummary sum = model.summary();
            out.append(separator).append("    \"").append(model.model()).append("\": {");
            out.append("\"reads\": " + sum.reads());
            out.append(", \"bytes\": " + sum.bytes());
            out.append(", \"mean_bytes\": " + decimal(sum.meanBytes()));
            out.append(", \"largest_bytes\": " + sum.largestBytes());
            out.append(", \"one_block_reads\": " + sum.oneBlockReads());
            out.append(", \"metadata_reads\": {\"ind\": " + sum.indReads());
            out.append(", \"dind\": " + sum.dindReads());
            out.append(", \"tind\": " + sum.tindReads());
            out.append(", \"other\": " + sum.otherMetadataReads() + "}");
            seeks("forward_seeks", sum.forward());
            seeks("backward_seeks", sum.backward());
            out.append(", \"sequential_share\": ");
            out.append(
                    sum.sequentialShare().isPresent()
                            ? decimal(sum.sequentialShare().getAsDouble())
                            : "null");
            out.append("}");
            separator = ",\n";
        }
        out.write("}");
    }

    private void seeks(String name, SeekSummary seeks) throws IOException {
        out.write(
                ", \"%s\": {\"count\": %d, \"mean_sectors\": %s, \"median_sectors\": %d}"
                        .formatted(
                                name,
                                seeks.count(),
                                decimal(seeks.meanSectors()),
                                seeks.medianSectors()));
    }

    private void string(Optional<String> text) throws IOException {
        if (text.isPresent()) {
            JsonText.append(out, text.get());
        } else {
            out.write("null");
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
