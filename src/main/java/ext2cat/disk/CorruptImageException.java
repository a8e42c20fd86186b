// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import java.util.Locale;

/**
 * The image contradicts itself or the format. The message is one sentence: what, where (inode,
 * block, byte offset), the value found and what was expected, e.g. {@code directory inode 12, file
 * block 0, offset 0x18: rec_len 7 is not a multiple of 4}.
 */
public final class CorruptImageException extends Ext2Exception {

    private static final long serialVersionUID = 1L;

    /**
     * An image damaged as {@code message} says.
     *
     * @param message what is wrong, where, and what was expected
     */
    public CorruptImageException(String message) {
        super(message);
    }

    /**
     * {@return an exception with the message {@code where: what}}
     *
     * @param where the structure or file
     * @param what what is wrong with it, a format of the values
     * @param values the values found and expected
     */
    public static CorruptImageException at(String where, String what, Object... values) {
        return new CorruptImageException(where + ": " + String.format(Locale.ROOT, what, values));
    }
}
