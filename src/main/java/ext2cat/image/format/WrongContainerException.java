// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/** A header or a table of a container says what cannot be: the file is damaged. */
public final class WrongContainerException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A damaged container.
     *
     * @param file the file
     * @param what where, which value, and what was expected
     */
    WrongContainerException(BlockDevice file, String what) {
        super(file.name() + ": " + what);
    }

    /**
     * Refuses a field whose value cannot be.
     *
     * @param field where it stands and what it is called, e.g. {@code VDI header: the block size}
     * @param expected what it may be, e.g. {@code 9 to 21}
     */
    static void unless(boolean holds, BlockDevice file, String field, long value, String expected)
            throws WrongContainerException {
        if (!holds) {
            throw new WrongContainerException(
                    file, "%s is %d, not %s".formatted(field, value, expected));
        }
    }
}
