// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.checksum;

import java.util.zip.CRC32C;

/**
 * CRC-32C as ext4 uses it (ext4_chksum): the caller gives the register that it starts from, and the
 * result is the register as it is, without the inversion at the end.
 *
 * <p>{@link CRC32C} runs at many bytes a cycle, but always starts from all ones. Four bytes of
 * input can lead its register anywhere, though: the register after them is that of 32 steps of (all
 * ones XOR the four bytes), and each step can be taken back. So a register is set by a prefix of
 * four bytes, which costs next to nothing. Worked value: over the nine digits {@code 123456789},
 * started from all ones, the result is 0x1cf96d7c, the inverse of the published 0xe3069283.
 */
final class RawCrc32c {

    /** The register that a checksum of a whole superblock starts from. */
    static final int ALL_ONES = ~0;

    /** The polynomial of Castagnoli, its bits reversed. Its highest bit is set. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private final CRC32C crc = new CRC32C();

    private RawCrc32c() {}

    /** A checksum that starts from a register. */
    static RawCrc32c from(int register) {
        return fromStart(startOf(register));
    }

    /** A checksum that starts from the register of which that is {@link #startOf}. */
    static RawCrc32c fromStart(int start) {
        return new RawCrc32c().int32(start);
    }

    /** The four bytes that lead to a register: worth keeping for one that many start from. */
    static int startOf(int register) {
        int before = register;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            // A step moves the bits down and mixes in the polynomial if a 1 falls out; only then
            // is the highest bit set afterwards.
            before = before < 0 ? (before ^ POLYNOMIAL) << 1 | 1 : before << 1;
        }
        return before ^ ALL_ONES;
    }

    RawCrc32c bytes(byte[] bytes, int from, int to) {
        crc.update(bytes, from, to - from);
        return this;
    }

    /** Zeros in the place of a stored checksum. */
    RawCrc32c zeros(int count) {
        for (int i = 0; i < count; i++) {
            crc.update(0);
        }
        return this;
    }

    /** A number of 32 bits, little-endian. */
    RawCrc32c int32(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(value >>> shift);
        }
        return this;
    }

    /** A number of 64 bits, little-endian. */
    RawCrc32c int64(long value) {
        return int32((int) value).int32((int) (value >>> Integer.SIZE));
    }

    /** The register. */
    int register() {
        return ~(int) crc.getValue();
    }
}
