// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.EOFException;

/**
 * A device's name and size, and the errors that are made of them.
 *
 * @param name what error messages call the device
 * @param sizeBytes its size when it was opened
 */
record Bounds(String name, long sizeBytes) {

    /**
     * Refuses a run that is not wholly inside the device.
     *
     * <p>The position and the length may come straight out of a damaged image: negative ones, and
     * those whose sum overflows, are refused like all others.
     *
     * @throws EOFException that names the device, the run and the size
     */
    void check(long positionBytes, long lengthBytes) throws EOFException {
        // No overflow: both are known to be at least 0 when they are subtracted.
        if (positionBytes < 0 || lengthBytes < 0 || lengthBytes > sizeBytes - positionBytes) {
            throw new EOFException(
                    "%s: %d bytes at byte %d are not inside its %d bytes"
                            .formatted(name, lengthBytes, positionBytes, sizeBytes));
        }
    }

    /** The error for a run that was inside the device when it was opened and is not any more. */
    DeviceShrunkException shrunk(long positionBytes, long lengthBytes, long sizeNowBytes) {
        return new DeviceShrunkException(name, positionBytes, lengthBytes, sizeBytes, sizeNowBytes);
    }
}
