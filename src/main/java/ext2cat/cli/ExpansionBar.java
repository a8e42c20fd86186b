// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.archive.ExpansionProgress;

/** Shows on a terminal how far the expansion of a compressed image has come. */
final class ExpansionBar implements ExpansionProgress {

    private static final int WIDTH = 30;

    private final Streams streams;
    private final String image;
    private int shown = -1;

    ExpansionBar(Streams streams, String image) {
        this.streams = streams;
        this.image = image;
    }

    @Override
    public void expanded(long readBytes, long compressedBytes, long expandedBytes) {
        int percent = compressedBytes == 0 ? 100 : (int) (readBytes * 100 / compressedBytes);
        if (streams.errIsTerminal() && percent != shown) {
            shown = percent;
            int full = percent * WIDTH / 100;
            streams.err()
                    .printf(
                            "\rexpanding %s [%s%s] %3d%%",
                            image, "#".repeat(full), " ".repeat(WIDTH - full), percent);
            streams.err().flush();
        }
    }

    /** Takes the bar away. */
    void finish() {
        if (shown >= 0) {
            streams.err().print("\r\033[K");
            streams.err().flush();
        }
    }
}
