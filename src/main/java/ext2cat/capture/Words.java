// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

/** Counts and devices in words. */
final class Words {

    private Words() {}

    /** A device as blkparse prints it: {@code 7,0}. */
    static String device(DeviceNumber device) {
        return device.major() + "," + device.minor();
    }

    /** {@code 1 read}, {@code 2 reads}. */
    static String count(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
