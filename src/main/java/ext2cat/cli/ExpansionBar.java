// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.archive.ExpansionProgress;

/** Shows on a terminal how far the expansion of a compressed image has come. */
final class ExpansionBar implements ExpansionProgress, AutoCloseable {

    private static final int WIDTH = 20;

    /** What is shown of the image's name, so that the bar fits in a line of 80. */
    private static final int NAME_LENGTH = 38;

    private final Streams streams;
    private final String image;
    private int shown = -1;

    ExpansionBar(Streams streams, String image) {
        this.streams = streams;
        int hidden = image.length() - NAME_LENGTH;
        this.image = hidden > 0 ? "…" + image.substring(hidden + 1) : image;
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
    @Override
    public void close() {
        if (shown >= 0) {
            streams.err().print("\r\033[K");
            streams.err().flush();
        }
    }
}
