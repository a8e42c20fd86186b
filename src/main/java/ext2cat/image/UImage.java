// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import java.io.IOException;
import java.util.HexFormat;

/**
 * What U-Boot loads (struct image_header, "uImage"): a header of 64 bytes in big-endian order, then
 * the data, compressed or not. The header says how; the data's own first bytes say it, too.
 */
final class UImage {

    private static final int HEADER_BYTES = 64;
    private static final byte[] MAGIC = HexFormat.of().parseHex("27051956");

    /** ih_size: how long the data is. */
    private static final int SIZE_AT = 12;

    private UImage() {}

    /** Whether the device begins with such a header. */
    static boolean is(BlockDevice device) throws IOException {
        return Head.has(Head.of(device, HEADER_BYTES), 0, MAGIC)
                && device.sizeBytes() > HEADER_BYTES;
    }

    /**
     * The data; what the file has of it, if it is cut off, and all of the file if no size is set.
     */
    static BlockDevice data(BlockDevice device) throws IOException {
        byte[] size = Head.at(device, SIZE_AT, 4);
        long sizeBytes =
                Integer.toUnsignedLong(Integer.reverseBytes((int) Head.number(size, 0, 4)));
        long restBytes = device.sizeBytes() - HEADER_BYTES;
        return Partition.of(
                device, HEADER_BYTES, sizeBytes == 0 ? restBytes : Math.min(sizeBytes, restBytes));
    }
}
