// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFrames;

import java.util.Optional;
import java.util.function.Function;

/** What all address spaces of one booted kernel share: its behaviour, its frames and its swap. */
public final class Machine implements AutoCloseable {

    private final KernelModel model;
    private final PageFrames frames;
    private final Optional<Swap> swap;

    /**
     * A machine with no memory in use.
     *
     * @param model whose behaviour it has
     * @param swap makes the place where anonymous pages can go, given where pages come from
     */
    Machine(KernelModel model, Function<PageFrames, Optional<Swap>> swap) {
        this.model = model;
        this.frames = new PageFrames();
        this.swap = swap.apply(frames);
    }

    /**
     * A machine without swap.
     *
     * @param model the kernel whose behaviour it has
     */
    public Machine(KernelModel model) {
        this(model, _ -> Optional.empty());
    }

    KernelPolicies policies() {
        return model.policies();
    }

    /** Where its pages come from. */
    PageFrames frames() {
        return frames;
    }

    /** The shared zero page. */
    Page zeroPage() {
        return frames.zeroPage();
    }

    /** Where anonymous pages can go, if anywhere. */
    Optional<Swap> swap() {
        return swap;
    }

    /** The place of a page that was swapped out. */
    Swap swapSpace() {
        return swap.orElseThrow(
                () -> new IllegalStateException("swap entry on a machine without swap"));
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        frames.close();
    }
}
