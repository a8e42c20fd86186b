// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** Shows on a terminal how many of an image's inodes were looked at. */
final class InodeBar {

    private static final int WIDTH = 30;

    private final Streams streams;
    private final long inodes;
    private long seen;
    private long shown = -1;

    /**
     * A bar that is not shown yet.
     *
     * @param inodes how many are in use, as the superblock says: a guess in a damaged image
     */
    InodeBar(Streams streams, long inodes) {
        this.streams = streams;
        this.inodes = Math.max(1, inodes);
    }

    /** One more. */
    void step() {
        seen++;
        long percent = Math.min(100, seen * 100 / inodes);
        if (streams.errIsTerminal() && percent != shown) {
            shown = percent;
            int full = (int) (percent * WIDTH / 100); // at most WIDTH
            streams.err()
                    .printf(
                            "\r%d inodes [%s%s] %3d%%",
                            seen, "#".repeat(full), " ".repeat(WIDTH - full), percent);
            streams.err().flush();
        }
    }

    /** Takes the bar away; the next step shows it again. */
    void finish() {
        if (shown >= 0) {
            streams.err().print("\r\033[K");
            streams.err().flush();
            shown = -1;
        }
    }
}
