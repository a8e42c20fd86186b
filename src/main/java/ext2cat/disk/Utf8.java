// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** How many bytes the character at {@code at} has, 1 to 4, or 0 if there is no valid one. */
    static int lengthOfCharacter(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean valid =
                switch (lead) {
                    case 0xe0 -> second >= 0xa0; // shorter in two bytes
                    case 0xed -> second < 0xa0; // surrogates
                    case 0xf0 -> second >= 0x90; // shorter in three bytes
                    case 0xf4 -> second < 0x90; // above U+10FFFF
                    default -> true;
                };
        return valid ? length : 0;
    }

    /** The code point of the valid character of {@code length} bytes at {@code at}. */
    static int decode(byte[] bytes, int at, int length) {
        if (length == 1) {
            return bytes[at];
        }
        // The lead byte of n bytes has 7 - n bits of the character: 5, 4, 3.
        int codePoint = bytes[at] & 0xff >> length + 1;
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | bytes[at + i] & 0x3f;
        }
        return codePoint;
    }
}
