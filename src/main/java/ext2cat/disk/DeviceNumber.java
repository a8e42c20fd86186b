// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

/**
 * The number of a device file (dev_t).
 *
 * @param major which driver
 * @param minor which of its devices
 */
public record DeviceNumber(int major, int minor) {

    /**
     * Decodes what a device inode has in place of block pointers: the old encoding (8 bits each) in
     * the first word, or, if that is 0, the new one (12 bits major, 20 bits minor) in the second.
     */
    static DeviceNumber decode(long first, long second) {
        if (first != 0) {
            return new DeviceNumber((int) (first >> 8 & 0xff), (int) (first & 0xff));
        }
        return new DeviceNumber(
                (int) (second >> 8 & 0xfff), (int) (second & 0xff | second >> 12 & 0xfff00));
    }

    /** {@return the number as the C library has it (makedev): 64 bits, of which 32 are in use} */
    public long toSystemCall() {
        return (minor & 0xffL) | (major & 0xfffL) << 8 | (minor & 0xfff00L) << 12;
    }

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
