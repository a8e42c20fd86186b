// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import com.github.luben.zstd.ZstdInputStream;

import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of one file of a capture, expanded when they are gzip's, xz's or zstd's, with their
 * position. Damage to compressed data ends the bytes early and is kept as a note.
 */
final class ByteInput implements AutoCloseable {

    private static final int GZIP_MAGIC = 0x1f8b;

    /** 0xfd "7zX", then "Z" and a NUL. */
    private static final long XZ_MAGIC = 0xfd377a58L;

    private static final long ZSTD_MAGIC = 0x28b52ffdL;
    private static final int MAX_XZ_KILOBYTES = 1 << 17;
    private static final int BUFFER_BYTES = 1 << 17;

    private final String name;
    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int begin;
    private int end;
    private long position;
    private Optional<CaptureNote> damage = Optional.empty();

    private ByteInput(String name, InputStream input) {
        this.name = name;
        this.input = input;
    }

    /**
     * Takes over a stream.
     *
     * @param name the file's name, for places
     */
    static ByteInput open(String name, InputStream raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
        buffered.mark(4);
        int magic = buffered.read() << 8 | buffered.read();
        int next = buffered.read() << 8 | buffered.read();
        buffered.reset();
        if (magic == XZ_MAGIC >> 16 && next == (XZ_MAGIC & 0xffff)) {
            return new ByteInput(name, new XZInputStream(buffered, MAX_XZ_KILOBYTES));
        }
        if (magic == ZSTD_MAGIC >> 16 && next == (ZSTD_MAGIC & 0xffff)) {
            return new ByteInput(name, new ZstdInputStream(buffered));
        }
        if (magic != GZIP_MAGIC) {
            return new ByteInput(name, buffered);
        }
        try {
            return new ByteInput(name, new GZIPInputStream(buffered, BUFFER_BYTES));
        } catch (EOFException e) {
            throw new CaptureException(name + " is cut off in the header of its compressed data");
        } catch (ZipException e) {
            throw new CaptureException(name + " has a damaged gzip header: " + e.getMessage());
        }
    }

    /** How many bytes were taken. */
    long position() {
        return position;
    }

    CapturePlace at(long bytePosition) {
        return new CapturePlace(name, CapturePlace.Unit.BYTE, bytePosition);
    }

    CapturePlace atLine(long line) {
        return new CapturePlace(name, CapturePlace.Unit.LINE, line);
    }

    /** What is wrong with the compressed data; known once the bytes have ended. */
    Optional<CaptureNote> damage() {
        return damage;
    }

    /**
     * Makes that many bytes available, fewer only at the end.
     *
     * @param count at most {@value #BUFFER_BYTES}
     * @return how many can be looked at
     */
    int fill(int count) throws IOException {
        if (end - begin < count && damage.isEmpty()) {
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
            while (end < count) {
                int got = read();
                if (got <= 0) {
                    break;
                }
                end += got;
            }
        }
        return Math.min(count, end - begin);
    }

    /** A byte that is available, as an unsigned value. */
    int peek(int index) {
        return buffer[begin + index] & 0xff;
    }

    /** Passes over available bytes. */
    void skip(int count) {
        begin += count;
        position += count;
    }

    private int read() throws IOException {
        try {
            return input.read(buffer, end, buffer.length - end);
        } catch (EOFException | ZipException e) {
            CapturePlace where = at(position + end - begin);
            String text =
                    e instanceof EOFException
                            ? "the compressed data is cut off"
                            : "the compressed data is damaged: " + e.getMessage();
            damage = Optional.of(new CaptureNote(CaptureNote.Kind.CUT_OFF, 1, text, where));
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
