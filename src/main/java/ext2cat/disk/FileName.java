// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A name in a directory: bytes, of which the format knows no more than that there are at most 255.
 *
 * <p><b>How a name is shown.</b> {@link #toString} spells UTF-8 as it is, except what could act on
 * a terminal or deceive its reader: control characters, invalid UTF-8, line and paragraph
 * separators, and the invisible formatting characters (those that turn the direction of writing
 * among them; the two joiners of scripts and emoji are let through). Each byte of these is spelled
 * {@code \xNN}, and a backslash is doubled. So the spelling has one line, different names have
 * different spellings, and {@code caf\xe9} tells a Latin-1 name from the UTF-8 {@code café}.
 *
 * <p><b>How a name is given.</b> Both the true bytes and that spelling may be typed, see {@link
 * #readings}.
 *
 * <p>A name on disk can hold what no system lets into a name: {@code /} and NUL, or nothing at all.
 * It is a name nevertheless, equal to itself, and {@link #isLegal} tells. In the spelling NUL is
 * {@code \x00} and {@code /} stays, but {@code \x2f} typed within a name means it.
 */
public final class FileName implements Comparable<FileName> {

    /** The most bytes that a directory entry has room for (EXT2_NAME_LEN). */
    public static final int MAX_LENGTH_BYTES = 255;

    /** The directory itself. */
    public static final FileName DOT = new FileName(new byte[] {'.'});

    /** The directory above. */
    public static final FileName DOT_DOT = new FileName(new byte[] {'.', '.'});

    private final byte[] bytes;

    /** Takes {@code bytes} as they are: the caller lets go of them. */
    private FileName(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * {@return the name of these bytes}
     *
     * @param bytes the bytes, which are copied
     */
    public static FileName of(byte[] bytes) {
        return new FileName(bytes.clone());
    }

    /**
     * {@return the name that stands in a block}
     *
     * @param block the bytes, of which these are copied
     * @param start where the name starts
     * @param end where it ends, not included
     */
    public static FileName of(byte[] block, int start, int end) {
        return new FileName(Arrays.copyOfRange(block, start, end));
    }

    /**
     * {@return the name of these characters in UTF-8, with no spelling undone}
     *
     * @param text the characters
     */
    public static FileName of(String text) {
        return new FileName(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return what a name typed by a user may mean, the likelier first: the typed bytes
     * themselves, then, if it makes a difference, the typed text as a spelling, with {@code \\} and
     * {@code \xNN} undone} A backslash before anything else means itself. A directory is searched
     * for the first, then for the second, so every name can be given by its true bytes whatever
     * else the directory holds, and by its spelling unless another name has the spelling for its
     * bytes.
     *
     * @param typed one name, not a path
     */
    public static List<FileName> readings(String typed) {
        return readings(typed.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the names that a user may have meant by typing these bytes: as they are, and
     * unescaped}
     *
     * @param typed the bytes of one name as a user typed it
     */
    public static List<FileName> readings(byte[] typed) {
        FileName asTyped = of(typed);
        FileName unescaped = new FileName(NameSpelling.undo(asTyped.bytes));
        return asTyped.equals(unescaped) ? List.of(asTyped) : List.of(asTyped, unescaped);
    }

    /** {@return the length in bytes} */
    public int length() {
        return bytes.length;
    }

    /** {@return a copy of the bytes} */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * Puts the bytes into an array that has room for them.
     *
     * @param target takes the bytes
     * @param offset the index in {@code target} of the first byte
     */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /**
     * {@return whether {@link #toString} is the bytes themselves in ASCII, with no {@code /} among
     * them: so it is with almost every name}
     */
    public boolean isSpelledAsItIs() {
        for (byte b : bytes) {
            // Bytes from 0x80 on are negative here, so they too are below the space.
            if (b < ' ' || b == 0x7f || b == '\\' || b == '/') {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the name is {@code .} or {@code ..}} */
    public boolean isDotOrDotDot() {
        return equals(DOT) || equals(DOT_DOT);
    }

    /**
     * {@return whether a path can have the name as a part: 1 to 255 bytes, none of them {@code /}
     * or NUL}
     */
    public boolean isLegal() {
        return isLegal(bytes, 0, bytes.length);
    }

    /**
     * {@return whether bytes of a block are a name that a path can have as a part}
     *
     * @param block the bytes
     * @param start where the name starts
     * @param end where it ends, not included
     */
    public static boolean isLegal(byte[] block, int start, int end) {
        for (int i = start; i < end; i++) {
            if (block[i] == '/' || block[i] == 0) {
                return false;
            }
        }
        return end > start && end - start <= MAX_LENGTH_BYTES;
    }

    /**
     * {@return whether the name is what stands in a block; makes no copy}
     *
     * @param block the bytes
     * @param offset where the name would start
     * @param length how many bytes it would have
     */
    public boolean matches(byte[] block, int offset, int length) {
        return length == bytes.length
                && Arrays.equals(bytes, 0, length, block, offset, offset + length);
    }

    /** The order of the bytes as unsigned numbers, which for UTF-8 is that of code points. */
    @Override
    public int compareTo(FileName other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The spelling that is safe to show, see the class. */
    @Override
    public String toString() {
        return NameSpelling.of(bytes);
    }
}
