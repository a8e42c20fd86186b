// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

/**
 * A block device as the kernel numbers it.
 *
 * @param major the driver's number, 7 for loop devices
 * @param minor the device's number within its driver
 */
public record DeviceNumber(int major, int minor) implements Comparable<DeviceNumber> {

    /** Stands where a capture names no device, as in plug events of tracefs. */
    public static final DeviceNumber NONE = new DeviceNumber(0, 0);

    /** log2 of the number of minors (MINORBITS of linux/kdev_t.h). */
    private static final int MINOR_BITS = 20;

    /** From a dev_t of the kernel, as blktrace binaries hold it. */
    static DeviceNumber ofKernel(int device) {
        return new DeviceNumber(device >>> MINOR_BITS, device & ((1 << MINOR_BITS) - 1));
    }

    @Override
    public int compareTo(DeviceNumber other) {
        int majors = Integer.compare(major, other.major);
        return majors != 0 ? majors : Integer.compare(minor, other.minor);
    }

    /** As blkparse prints it: {@code 7,0}. */
    @Override
    public String toString() {
        return major + "," + minor;
    }
}
