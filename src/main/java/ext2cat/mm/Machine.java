// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageFrames;

import java.util.Optional;

/** What all address spaces of one booted kernel share: its behaviour, its frames and its swap. */
public final class Machine implements AutoCloseable {

    private final KernelModel model;
    private final PageFrames frames;
    private final Optional<SwapSpace> swap;

    /**
     * A machine with no memory in use.
     *
     * @param model whose behaviour it has
     * @param swap where anonymous pages can go, if anywhere
     */
    Machine(KernelModel model, Optional<SwapDevice> swap) {
        this.model = model;
        this.frames = new PageFrames();
        this.swap = swap.map(device -> new SwapSpace(frames, device));
    }

    /**
     * A machine without swap.
     *
     * @param model the kernel whose behaviour it has
     */
    public Machine(KernelModel model) {
        this(model, Optional.empty());
    }

    /** {@return the kernel whose behaviour it has} */
    public KernelModel model() {
        return model;
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

    Optional<SwapSpace> swap() {
        return swap;
    }

    SwapSpace swapSpace() {
        return swap.orElseThrow(
                () -> new IllegalStateException("swap entry on a machine without swap"));
    }

    /** Gives all memory back. */
    @Override
    public void close() {
        frames.close();
    }
}
