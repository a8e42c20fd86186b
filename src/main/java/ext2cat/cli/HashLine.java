// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.TreePath;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The line of a file in the output of sha256sum and its kin. */
final class HashLine {

    private final boolean spelled;
    private final boolean zero;

    /**
     * A kind of lines.
     *
     * @param spelled whether names are in the spelling that is safe to show
     * @param zero whether lines end with a NUL, and nothing is escaped
     */
    HashLine(boolean spelled, boolean zero) {
        this.spelled = spelled;
        this.zero = zero;
    }

    /** The line, with its end. */
    byte[] of(String hex, TreePath path) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(hex.length() + 64);
        if (spelled) {
            line.writeBytes((hex + "  ." + path).getBytes(StandardCharsets.UTF_8));
        } else {
            writeExactly(line, hex, path.toBytes());
        }
        line.write(zero ? 0 : '\n');
        return line.toByteArray();
    }

    /** A backslash before the hash tells that the name is escaped. */
    private void writeExactly(ByteArrayOutputStream line, String hex, byte[] path) {
        boolean escape = !zero && needsEscape(path);
        if (escape) {
            line.write('\\');
        }
        line.writeBytes((hex + "  .").getBytes(StandardCharsets.US_ASCII));
        for (byte b : path) {
            if (escape && isEscaped(b)) {
                line.write('\\');
                line.write(b == '\n' ? 'n' : b == '\r' ? 'r' : '\\');
            } else {
                line.write(b);
            }
        }
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
