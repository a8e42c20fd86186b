// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.text;

import ext2cat.disk.FileName;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text for standard output, put together as bytes: a million lines cost no Strings. Flushed by who
 * writes it.
 */
public final class TextOut {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_DIGITS = 20;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;

    // The directory whose path was written last, with the slash after it.
    private TreePath directory = TreePath.ROOT;
    private byte[] directoryBytes = {'/'};
    private boolean directoryIsSpelled = true;

    /** Empty. */
    public TextOut(OutputStream out) {
        this.out = out;
    }

    /** One byte. */
    public TextOut put(char ascii) throws IOException {
        room(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    /** Bytes as they are. */
    public TextOut put(byte[] bytes) throws IOException {
        return put(bytes, 0, bytes.length);
    }

    /** Some bytes as they are. */
    TextOut put(byte[] bytes, int offset, int count) throws IOException {
        if (count > BUFFER_BYTES) {
            flush();
            out.write(bytes, offset, count);
            return this;
        }
        room(count);
        System.arraycopy(bytes, offset, buffer, length, count);
        length += count;
        return this;
    }

    /** Text, which is safe to show. */
    public TextOut put(String text) throws IOException {
        int characters = text.length();
        if (characters > BUFFER_BYTES) {
            return put(text.getBytes(StandardCharsets.UTF_8));
        }
        room(characters);
        for (int i = 0; i < characters; i++) {
            char character = text.charAt(i);
            if (character >= 0x80) {
                return put(text.substring(i).getBytes(StandardCharsets.UTF_8));
            }
            buffer[length++] = (byte) character;
        }
        return this;
    }

    /** Spaces, none if the count is negative. */
    public TextOut spaces(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(' ');
        }
        return this;
    }

    /** Text with spaces before it to fill a width; the text is ASCII. */
    public TextOut right(String text, int width) throws IOException {
        return spaces(width - text.length()).put(text);
    }

    /** Text with spaces after it to fill a width; the text is ASCII. */
    public TextOut left(String text, int width) throws IOException {
        return put(text).spaces(width - text.length());
    }

    /** A number from 0 on. */
    public TextOut number(long value) throws IOException {
        return right(value, 0);
    }

    /** A number from 0 on, with spaces before it to fill a width. */
    public TextOut right(long value, int width) throws IOException {
        int digits = digits(value);
        spaces(width - digits);
        room(MAX_DIGITS);
        length += digits;
        int at = length;
        long rest = value;
        do {
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return this;
    }

    /** How many digits a number from 0 on has. */
    public static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** A path in the spelling that is safe to show. */
    public TextOut path(TreePath parent, FileName name) throws IOException {
        if (name.length() == 0 && parent.isRoot()) {
            return put('/');
        }
        directory(parent, true);
        return name.isSpelledAsItIs() ? bytes(name) : put(name.toString().replace("/", "\\x2f"));
    }

    /** A path as the bytes that it is. */
    public TextOut rawPath(TreePath parent, FileName name) throws IOException {
        if (name.length() == 0 && parent.isRoot()) {
            return put('/');
        }
        directory(parent, false);
        return bytes(name);
    }

    /** Writes out what is held. */
    public void flush() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
        out.flush();
    }

    private TextOut bytes(FileName name) throws IOException {
        room(name.length());
        name.copyTo(buffer, length);
        length += name.length();
        return this;
    }

    private void directory(TreePath path, boolean spelled) throws IOException {
        if (path != directory || spelled != directoryIsSpelled) {
            byte[] bytes =
                    spelled ? path.toString().getBytes(StandardCharsets.UTF_8) : path.toBytes();
            directoryBytes = path.isRoot() ? bytes : withSlash(bytes);
            directory = path;
            directoryIsSpelled = spelled;
        }
        put(directoryBytes);
    }

    private static byte[] withSlash(byte[] bytes) {
        byte[] result = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, result, 0, bytes.length);
        result[bytes.length] = '/';
        return result;
    }

    private void room(int bytes) throws IOException {
        if (length + bytes > BUFFER_BYTES) {
            out.write(buffer, 0, length);
            length = 0;
        }
    }
}
