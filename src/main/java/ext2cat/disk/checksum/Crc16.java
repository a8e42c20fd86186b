// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

/**
 * CRC-16 as group descriptors have it without {@code metadata_csum} (crc16 of the kernel), started
 * from all ones: x^16 + x^15 + x^2 + 1, its bits reversed. Over the nine digits {@code 123456789}
 * the result is 0x4b37. Few bytes are computed, so a bit at a time is fast enough.
 */
final class Crc16 {

    private static final int POLYNOMIAL = 0xA001;

    private int register = 0xFFFF;

    Crc16 bytes(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            octet(bytes[at]);
        }
        return this;
    }

    /** A number of 32 bits, little-endian. */
    Crc16 int32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            octet(value >>> shift);
        }
        return this;
    }

    int register() {
        return register;
    }

    private void octet(int value) {
        register ^= value & 0xFF;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            register = (register & 1) != 0 ? register >>> 1 ^ POLYNOMIAL : register >>> 1;
        }
    }
}
