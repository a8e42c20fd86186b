// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.mpage.read.WatchedMap;
import ext2cat.readorder.observe.OrderStatistics;
import ext2cat.readorder.observe.OrderVerifier;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Predicts which reads a file takes, and in which order, when a program reads it on Linux with
 * nothing of it cached. A predictor is a value: who reads is changed by asking for another one.
 *
 * <pre>{@code
 * Prediction prediction =
 *         Predictor.of(inode).reader(ReaderProgram.TAR).model(ReadModel.EXT4).predict();
 * prediction.bios().forEach(bio -> System.out.println(bio.diskBlock() + " + " + bio.blocks()));
 * System.out.println(prediction.summary().backward().count() + " seeks back");
 * System.out.println(prediction.verdict().isInOrder());
 * }</pre>
 *
 * <p>The indirect blocks are read from the image, since the order depends on what they say; data is
 * not. Both are shown in the order in which they are submitted.
 */
public final class Predictor {

    /** The models that are compared: who reads a file of a real image in one of these ways. */
    public static final List<ReadModel> MODELS =
            List.of(ReadModel.EXT2, ReadModel.EXT4, ReadModel.NO_BOUNDARY, ReadModel.PER_BLOCK);

    /** The map of a file of which nothing is cached. */
    @FunctionalInterface
    interface ColdMap {

        /**
         * A map that knows nothing yet.
         *
         * @param observer is shown each read of metadata before it is carried out
         * @param asked receives each file block that is asked for
         */
        GetBlock open(BioSubmitter observer, LongConsumer asked) throws IOException;
    }

    private final long sizeBytes;
    private final int blockBits;
    private final ColdMap map;
    private final ReaderProgram reader;
    private final ReadModel model;
    private final QueueLimits limits;

    private Predictor(
            long sizeBytes,
            int blockBits,
            ColdMap map,
            ReaderProgram reader,
            ReadModel model,
            QueueLimits limits) {
        this.sizeBytes = sizeBytes;
        this.blockBits = blockBits;
        this.map = map;
        this.reader = reader;
        this.model = model;
        this.limits = limits;
    }

    /**
     * {@return a predictor of how {@code cat} reads a file by the ext2 driver, unless told
     * otherwise}
     *
     * @param file a regular file
     */
    public static Predictor of(Inode file) {
        Volume volume = file.volume();
        return of(
                file.sizeBytes(),
                volume.blockBits(),
                (observer, asked) -> {
                    BioSubmitter submitter = new RecordingSubmitter(observer, volume.submitter());
                    GetBlock getBlock = file.getBlock(volume.newBufferCache(submitter));
                    return new WatchedMap(getBlock) {
                        @Override
                        public Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
                            asked.accept(fileBlock);
                            return map.getBlock(fileBlock, maxBlocks);
                        }
                    };
                });
    }

    static Predictor of(long sizeBytes, int blockBits, ColdMap map) {
        return new Predictor(
                sizeBytes, blockBits, map, ReaderProgram.CAT, ReadModel.EXT2, QueueLimits.DEFAULT);
    }

    /**
     * {@return a predictor for the same file, read by another program}
     *
     * @param other the program that reads the file
     */
    public Predictor reader(ReaderProgram other) {
        return new Predictor(sizeBytes, blockBits, map, other, model, limits);
    }

    /**
     * {@return a predictor for the same file, turned into reads by another model}
     *
     * @param other the way in which pages become reads
     */
    public Predictor model(ReadModel other) {
        return new Predictor(sizeBytes, blockBits, map, reader, other, limits);
    }

    /**
     * {@return a predictor for the same file on a device of other limits}
     *
     * @param other the limits of one request
     */
    public Predictor limits(QueueLimits other) {
        return new Predictor(sizeBytes, blockBits, map, reader, model, other);
    }

    /** {@return the program that reads} */
    public ReaderProgram reader() {
        return reader;
    }

    /** {@return the model that turns pages into reads} */
    public ReadModel model() {
        return model;
    }

    /** {@return what the device allows} */
    public QueueLimits limits() {
        return limits;
    }

    /** {@return the file's size in bytes} */
    public long sizeBytes() {
        return sizeBytes;
    }

    /** {@return log2 of the block size} */
    public int blockBits() {
        return blockBits;
    }

    /**
     * Predicts the reads, and measures and checks their order. Memory is taken for every read: a
     * file of millions of reads is better shown to an observer, by {@link #predict(BioSubmitter)}.
     *
     * @return the reads with their figures and offences
     * @throws IOException if the file's map is damaged or cannot be read, or if the program cannot
     *     read files of such blocks ({@link ReaderProgram#suits})
     */
    public Prediction predict() throws IOException {
        List<Bio> bios = new ArrayList<>();
        OrderStatistics statistics = new OrderStatistics(blockBits);
        OrderVerifier verifier = new OrderVerifier(model);
        predict(
                bio -> {
                    bios.add(bio);
                    statistics.submit(bio);
                    verifier.submit(bio);
                });
        return new Prediction(bios, statistics.summary(), verifier.verdict());
    }

    /**
     * Shows the predicted reads one by one. Memory is bounded whatever the file's size.
     *
     * @param observer is shown each read, and may end the prediction by throwing
     * @throws IOException as {@link #predict()}, after all reads before the damage were shown; or
     *     what the observer throws
     */
    public void predict(BioSubmitter observer) throws IOException {
        predict(observer, _ -> {});
    }

    /**
     * Shows the predicted reads, and how far the prediction has come: it may pass over a large hole
     * for a long time without a read.
     *
     * @param observer is shown each read
     * @param asked receives each file block before the map is asked for it
     * @throws IOException as {@link #predict(BioSubmitter)}
     */
    public void predict(BioSubmitter observer, LongConsumer asked) throws IOException {
        BioSubmitter ending =
                bio -> {
                    try {
                        observer.submit(bio);
                    } catch (IOException e) {
                        throw new Ended(e);
                    }
                };
        try {
            new ReadPlan(model, reader, limits)
                    .run(sizeBytes, blockBits, map.open(ending, asked), ending);
        } catch (Ended e) {
            throw e.thrown;
        }
    }

    /**
     * What an observer threw. To the plan an IOException is a block that cannot be read, after
     * which a program reads on; this is none.
     */
    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final IOException thrown;

        Ended(IOException thrown) {
            super(null, thrown, false, false);
            this.thrown = thrown;
        }
    }
}
