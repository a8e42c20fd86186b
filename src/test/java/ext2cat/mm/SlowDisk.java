// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A disk whose reads take as long as it is told, in a time of its own: a read that was started is
 * under way until somebody waits for it, or for a later one.
 */
final class SlowDisk {

    private final Queue<Runnable> inFlight = new ArrayDeque<>();
    private boolean slow;
    private int readPages;
    private int completed;

    void setDelay(long millis) {
        slow = millis > 0;
    }

    /** Starts a read of {@code pages} pages; {@code complete} is run when it is done. */
    void startRead(int pages, Runnable complete) {
        readPages += pages;
        if (slow) {
            inFlight.add(complete);
        } else {
            settle();
            complete.run();
        }
    }

    /** Waits until {@code page} is unlocked. */
    void await(Page page) {
        while (page.is(PageFlag.LOCKED)) {
            completeOne();
        }
    }

    /** Waits until no read is under way. */
    void settle() {
        while (!inFlight.isEmpty()) {
            completeOne();
        }
    }

    private void completeOne() {
        completed++;
        inFlight.remove().run();
    }

    /** How many pages have been asked for so far. */
    int readPages() {
        return readPages;
    }

    /** How many reads have been completed so far that took any time. */
    int completed() {
        return completed;
    }

    boolean isIdle() {
        return inFlight.isEmpty();
    }
}
