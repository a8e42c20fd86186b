// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.ExitCode;
import ext2cat.image.Ending;
import ext2cat.image.ExpansionProgress;

/**
 * Shows on a terminal how far the expansion of a compressed image or the reading of a stream has
 * come, and says what is odd or wrong about the end of its data.
 */
final class Expansion implements ExpansionProgress, AutoCloseable {

    /** What is shown of the image's name, so that the bar fits in a line of 80. */
    private static final int NAME_LENGTH = 38;

    private final Session session;
    private final ProgressBar bar;
    private final String image;
    private final String shownName;

    Expansion(Session session, String image) {
        this.session = session;
        this.bar = new ProgressBar(session.streams());
        this.image = image;
        int hidden = image.length() - NAME_LENGTH;
        this.shownName = hidden > 0 ? "…" + image.substring(hidden + 1) : image;
    }

    @Override
    public void expanded(long readBytes, long compressedBytes, long expandedBytes) {
        if (compressedBytes > 0) {
            bar.show("expanding " + shownName, readBytes, compressedBytes);
        } else {
            bar.show("reading " + shownName, readBytes);
        }
    }

    @Override
    public void warned(String sentence) {
        session.warn(image, sentence);
    }

    /** The image is wanted, however it ended. */
    @Override
    public void ended(Ending ending) {
        bar.close();
        if (ending instanceof Ending.Damaged) {
            ending.warning().ifPresent(said -> session.say(image + ": " + said));
            session.end(ExitCode.CORRUPT);
        } else {
            ending.warning().ifPresent(said -> session.warn(image, said));
        }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        bar.close();
    }
}
