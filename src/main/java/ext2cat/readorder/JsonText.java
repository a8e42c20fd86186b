// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import java.io.IOException;

/** Strings as JSON spells them (RFC 8259). */
final class JsonText {

    private JsonText() {}

    /**
     * Appends a string in quotes. Quotes, backslashes and control characters are escaped, and so
     * are lone surrogates, which UTF-8 cannot hold.
     */
    static void append(Appendable out, String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
