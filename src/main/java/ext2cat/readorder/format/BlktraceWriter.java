// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder.format;

import ext2cat.bio.Bio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the binary stream of blktrace, version 7 (struct blk_io_trace of linux/blktrace_api.h), as
 * of one CPU, little-endian: 48 bytes an event, then {@code pdu_len} bytes of text.
 *
 * <p>A note names the process, and a message each file; each read is queued (Q), issued (D) and
 * complete (C). Indirect blocks are plain reads here as in the kernel, which does not flag them as
 * metadata. For the times see {@link TraceClock}.
 */
final class BlktraceWriter implements OrderWriter {

    private static final int MAGIC_V7 = 0x65617407;
    private static final int RECORD_BYTES = 48;
    private static final int MAX_MESSAGE_BYTES = 128; // BLK_TN_MAX_MSG

    // What happened: the low half of the action word.
    private static final int QUEUE = 1;
    private static final int ISSUE = 7;
    private static final int COMPLETE = 8;
    private static final int NOTE_PROCESS = 0;
    private static final int NOTE_MESSAGE = 2;

    // Kinds of event: the high half.
    private static final int TC_READ = 1 << 16;
    private static final int TC_QUEUE = 0x10 << 16;
    private static final int TC_ISSUE = 0x40 << 16;
    private static final int TC_COMPLETE = 0x80 << 16;
    private static final int TC_NOTIFY = 0x400 << 16;
    private static final int TC_AHEAD = 0x800 << 16;

    private final OutputStream out;
    private final TracedImage image;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int sequence;
    private long reads;

    BlktraceWriter(OutputStream out, TracedImage image) {
        this.out = out;
        this.image = image;
    }

    @Override
    public void startFile(String file) throws IOException {
        if (sequence == 0) {
            byte[] name = new byte[16]; // TASK_COMM_LEN
            byte[] command = TraceClock.COMMAND.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(command, 0, name, 0, command.length);
            note(NOTE_PROCESS, name);
        }
        note(NOTE_MESSAGE, TraceMessage.ofFile(file, MAX_MESSAGE_BYTES));
    }

    @Override
    public void submit(Bio bio) throws IOException {
        long nanos = reads * TraceClock.STEP_NANOS;
        int kind = TC_READ | (bio.op() == Bio.Op.READAHEAD ? TC_AHEAD : 0);
        long sector = image.offsetBytes(bio.diskBlock()) >> SectorRead.SECTOR_SHIFT;
        // A bio is smaller than 4 GiB: the field is a u32.
        int bytes = (int) (bio.blocks() << image.blockBits());
        event(nanos, sector, bytes, QUEUE | TC_QUEUE | kind, 0);
        event(nanos + TraceClock.ISSUE_NANOS, sector, bytes, ISSUE | TC_ISSUE | kind, 0);
        event(nanos + TraceClock.COMPLETE_NANOS, sector, bytes, COMPLETE | TC_COMPLETE | kind, 0);
        reads++;
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }

    private void note(int act, byte[] text) throws IOException {
        event(reads * TraceClock.STEP_NANOS, 0, 0, act | TC_NOTIFY, text.length);
        out.write(text);
    }

    private void event(long nanos, long sector, int bytes, int action, int pduBytes)
            throws IOException {
        buffer.clear()
                .putInt(MAGIC_V7)
                .putInt(++sequence)
                .putLong(nanos)
                .putLong(sector)
                .putInt(bytes)
                .putInt(action)
                .putInt(TraceClock.PID)
                .putInt(TraceClock.DEVICE_MAJOR << 20 | TraceClock.DEVICE_MINOR)
                .putInt(0) // cpu
                .putShort((short) 0) // error
                .putShort((short) pduBytes); // at most MAX_MESSAGE_BYTES
        out.write(buffer.array(), 0, RECORD_BYTES);
    }
}
