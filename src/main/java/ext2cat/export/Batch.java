// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import java.io.IOException;
import java.util.List;

/**
 * Files whose contents were read together, or a piece of a large one. Holds memory until it is
 * closed.
 */
public final class Batch implements AutoCloseable {

    private final Handoff handoff;
    private final Slab slab;
    private final List<Step> steps;
    private final boolean whole;

    /**
     * A batch to be received.
     *
     * @param whole see {@link #isWhole}
     */
    Batch(Handoff handoff, Slab slab, List<Step> steps, boolean whole) {
        this.handoff = handoff;
        this.slab = slab;
        this.steps = steps;
        this.whole = whole;
    }

    /**
     * {@return whether each file in it begins and ends in it, so that it may be received apart from
     * others} If not, it holds nothing but some data of one file, and perhaps its beginning or end.
     */
    public boolean isWhole() {
        return whole;
    }

    /**
     * Tells a receiver all that is in it. Any thread may do so.
     *
     * @param receiver hears it in the order of the walk
     * @throws IOException what {@code receiver} throws
     */
    public void deliver(Receiver receiver) throws IOException {
        for (Step step : steps) {
            step.deliver(receiver);
        }
    }

    /** Gives the memory back; what was delivered is not valid any more. To be called once. */
    @Override
    public void close() {
        handoff.giveBack(slab);
    }
}
