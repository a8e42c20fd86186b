// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

/**
 * What the device of an image lets readahead do (backing_dev_info), in pages.
 *
 * @param readAheadPages the readahead window: {@code read_ahead_kb} / 4
 * @param ioPages the largest request: {@code max_sectors_kb} / 4. A read, or an advice, that asks
 *     for more than the window gets up to this much at once
 */
public record QueueLimits(long readAheadPages, long ioPages) {

    /**
     * What Linux sets up for a disk that says nothing else: 128 KiB of readahead, requests of 1280
     * KiB.
     */
    public static final QueueLimits DEFAULT = ofKilobytes(128, 1280);

    /**
     * {@return the limits as {@code /sys/block/DEVICE/queue} states them}
     *
     * @param readAheadKb {@code read_ahead_kb}
     * @param maxSectorsKb {@code max_sectors_kb}
     */
    public static QueueLimits ofKilobytes(long readAheadKb, long maxSectorsKb) {
        return new QueueLimits(readAheadKb / 4, maxSectorsKb / 4);
    }
}
