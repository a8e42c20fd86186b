// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.archive.ExpansionProgress;

/** Shows on a terminal how far the expansion of a compressed image has come. */
final class ExpansionBar implements ExpansionProgress, AutoCloseable {

    /** What is shown of the image's name, so that the bar fits in a line of 80. */
    private static final int NAME_LENGTH = 38;

    private final ProgressBar bar;
    private final String image;

    ExpansionBar(Streams streams, String image) {
        this.bar = new ProgressBar(streams);
        int hidden = image.length() - NAME_LENGTH;
        this.image = hidden > 0 ? "…" + image.substring(hidden + 1) : image;
    }

    @Override
    public void expanded(long readBytes, long compressedBytes, long expandedBytes) {
        bar.show("expanding " + image, readBytes, compressedBytes);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        bar.close();
    }
}
