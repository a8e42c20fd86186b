// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * The spelling of bytes in the files of {@code testimages/}: whatever is not visible ASCII is
 * {@code \xNN}.
 */
public final class Escaped {

    private static final int ESCAPE_LENGTH = 4;

    private Escaped() {}

    /** The bytes that are spelled so. */
    public static byte[] bytes(String spelled) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(spelled.length());
        int at = 0;
        while (at < spelled.length()) {
            if (spelled.charAt(at) == '\\') {
                bytes.write(HexFormat.fromHexDigits(spelled, at + 2, at + ESCAPE_LENGTH));
                at += ESCAPE_LENGTH;
            } else {
                bytes.write(spelled.charAt(at));
                at++;
            }
        }
        return bytes.toByteArray();
    }
}
