// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import com.fasterxml.jackson.core.JsonGenerator;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.mpage.QueueLimits;
import ext2cat.readorder.BioText;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.TracedImage;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes one object: the image, how its files are read, and {@code files}, an array with one object
 * a file. Each read is written as it comes, so that memory is bounded.
 */
final class OrderJson implements OrderOutput {

    private final JsonGenerator json;
    private final TracedImage image;

    OrderJson(JsonGenerator json, TracedImage image) {
        this.json = json;
        this.image = image;
    }

    /** Begins the object. */
    void begin(Asked asked) throws IOException {
        json.writeStartObject();
        json.writeStringField("image", image.name());
        json.writeNumberField("start_bytes", image.startBytes());
        json.writeNumberField("block_size_bytes", image.blockSizeBytes());
        json.writeStringField("model", asked.model().name());
        json.writeObjectFieldStart("reader");
        reader(json, asked.reader().text(), asked.limits());
        json.writeEndObject();
        json.writeArrayFieldStart("files");
    }

    /** Writes the fields of a reader. */
    static void reader(JsonGenerator json, String program, QueueLimits limits) throws IOException {
        json.writeStringField("program", program);
        json.writeNumberField("read_ahead_kb", limits.readAheadPages() * 4);
        json.writeNumberField("max_sectors_kb", limits.ioPages() * 4);
    }

    /** Ends the object. */
    void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void startFile(String path, long sizeBytes) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", path);
        json.writeNumberField("size_bytes", sizeBytes);
        json.writeArrayFieldStart("reads");
    }

    @Override
    public void submit(Bio bio) throws IOException {
        json.writeStartObject();
        json.writeStringField("op", bio.op().rwbs());
        json.writeStringField("use", bio.use().text());
        json.writeNumberField("disk_block", bio.diskBlock());
        json.writeNumberField("count_blocks", bio.blocks());
        json.writeNumberField("offset_bytes", image.offsetBytes(bio.diskBlock()));
        if (bio.use().isData()) {
            json.writeArrayFieldStart("file_blocks");
            for (BioVec vec : bio.vecs()) {
                json.writeStartObject();
                json.writeNumberField("file_block", vec.fileBlock());
                json.writeNumberField("count_blocks", vec.blocks());
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (bio.use().level() > 0) {
            json.writeNumberField("file_block", BioText.firstFileBlock(bio));
        }
        json.writeStringField("end", bio.end().text());
        json.writeEndObject();
    }

    @Override
    public void endFile(FileResult result) throws IOException {
        json.writeEndArray();
        json.writeObjectFieldStart("figures");
        for (FileResult.ModelFigures model : result.figures()) {
            json.writeObjectFieldStart(model.model());
            figures(model.summary());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (result.verdict().isPresent()) {
            json.writeObjectFieldStart("verdict");
            json.writeNumberField("offences", result.verdict().get().offences());
            if (result.verdict().get().first().isPresent()) {
                json.writeStringField(
                        "first", OffenceText.of(result.verdict().get().first().get()));
            }
            json.writeEndObject();
        }
        if (result.error().isPresent()) {
            json.writeStringField("error", result.error().get());
        }
        json.writeEndObject();
    }

    private void figures(OrderSummary sum) throws IOException {
        json.writeNumberField("reads", sum.reads());
        json.writeNumberField("total_bytes", sum.bytes());
        json.writeNumberField("mean_bytes", decimal(sum.meanBytes()));
        json.writeNumberField("largest_bytes", sum.largestBytes());
        json.writeNumberField("one_block_reads", sum.oneBlockReads());
        json.writeObjectFieldStart("metadata_reads");
        json.writeNumberField("ind", sum.mapReads(1));
        json.writeNumberField("dind", sum.mapReads(2));
        json.writeNumberField("tind", sum.mapReads(3));
        json.writeNumberField("other", sum.otherMetadataReads());
        json.writeEndObject();
        seeks("forward_seeks", sum.forward());
        seeks("backward_seeks", sum.backward());
        if (sum.sequentialShare().isPresent()) {
            json.writeNumberField("sequential_share", decimal(sum.sequentialShare().getAsDouble()));
        }
    }

    private void seeks(String name, OrderSummary.Seeks seeks) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("count", seeks.count());
        json.writeNumberField("mean_sectors", decimal(seeks.meanSectors()));
        json.writeNumberField("median_sectors", seeks.medianSectors());
        json.writeEndObject();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }
}
