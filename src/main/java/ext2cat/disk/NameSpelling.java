// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The spelling of {@link FileName}s: from bytes to safe text and back. */
final class NameSpelling {

    private static final String HEX = "0123456789abcdef";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private NameSpelling() {}

    /** The text for these bytes. */
    static String of(byte[] bytes) {
        if (isPlainAscii(bytes)) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(bytes.length + 16);
        int at = 0;
        while (at < bytes.length) {
            int length = Utf8.lengthOfCharacter(bytes, at);
            if (length == 0) {
                escape(bytes, at, 1, text);
                at++;
                continue;
            }
            int codePoint = Utf8.decode(bytes, at, length);
            if (codePoint == '\\') {
                text.append("\\\\");
            } else if (isShown(codePoint)) {
                text.appendCodePoint(codePoint);
            } else {
                escape(bytes, at, length, text);
            }
            at += length;
        }
        return text.toString();
    }

    /** The bytes of this spelling; what is no escape stays as it is. */
    static byte[] undo(byte[] typed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(typed.length);
        int at = 0;
        while (at < typed.length) {
            if (typed[at] == '\\' && at + 1 < typed.length && typed[at + 1] == '\\') {
                bytes.write('\\');
                at += 2;
            } else if (isHexEscape(typed, at)) {
                bytes.write(hexDigit(typed[at + 2]) << 4 | hexDigit(typed[at + 3]));
                at += 4;
            } else {
                bytes.write(typed[at]);
                at++;
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isPlainAscii(byte[] bytes) {
        for (byte b : bytes) {
            // Bytes from 0x80 on are negative here, so they too are below the space.
            if (b < ' ' || b == 0x7f || b == '\\') {
                return false;
            }
        }
        return true;
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                    false;
            case Character.FORMAT ->
                    codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static void escape(byte[] bytes, int at, int length, StringBuilder text) {
        for (int i = at; i < at + length; i++) {
            text.append("\\x")
                    .append(HEX.charAt((bytes[i] & 0xff) >> 4))
                    .append(HEX.charAt(bytes[i] & 0xf));
        }
    }

    private static boolean isHexEscape(byte[] typed, int at) {
        return at + 3 < typed.length
                && typed[at] == '\\'
                && typed[at + 1] == 'x'
                && hexDigit(typed[at + 2]) >= 0
                && hexDigit(typed[at + 3]) >= 0;
    }

    private static int hexDigit(byte b) {
        return Character.digit(b, 16);
    }
}
