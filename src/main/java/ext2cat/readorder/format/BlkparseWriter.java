// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes what blkparse prints of the stream of {@link BlktraceWriter}, without its statistics. */
final class BlkparseWriter implements OrderWriter {

    private static final int MAX_MESSAGE_BYTES = 128;

    private final Writer out;
    private final TracedImage image;
    private long sequence;
    private long reads;

    BlkparseWriter(Writer out, TracedImage image) {
        this.out = out;
        this.image = image;
    }

    @Override
    public void startFile(String file) throws IOException {
        if (sequence == 0) {
            sequence++; // the note of the process's name, which is not printed
        }
        sequence++;
        String text =
                new String(TraceMessage.ofFile(file, MAX_MESSAGE_BYTES), StandardCharsets.UTF_8);
        head(0, reads * TraceClock.STEP_NANOS, 0); // blkparse gives a message neither
        out.write("  m   N " + text + "\n");
    }

    @Override
    public void submit(Bio bio) throws IOException {
        long nanos = reads * TraceClock.STEP_NANOS;
        String command = "[" + TraceClock.COMMAND + "]";
        event(bio, nanos, 'Q', command);
        event(bio, nanos + TraceClock.ISSUE_NANOS, 'D', command);
        event(bio, nanos + TraceClock.COMPLETE_NANOS, 'C', "[0]");
        reads++;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    private void event(Bio bio, long nanos, char action, String tail) throws IOException {
        head(++sequence, nanos, TraceClock.PID);
        out.append("  ").append(action).append("  ").append(padLeft(bio.op().rwbs(), 2));
        out.append(' ')
                .append(
                        Long.toString(
                                image.offsetBytes(bio.diskBlock()) >> SectorRead.SECTOR_SHIFT));
        out.append(" + ");
        out.append(Long.toString(bio.blocks() << image.blockBits() - SectorRead.SECTOR_SHIFT));
        out.append(' ').append(tail).append('\n');
    }

    private void head(long number, long nanos, int pid) throws IOException {
        out.append(padLeft(Integer.toString(TraceClock.DEVICE_MAJOR), 3)).append(',');
        out.append(Integer.toString(TraceClock.DEVICE_MINOR)).append("    0 ");
        out.append(padLeft(Long.toString(number), 8)).append(' ');
        out.append(padLeft(Long.toString(nanos / 1_000_000_000), 5)).append('.');
        String fraction = Long.toString(nanos % 1_000_000_000);
        out.append("0".repeat(9 - fraction.length())).append(fraction).append(' ');
        out.append(padLeft(Integer.toString(pid), 5));
    }

    private static String padLeft(String text, int width) {
        return text.length() >= width ? text : " ".repeat(width - text.length()) + text;
    }
}
