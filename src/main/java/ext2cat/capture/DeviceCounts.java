// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

/**
 * What a capture holds of one device.
 *
 * @param device the device
 * @param queuedReads reads handed to the block layer (Q)
 * @param queuedWrites writes handed to the block layer
 * @param issuedReads reads sent to the driver (D)
 * @param otherEvents all else
 */
public record DeviceCounts(
        DeviceNumber device,
        long queuedReads,
        long queuedWrites,
        long issuedReads,
        long otherEvents) {

    /** With one event more. */
    DeviceCounts plus(CaptureEvent event) {
        boolean queue = event.action() == BlockAction.QUEUE;
        boolean queuedRead = queue && event.isRead();
        boolean queuedWrite = queue && event.isWrite();
        boolean issuedRead = event.action() == BlockAction.ISSUE && event.isRead();
        boolean other = !queuedRead && !queuedWrite && !issuedRead;
        return new DeviceCounts(
                device,
                queuedReads + (queuedRead ? 1 : 0),
                queuedWrites + (queuedWrite ? 1 : 0),
                issuedReads + (issuedRead ? 1 : 0),
                otherEvents + (other ? 1 : 0));
    }
}
