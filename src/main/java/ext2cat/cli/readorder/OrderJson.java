// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.cli.text.Json;
import ext2cat.mpage.QueueLimits;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.format.BioText;
import ext2cat.readorder.format.TracedImage;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Writes one object: the image, how its files are read, and {@code files}, an array with one object
 * a file. Each read is written as it comes, so that memory is bounded.
 */
final class OrderJson implements OrderOutput {

    private final Json json;
    private final TracedImage image;

    OrderJson(Json json, TracedImage image) {
        this.json = json;
        this.image = image;
    }

    /** Begins the object. */
    void begin(Asked asked) throws IOException {
        json.object();
        json.field("image", image.name());
        json.field("start_bytes", image.startBytes());
        json.field("block_size_bytes", image.blockSizeBytes());
        json.field("model", asked.model().name());
        json.object("reader");
        reader(json, asked.reader().text(), asked.limits());
        json.end();
        json.array("files");
    }

    /** Writes the fields of a reader. */
    static void reader(Json json, String program, QueueLimits limits) throws IOException {
        json.field("program", program);
        json.field("read_ahead_kb", limits.readAheadPages() * 4);
        json.field("max_sectors_kb", limits.ioPages() * 4);
    }

    /** Ends the object. */
    void end() throws IOException {
        json.end();
        json.end();
    }

    @Override
    public void startFile(String path, long sizeBytes) throws IOException {
        json.object();
        json.field("path", path);
        json.field("size_bytes", sizeBytes);
        json.array("reads");
    }

    @Override
    public void submit(Bio bio) throws IOException {
        json.object();
        json.field("op", bio.op().rwbs());
        json.field("use", bio.use().text());
        json.field("disk_block", bio.diskBlock());
        json.field("count_blocks", bio.blocks());
        json.field("offset_bytes", image.offsetBytes(bio.diskBlock()));
        if (bio.use().isData()) {
            json.array("file_blocks");
            for (BioVec vec : bio.vecs()) {
                json.object();
                json.field("file_block", vec.fileBlock());
                json.field("count_blocks", vec.blocks());
                json.end();
            }
            json.end();
        } else if (bio.use().level() > 0) {
            json.field("file_block", BioText.firstFileBlock(bio));
        }
        json.field("end", bio.end().text());
        json.end();
    }

    @Override
    public void endFile(FileResult result) throws IOException {
        json.end();
        json.object("figures");
        for (FileResult.ModelFigures model : result.figures()) {
            json.object(model.model());
            figures(model.summary());
            json.end();
        }
        json.end();
        if (result.verdict().isPresent()) {
            json.object("verdict");
            json.field("offences", result.verdict().get().offences());
            if (result.verdict().get().first().isPresent()) {
                json.field("first", OffenceText.of(result.verdict().get().first().get()));
            }
            json.end();
        }
        if (result.error().isPresent()) {
            json.field("error", result.error().get());
        }
        json.end();
    }

    private void figures(OrderSummary sum) throws IOException {
        json.field("reads", sum.reads());
        json.field("total_bytes", sum.bytes());
        json.field("mean_bytes", decimal(sum.meanBytes()));
        json.field("largest_bytes", sum.largestBytes());
        json.field("one_block_reads", sum.oneBlockReads());
        json.object("metadata_reads");
        json.field("ind", sum.mapReads("IND"));
        json.field("dind", sum.mapReads("DIND"));
        json.field("tind", sum.mapReads("TIND"));
        json.field("extent_leaf", sum.mapReads("extent leaf"));
        json.field("extent_index", sum.mapReads("extent index"));
        json.field("other", sum.otherMetadataReads());
        json.end();
        seeks("forward_seeks", sum.forward());
        seeks("backward_seeks", sum.backward());
        if (sum.sequentialShare().isPresent()) {
            json.field("sequential_share", decimal(sum.sequentialShare().getAsDouble()));
        }
    }

    private void seeks(String name, OrderSummary.Seeks seeks) throws IOException {
        json.object(name);
        json.field("count", seeks.count());
        json.field("mean_sectors", decimal(seeks.meanSectors()));
        json.field("median_sectors", seeks.medianSectors());
        json.end();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
    }
}
