// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import java.io.EOFException;

/**
 * The file of an image was made shorter while the image was open, and the bytes asked for are gone.
 *
 * <p>It is a type of its own because it says nothing about the image's format: an image that was
 * too short from the start gives a plain {@link EOFException}.
 */
public final class DeviceShrunkException extends EOFException {

    private static final long serialVersionUID = 1L;

    DeviceShrunkException(
            String name,
            long positionBytes,
            long lengthBytes,
            long sizeWhenOpenedBytes,
            long sizeNowBytes) {
        super(
                ("%s became shorter while it was read: it had %d bytes when it was opened and has"
                                + " %d now, so the %d bytes at byte %d are lost")
                        .formatted(
                                name,
                                sizeWhenOpenedBytes,
                                sizeNowBytes,
                                lengthBytes,
                                positionBytes));
    }
}
