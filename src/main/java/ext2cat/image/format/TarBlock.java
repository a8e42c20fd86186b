// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A header of a tar archive (struct posix_header): 512 bytes, numbers in octal digits, or, if the
 * first bit is set, in binary, big-endian.
 *
 * @param bytes the header
 */
record TarBlock(byte[] bytes) {

    /** A header, and the unit in which members are filled up. */
    static final int BYTES = 512;

    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_BYTES = 8;
    private static final byte[] MAGIC = "ustar\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;

    /** The header in these bytes, if its checksum is right, its bytes added up. */
    static Optional<TarBlock> of(byte[] bytes) {
        if (bytes.length < BYTES) {
            return Optional.empty();
        }
        int unsigned = 0;
        int signed = 0; // as some old programs do
        for (int at = 0; at < BYTES; at++) {
            boolean isChecksum = at >= CHECKSUM_AT && at < CHECKSUM_AT + CHECKSUM_BYTES;
            unsigned += isChecksum ? ' ' : Byte.toUnsignedInt(bytes[at]);
            signed += isChecksum ? ' ' : bytes[at];
        }
        TarBlock header = new TarBlock(bytes);
        long checksum = header.number(CHECKSUM_AT, CHECKSUM_BYTES);
        return checksum == unsigned || checksum == signed ? Optional.of(header) : Optional.empty();
    }

    /** typeflag. */
    char type() {
        return (char) bytes[156];
    }

    /** How many bytes follow; negative if that is no number. */
    long sizeBytes() {
        return type() == '1' ? 0 : number(124, 12); // a hard link has none, whatever it says
    }

    /** name, after prefix in the format of POSIX: GNU tar keeps times there. */
    String name() {
        String name = text(0, 100);
        String prefix = Head.has(bytes, MAGIC_AT, MAGIC) ? text(PREFIX_AT, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** A number; -1 if there is none, or it is negative or too large. */
    long number(int at, int lengthBytes) {
        if (bytes[at] < 0) {
            long high = bytes[at] & 0x7f;
            for (int i = 1; i < lengthBytes - 8; i++) {
                high |= bytes[at + i];
            }
            return high == 0 ? Math.max(-1, Head.bigEndian(bytes, at + lengthBytes - 8, 8)) : -1;
        }
        String digits = text(at, lengthBytes).strip();
        try {
            return digits.startsWith("-") ? -1 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private String text(int at, int mostBytes) {
        int end = at;
        while (end < at + mostBytes && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, StandardCharsets.UTF_8);
    }
}
