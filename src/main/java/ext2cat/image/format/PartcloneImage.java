// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What partclone writes (version 0002): a header of 110 bytes, a bitmap with a bit for each block
 * that is used and its CRC of 4 bytes, and the used blocks, with a checksum after each 256 or so.
 * Blocks that are not used read as zeros. The checksums of blocks are not looked at: each is of
 * more than a read asks for.
 */
public final class PartcloneImage implements Container {

    private static final byte[] MAGIC = "partclone-image\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 110;
    private static final int VERSION_AT = 0x1e;
    private static final int BYTE_ORDER_AT = 0x22;
    private static final int BLOCKS_AT = 0x3c;
    private static final int BLOCK_SIZE_AT = 0x54;
    private static final int CHECKSUM_SIZE_AT = 0x62;
    private static final int BLOCKS_PER_CHECKSUM_AT = 0x64;
    private static final int BITMAP_MODE_AT = 0x69;

    private static final int LITTLE_ENDIAN = 0xc0de;
    private static final int BITS = 1;
    private static final int BITMAP_CRC_BYTES = 4;
    private static final long MOST_BLOCK_BYTES = 1 << 26;

    /** How it is opened. */
    public PartcloneImage() {}

    @Override
    public Optional<BlockDevice> open(BlockDevice device, Siblings siblings) throws IOException {
        byte[] header = Head.of(device, HEADER_BYTES);
        if (!Head.has(header, 0, MAGIC)) {
            return Optional.empty();
        }
        if (header.length < HEADER_BYTES) {
            throw new WrongContainerException(
                    device, "its header is cut off at byte " + header.length);
        }
        String version = new String(header, VERSION_AT, 4, StandardCharsets.ISO_8859_1);
        int mode = header[BITMAP_MODE_AT];
        if (!version.equals("0002")
                || Head.number(header, BYTE_ORDER_AT, 2) != LITTLE_ENDIAN
                || mode != BITS) {
            throw new UnsupportedContainerException(
                    device,
                    "it is a partclone image of another kind than version 0002 in little-endian"
                            + " order with a bitmap; restore it with partclone.restore");
        }
        long blocks = Head.number(header, BLOCKS_AT, 8);
        long blockBytes = Head.number(header, BLOCK_SIZE_AT, 4);
        long bitmapBytes = blocks / Byte.SIZE + (blocks % Byte.SIZE == 0 ? 0 : 1);
        if (blocks < 0
                || bitmapBytes > device.sizeBytes() - HEADER_BYTES
                || blockBytes < 1
                || blockBytes > MOST_BLOCK_BYTES
                || blocks > Long.MAX_VALUE / blockBytes) {
            throw new WrongContainerException(
                    device,
                    "it says that it has %s blocks of %d bytes, and its bitmap is not in the %d bytes of the file"
                            .formatted(
                                    Long.toUnsignedString(blocks), blockBytes, device.sizeBytes()));
        }
        UsedBits used = UsedBits.of(device, HEADER_BYTES, blocks);
        return Optional.of(
                new VirtualDisk(
                        device.name() + " (partclone image)",
                        blocks * blockBytes,
                        new PartcloneMap(
                                device,
                                used,
                                HEADER_BYTES + bitmapBytes + BITMAP_CRC_BYTES,
                                blockBytes,
                                Head.number(header, BLOCKS_PER_CHECKSUM_AT, 4),
                                Head.number(header, CHECKSUM_SIZE_AT, 2)),
                        List.of(device)));
    }
}
