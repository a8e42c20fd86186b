// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.hash;

import ext2cat.export.Batch;
import ext2cat.export.Export;
import ext2cat.export.ExportOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hashes files of a volume. Batches of small files are hashed by several threads at once; a large
 * file by the one that tells, piece by piece, since a hash cannot be divided.
 */
public final class FileHashes {

    /** Each thread more needs a slab more, and reading is what the others wait for then. */
    private static final int MAX_THREADS = 4;

    private final Volume volume;
    private final String algorithm;
    private final int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    private final Deque<Future<List<HashReceiver.Result>>> pending = new ArrayDeque<>();

    /**
     * A run not begun.
     *
     * @param volume the file system that has the files
     * @param algorithm the JDK's name of it, e.g. {@code SHA-256}
     * @throws NoSuchAlgorithmException if the JDK has none of that name
     */
    public FileHashes(Volume volume, String algorithm) throws NoSuchAlgorithmException {
        this.volume = volume;
        this.algorithm = MessageDigest.getInstance(algorithm).getAlgorithm();
    }

    /**
     * Hashes all regular files of a source.
     *
     * @param source shows the files
     * @param listener takes the hashes and hears of damage
     * @throws IOException what the listener throws
     */
    public void run(Export.Source source, HashListener listener) throws IOException {
        ExportOptions options =
                ExportOptions.DEFAULT
                        .withMemory(ExportOptions.Memory.HEAP)
                        .withSlabs(ExportOptions.DEFAULT.slabBytes(), threads + 2);
        HashReceiver large = receiver();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            new Export(volume, options)
                    .runBatches(
                            source,
                            batch -> {
                                if (batch.isWhole()) {
                                    pending.add(pool.submit(() -> hash(batch)));
                                } else {
                                    deliver(batch, large);
                                    pending.add(
                                            CompletableFuture.completedFuture(large.takeResults()));
                                }
                                tellWhatIsDone(listener);
                            });
        }
        while (!pending.isEmpty()) {
            tellNext(listener);
        }
    }

    private List<HashReceiver.Result> hash(Batch batch) throws IOException {
        HashReceiver receiver = receiver();
        deliver(batch, receiver);
        return receiver.takeResults();
    }

    private static void deliver(Batch batch, HashReceiver receiver) throws IOException {
        try (batch) {
            batch.deliver(receiver);
        }
    }

    private void tellWhatIsDone(HashListener listener) throws IOException {
        while (!pending.isEmpty() && pending.peek().isDone()) {
            tellNext(listener);
        }
    }

    private void tellNext(HashListener listener) throws IOException {
        try {
            for (HashReceiver.Result result : pending.poll().get()) {
                result.tell(listener);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause()); // no digest fails
        }
    }

    private HashReceiver receiver() {
        try {
            return new HashReceiver(MessageDigest.getInstance(algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // it was there before
        }
    }
}
