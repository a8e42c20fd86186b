// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

/**
 * The sum of the blocks of a transaction in logs of {@code journal_checksum} (crc32_be): CRC-32
 * with the upper bit first, which no class of the JDK computes.
 */
final class CommitSum {

    private static final int POLYNOMIAL = 0x04C11DB7;

    private int sum = ~0;

    void update(byte[] bytes) {
        int value = sum;
        for (byte next : bytes) {
            value ^= next << 24;
            for (int bit = 0; bit < 8; bit++) {
                value = value << 1 ^ (value < 0 ? POLYNOMIAL : 0);
            }
        }
        sum = value;
    }

    int value() {
        return sum;
    }
}
