// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.disk.DeviceNumber;

import java.util.Optional;

/**
 * What a line of text says about one event, and in which form.
 *
 * @param format the form of the line
 * @param event the event
 * @param sequence blktrace's number for it; 0 if it has none
 */
record EventLine(CaptureFormat format, CaptureEvent event, long sequence) {

    /**
     * The sectors of an event, as all forms of text write them: {@code 17584 + 8}, {@code 17584 /
     * 17592} for a split, and for a remap {@code 2050 + 8 <- (8,1) 2}.
     */
    record Extent(long sector, long sectors, Optional<CaptureEvent.Remap> remap) {

        static final Extent NONE = new Extent(-1, 0, Optional.empty());

        static Extent parse(LineCursor cursor) {
            if (!cursor.isAtDigit()) {
                return NONE;
            }
            long sector = cursor.number();
            if (cursor.isAt('(')) {
                // A request that is no read or write of sectors: its bytes, then its command.
                return NONE;
            }
            if (cursor.take("/")) {
                cursor.number();
                return new Extent(sector, 0, Optional.empty());
            }
            cursor.expect("+");
            long sectors = cursor.number();
            if (!cursor.take("<-")) {
                return new Extent(sector, sectors, Optional.empty());
            }
            cursor.expect("(");
            DeviceNumber device = cursor.device();
            cursor.expect(")");
            CaptureEvent.Remap remap = new CaptureEvent.Remap(device, cursor.number());
            return new Extent(sector, sectors, Optional.of(remap));
        }
    }
}
