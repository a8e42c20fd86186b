// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;

/** A container needs what is not supported; it is not damaged. */
public final class UnsupportedContainerException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A container that is refused.
     *
     * @param file the file
     * @param what it needs
     */
    UnsupportedContainerException(BlockDevice file, String what) {
        super(file.name() + ": " + what);
    }
}
