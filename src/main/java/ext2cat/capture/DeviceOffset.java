// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

/**
 * Where a file system begins.
 *
 * @param device the device, as the capture numbers it
 * @param offsetSectors the file system's first sector there
 * @param origin how that is known
 */
public record DeviceOffset(DeviceNumber device, long offsetSectors, Origin origin) {

    /** How the place of a file system is known, the surest first. */
    public enum Origin {
        /** The user said so. */
        GIVEN,
        /** It is the device's own beginning. */
        START,
        /** Remap events say where the partition begins. */
        REMAP,
        /** The predicted reads fit there. */
        FITTED,
        /** The file is read by one request, and one of its length is there. */
        ONE_READ
    }
}
