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
}
