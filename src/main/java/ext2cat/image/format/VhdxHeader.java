// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The header of a VHDX file. There are two, at 64 and 128 KiB, which are written by turns: the one
 * with the higher sequence number counts, or the only one whose checksum is right.
 *
 * @param sequence its sequence number
 * @param logGuid what entries of the log must have; zeros if the log is empty
 * @param logAtBytes where the log is
 * @param logBytes how long it is
 */
record VhdxHeader(long sequence, VhdxGuid logGuid, long logAtBytes, long logBytes) {

    private static final int HEADER_BYTES = 4096;
    private static final long[] PLACES = {64 << 10, 128 << 10};
    private static final byte[] SIGNATURE = "head".getBytes(StandardCharsets.US_ASCII);

    static VhdxHeader read(BlockDevice file) throws IOException {
        Optional<VhdxHeader> newest = Optional.empty();
        for (long place : PLACES) {
            byte[] bytes = Head.at(file, place, HEADER_BYTES);
            if (isWhole(bytes, HEADER_BYTES, SIGNATURE)) {
                VhdxHeader header = decode(file, bytes);
                boolean isNewer =
                        newest.isEmpty()
                                || Long.compareUnsigned(header.sequence, newest.get().sequence) > 0;
                newest = isNewer ? Optional.of(header) : newest;
            }
        }
        return newest.orElseThrow(
                () ->
                        new WrongContainerException(
                                file,
                                "neither VHDX header, at bytes 65536 and 131072, has the right"
                                        + " checksum"));
    }

    /** Whether a structure is all there, with its signature and with its CRC-32C after that. */
    static boolean isWhole(byte[] bytes, int lengthBytes, byte[] signature) {
        if (bytes.length < lengthBytes || !Head.has(bytes, 0, signature)) {
            return false;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 4);
        crc.update(new byte[4]); // the checksum counts as zeros
        crc.update(bytes, 8, lengthBytes - 8);
        return crc.getValue() == Head.number(bytes, 4, 4);
    }

    private static VhdxHeader decode(BlockDevice file, byte[] bytes) throws IOException {
        long version = Head.number(bytes, 66, 2);
        if (version != 1) {
            throw new UnsupportedContainerException(
                    file, "VHDX version %d is not supported; 1 is".formatted(version));
        }
        return new VhdxHeader(
                Head.number(bytes, 8, 8),
                VhdxGuid.at(bytes, 48),
                Head.number(bytes, 72, 8),
                Head.number(bytes, 68, 4));
    }

    boolean hasLog() {
        return !logGuid.equals(VhdxGuid.NONE);
    }
}
