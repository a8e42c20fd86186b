// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;
import ext2cat.device.Partition;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What U-Boot loads (struct image_header, "uImage"): a header of 64 bytes in big-endian order, then
 * the data, compressed or not. The header says how; the data's own first bytes say it, too.
 */
public final class UImage implements Container {

    private static final int HEADER_BYTES = 64;
    private static final byte[] MAGIC = HexFormat.of().parseHex("27051956");

    /** ih_size: how long the data is. */
    private static final int SIZE_AT = 12;

    /** How it is opened. */
    public UImage() {}

    /** The data; what the file has of it, if it is cut off, and all of it if no size is set. */
    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] header = Head.of(device, HEADER_BYTES);
        long restBytes = device.sizeBytes() - HEADER_BYTES;
        if (!Head.has(header, 0, MAGIC) || restBytes <= 0) {
            return Optional.empty();
        }
        long sizeBytes = Head.bigEndian(header, SIZE_AT, 4);
        long dataBytes = sizeBytes == 0 ? restBytes : Math.min(sizeBytes, restBytes);
        return Optional.of(Partition.of(device, HEADER_BYTES, dataBytes));
    }

    @Override
    public boolean isHeader() {
        return true;
    }
}
