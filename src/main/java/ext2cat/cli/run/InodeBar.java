// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

/** Shows on a terminal how many of an image's inodes were looked at. */
public final class InodeBar {

    private final ProgressBar bar;
    private final boolean isWatched;
    private final long inodes;
    private long seen;

    /**
     * A bar that is not shown yet.
     *
     * @param inodes how many are in use, as the superblock says: a guess in a damaged image
     */
    public InodeBar(Streams streams, long inodes) {
        this.bar = new ProgressBar(streams);
        this.isWatched = streams.errIsTerminal();
        this.inodes = inodes;
    }

    /** One more. */
    public void step() {
        seen++;
        if (isWatched) {
            bar.show(seen + " inodes", seen, inodes);
        }
    }

    /** Takes the bar away; the next step shows it again. */
    public void finish() {
        bar.close();
    }
}
