// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Where the reading thread gives batches to the receiving one, and gets their memory back. It waits
 * when all slabs are in use; the receiver waits when there is no batch.
 */
final class Handoff {

    private final ExportOptions options;
    private final Deque<Slab> free = new ArrayDeque<>();
    private final Deque<Batch> ready = new ArrayDeque<>();
    private int slabsMade;
    private boolean ended;
    private boolean cancelled;
    private Optional<Throwable> failure = Optional.empty();

    Handoff(ExportOptions options) {
        this.options = options;
    }

    /** A slab to read into. */
    synchronized Slab takeSlab() {
        while (free.isEmpty() && slabsMade == options.slabs() && !cancelled) {
            await();
        }
        checkCancelled();
        if (free.isEmpty()) {
            slabsMade++;
            return Slab.of(options);
        }
        return free.pop();
    }

    /** Ends the reading thread's work if nobody wants it any more. */
    synchronized void checkCancelled() {
        if (cancelled) {
            throw new CancellationException();
        }
    }

    synchronized void put(Batch batch) {
        ready.add(batch);
        notifyAll();
    }

    /** There are no more batches. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Ends the handing out; the taker fails for this reason. */
    synchronized void fail(Throwable thrown) {
        failure = Optional.of(thrown);
        end();
    }

    /** The next batch, or nothing at the end. */
    synchronized Optional<Batch> take() throws IOException {
        while (ready.isEmpty() && !ended) {
            await();
        }
        if (ready.isEmpty() && failure.isPresent()) {
            throwFailure(failure.get());
        }
        return Optional.ofNullable(ready.poll());
    }

    /** A batch was received, and its memory is free. */
    synchronized void giveBack(Slab slab) {
        free.push(slab);
        notifyAll();
    }

    /** The receiver wants no more. */
    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    /** An interrupt ends the export. */
    private void await() {
        try {
            wait();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            cancelled = true;
            throw new CancellationException("interrupted");
        }
    }

    private static void throwFailure(Throwable thrown) throws IOException {
        switch (thrown) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }
}
