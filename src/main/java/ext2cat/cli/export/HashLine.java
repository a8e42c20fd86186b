// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import ext2cat.volume.TreePath;

import java.io.ByteArrayOutputStream;

/**
 * The line of a file in the output of sha256sum and its kin.
 *
 * @param spelled whether names are in the spelling that is safe to show
 * @param zero whether lines end with a NUL, and nothing is escaped
 * @param tag the name of the algorithm that each line begins with, as those of BSD do; empty for
 *     the usual lines
 */
record HashLine(boolean spelled, boolean zero, String tag) {

    /** The line, with its end. */
    byte[] of(String hex, TreePath path) {
        byte[] bytes = spelled ? path.toString().getBytes(UTF_8) : path.toBytes();
        boolean escape = !spelled && !zero && needsEscape(bytes);
        ByteArrayOutputStream line = new ByteArrayOutputStream(hex.length() + 64);
        if (escape) {
            line.write('\\'); // tells that the name is escaped
        }
        line.writeBytes((tag.isEmpty() ? hex + "  ." : tag + " (.").getBytes(UTF_8));
        for (byte b : bytes) {
            if (escape && isEscaped(b)) {
                line.write('\\');
                line.write(b == '\n' ? 'n' : b == '\r' ? 'r' : '\\');
            } else {
                line.write(b);
            }
        }
        line.writeBytes((tag.isEmpty() ? "" : ") = " + hex).getBytes(UTF_8));
        line.write(zero ? 0 : '\n');
        return line.toByteArray();
    }

    private static boolean needsEscape(byte[] path) {
        for (byte b : path) {
            if (isEscaped(b)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEscaped(byte b) {
        return b == '\n' || b == '\r' || b == '\\';
    }
}
