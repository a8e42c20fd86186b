// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Arrays;

/**
 * The bytes of a path as characters. UTF-8 is decoded; a byte that belongs to no valid UTF-8
 * becomes the lone surrogate U+DC80 to U+DCFF, whose last eight bits are the byte: {@code caf\xe9}
 * becomes {@code "caf\udce9"}. No valid UTF-8 decodes to a surrogate that is alone, so each name
 * has a text of its own, and the text gives back exactly the bytes.
 */
final class PathText {

    /** The low surrogate whose last eight bits are zero. */
    private static final int ESCAPE = 0xDC00;

    /** The first byte that is not ASCII: those below are always valid. */
    private static final int FIRST_ESCAPED = 0x80;

    /** UTF-8 has at most three bytes for a char: a pair of them has four. */
    private static final int MOST_BYTES_PER_CHAR = 3;

    private PathText() {}

    static String of(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // which reports what is wrong
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // a byte is at most one char
        CoderResult result = decoder.decode(in, out, true);
        while (!result.isUnderflow()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE | in.get() & 0xff));
            }
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    /**
     * The bytes of a text.
     *
     * @throws InvalidPathException if it has a NUL, or a surrogate that stands for no byte
     */
    static byte[] toBytes(String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            throw new InvalidPathException(text, "a NUL character", nul);
        }
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        CharBuffer in = CharBuffer.wrap(text);
        ByteBuffer out = ByteBuffer.allocate(MOST_BYTES_PER_CHAR * text.length());
        CoderResult result = encoder.encode(in, out, true);
        while (!result.isUnderflow()) {
            int at = in.position();
            char escaped = in.get();
            if (escaped < ESCAPE + FIRST_ESCAPED || escaped > ESCAPE + 0xff) {
                throw (InvalidPathException)
                        new InvalidPathException(text, "a surrogate that stands for no byte", at)
                                .initCause(new CharacterCodingException());
            }
            out.put((byte) escaped);
            result = encoder.encode(in, out, true);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
