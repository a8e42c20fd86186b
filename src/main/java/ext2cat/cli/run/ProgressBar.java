// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

/** Shows on a terminal how far some work has come; where nobody watches, nothing is written. */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 20;

    private final Streams streams;
    private int shown = -1;

    /** A bar that is not shown yet. */
    public ProgressBar(Streams streams) {
        this.streams = streams;
    }

    /**
     * Shows the bar if its percentage has changed.
     *
     * @param what is being done, in at most 50 characters
     * @param done how much of it
     * @param total how much there is; {@code done} may be more where this is a guess
     */
    public void show(String what, long done, long total) {
        int percent = total == 0 ? 100 : (int) Math.min(100, done * 100.0 / total);
        if (streams.errIsTerminal() && percent != shown) {
            shown = percent;
            int full = percent * WIDTH / 100;
            streams.showProgress(
                    "%s [%s%s] %3d%%"
                            .formatted(what, "#".repeat(full), " ".repeat(WIDTH - full), percent));
        }
    }

    /**
     * Shows how much is done of what nobody knows the end of.
     *
     * @param what is being done, in at most 50 characters
     * @param doneBytes how much of it
     */
    public void show(String what, long doneBytes) {
        int mib = (int) Math.min(doneBytes >> 20, Integer.MAX_VALUE);
        if (streams.errIsTerminal() && mib != shown) {
            shown = mib;
            streams.showProgress("%s: %d MiB".formatted(what, mib));
        }
    }

    /** Takes the bar away; it may be shown again. */
    @Override
    public void close() {
        if (shown >= 0) {
            streams.hideProgress();
            shown = -1;
        }
    }
}
