// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import ext2cat.volume.Located;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Takes files out of a volume, see the package. A thread of its own walks and reads ahead; the
 * thread that runs the export receives.
 */
public final class Export {

    /** Which files are taken out. Runs in the reading thread. */
    @FunctionalInterface
    public interface Source {

        /**
         * Shows the visitor all files, in the order in which they are to be received.
         *
         * @param visitor takes the files and hears of damage
         * @throws IOException what {@code visitor} throws
         */
        void walk(TreeWalk.Visitor visitor) throws IOException;
    }

    /** Takes batches, in the order of the walk. */
    @FunctionalInterface
    public interface BatchTaker {

        /**
         * Takes a batch, which it closes, now or later, from any thread.
         *
         * @param batch a part of what a receiver would hear
         * @throws IOException to end the export
         */
        void take(Batch batch) throws IOException;
    }

    private final Volume volume;
    private final ExportOptions options;

    /**
     * An export not begun.
     *
     * @param volume the file system that has the files
     * @param options what is received, and with how much memory
     */
    public Export(Volume volume, ExportOptions options) {
        this.volume = volume;
        this.options = options;
    }

    /**
     * {@return the trees below some files, one after another}
     *
     * @param tops the files, each with what is below it
     * @param order in which order the entries of a directory come
     */
    public static Source trees(List<Located> tops, TreeWalk.Order order) {
        return visitor -> {
            for (Located top : tops) {
                new TreeWalk(top.inode().volume(), order, visitor).walk(top.path(), top.inode());
            }
        };
    }

    /**
     * Takes files out.
     *
     * @param source shows the files
     * @param receiver hears of each file and its data
     * @throws IOException what the receiver throws
     */
    public void run(Source source, Receiver receiver) throws IOException {
        runBatches(
                source,
                batch -> {
                    try (batch) {
                        batch.deliver(receiver);
                    }
                });
    }

    /**
     * Takes files out, for a taker that receives several batches at once. When this returns,
     * nothing is read any more.
     *
     * @param source shows the files
     * @param taker takes the batches
     * @throws IOException what {@code taker} throws
     */
    public void runBatches(Source source, BatchTaker taker) throws IOException {
        Handoff handoff = new Handoff(options);
        Thread reader = new Thread(() -> read(source, handoff), "ext2cat export");
        reader.setDaemon(true);
        reader.start();
        try {
            Optional<Batch> batch = handoff.take();
            while (batch.isPresent()) {
                taker.take(batch.get());
                batch = handoff.take();
            }
        } finally {
            handoff.cancel();
            join(reader);
        }
    }

    private void read(Source source, Handoff handoff) {
        try {
            Gatherer gatherer = new Gatherer(volume, options, handoff);
            source.walk(gatherer);
            gatherer.flush();
            handoff.end();
        } catch (CancellationException _) {
            handoff.end();
        } catch (IOException | RuntimeException | Error e) {
            handoff.fail(e);
        }
    }

    /** Waits whatever happens: the volume may be closed as soon as this returns. */
    private static void join(Thread reader) {
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
