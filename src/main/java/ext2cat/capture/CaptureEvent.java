// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.Optional;

/**
 * One event of the block layer.
 *
 * @param timeNanos the capture's clock; 0 where it has none
 * @param cpu the processor; -1 where the capture does not say
 * @param device the device
 * @param action what happened
 * @param rwbs the letters for the kind of request, {@code RA}; N for none
 * @param sector the first 512-byte sector on the device; -1 where there is none
 * @param sectors how many; 0 where there are none
 * @param pid the process; -1 where the capture does not say
 * @param process its name; empty where the capture does not say
 * @param remap for {@link BlockAction#REMAP}, where the bio came from
 * @param where its place in the capture
 */
public record CaptureEvent(
        long timeNanos,
        int cpu,
        DeviceNumber device,
        BlockAction action,
        String rwbs,
        long sector,
        long sectors,
        int pid,
        String process,
        Optional<Remap> remap,
        CapturePlace where)
        implements CaptureItem {

    /** No device is larger than 2^64 bytes, so that sums of two sectors cannot overflow. */
    private static final long SECTOR_LIMIT = 1L << 55;

    /**
     * Where a remapped bio came from.
     *
     * @param device the device it was sent to, as a partition
     * @param sector its first sector there
     */
    public record Remap(DeviceNumber device, long sector) {}

    /** Whether it is of a read, plain or readahead, data or metadata. */
    public boolean isRead() {
        return rwbs.startsWith("R");
    }

    /** Whether it is of a write. */
    public boolean isWrite() {
        return rwbs.indexOf('W') >= 0;
    }

    /** Whether it is of a read ahead of its reader. */
    public boolean isReadahead() {
        return isRead() && rwbs.indexOf('A') >= 0;
    }

    /** Whether it names sectors that a device can have. */
    public boolean hasSectors() {
        return sector >= 0 && sector < SECTOR_LIMIT && sectors > 0 && sectors < SECTOR_LIMIT;
    }
}
