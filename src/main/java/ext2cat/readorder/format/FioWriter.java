// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;

import java.io.IOException;
import java.io.Writer;

/**
 * Writes a log that {@code fio --read_iolog} replays: the reads of all files, one after another, as
 * reads of the image. {@code --replay_redirect} may name another place for the image.
 */
final class FioWriter implements OrderWriter {

    /** The version of the log's format. */
    enum Version {
        TWO,
        /** Each line begins with a time; see {@link TraceClock}. */
        THREE
    }

    /** What the image is called if fio could not read its name. */
    private static final String ANY_NAME = "image";

    private static final int MAX_NAME_LENGTH = 255;

    private final Writer out;
    private final TracedImage image;
    private final Version version;
    private final String name;
    private boolean started;
    private long reads;

    FioWriter(Writer out, TracedImage image, Version version) {
        this.out = out;
        this.image = image;
        this.version = version;
        // fio splits a line at blanks, and names of several files at colons.
        this.name =
                image.name().matches("[!-9;-~]{1," + MAX_NAME_LENGTH + "}")
                        ? image.name()
                        : ANY_NAME;
    }

    @Override
    public void startFile(String file) throws IOException {
        start();
    }

    @Override
    public void submit(Bio bio) throws IOException {
        line("read")
                .append(' ')
                .append(Long.toString(image.offsetBytes(bio.diskBlock())))
                .append(' ')
                .append(Long.toString(bio.blocks() << image.blockBits()))
                .append('\n');
        reads++;
    }

    @Override
    public void close() throws IOException {
        start();
        line("close").append('\n');
        out.flush();
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            out.write(
                    switch (version) {
                        case TWO -> "fio version 2 iolog\n";
                        case THREE -> "fio version 3 iolog\n";
                    });
            line("add").append('\n');
            line("open").append('\n');
        }
    }

    private Writer line(String action) throws IOException {
        if (version == Version.THREE) {
            out.append(Long.toString(reads * TraceClock.STEP_NANOS / NANOS_PER_TICK)).append(' ');
        }
        out.append(name).append(' ').append(action);
        return out;
    }

    /** fio 3.33 takes and writes the times of version 3 in microseconds. */
    private static final long NANOS_PER_TICK = 1000;
}
