// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * An i_mode: the type of a file and who may do what with it.
 *
 * @param bits 16 bits
 */
public record FileMode(int bits) {

    private static final int PERMISSION_MASK = 0xFFF;
    private static final int SET_UID = 04000;
    private static final int SET_GID = 02000;
    private static final int STICKY = 01000;
    private static final int EXECUTE = 1;

    /** {@return the type of the file} */
    public FileType type() {
        return FileType.ofMode(bits);
    }

    /** {@return the twelve bits of chmod(2)} */
    public int permissions() {
        return bits & PERMISSION_MASK;
    }

    /** As {@code ls -l} shows it, e.g. {@code drwxr-sr-t}: ten characters. */
    @Override
    public String toString() {
        char[] text = {type().letter(), '-', '-', '-', '-', '-', '-', '-', '-', '-'};
        for (int i = 0; i < 9; i++) {
            if ((bits >> 8 - i & 1) != 0) {
                text[i + 1] = "rwx".charAt(i % 3);
            }
        }
        mark(text, 3, SET_UID, 's');
        mark(text, 6, SET_GID, 's');
        mark(text, 9, STICKY, 't');
        return new String(text);
    }

    /** Puts a mark in the place of an x: a capital where execution is not permitted. */
    private void mark(char[] text, int at, int bit, char mark) {
        if ((bits & bit) != 0) {
            boolean executable = (bits >> 9 - at & EXECUTE) != 0;
            text[at] = executable ? mark : Character.toUpperCase(mark);
        }
    }
}
