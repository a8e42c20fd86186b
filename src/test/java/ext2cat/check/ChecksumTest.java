// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Checksums of images of mke2fs, whose recipe lies beside them: right ones, and one flipped bit.
 */
final class ChecksumTest {

    private static final int BLOCK_BYTES = 1024;

    @ParameterizedTest
    @ValueSource(strings = {"wide", "narrow", "seed", "gdt", "gdt-wide", "blocks"})
    void rightChecksumsAreNoFinding(String name) throws IOException {
        assertThat(findings(image(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wide     |  1 | 0x088 | superblock-checksum
                    wide     |  1 | 0x3fc | superblock-checksum
                    narrow   |  1 | 0x088 | superblock-checksum
                    seed     |  1 | 0x270 | superblock-checksum
                    wide     |  2 | 0x014 | descriptor-checksum
                    wide     |  2 | 0x03c | descriptor-checksum
                    narrow   |  2 | 0x014 | descriptor-checksum
                    seed     |  2 | 0x014 | descriptor-checksum
                    gdt      |  2 | 0x014 | descriptor-checksum
                    gdt-wide |  2 | 0x03c | descriptor-checksum
                    wide     |  3 | 0x007 | bitmap-checksum
                    narrow   |  3 | 0x007 | bitmap-checksum
                    wide     | 19 | 0x001 | bitmap-checksum
                    narrow   | 19 | 0x001 | bitmap-checksum
                    wide     | 35 | 0x10c | inode-checksum
                    wide     | 35 | 0x182 | inode-checksum
                    wide     | 35 | 0x1f0 | inode-checksum
                    narrow   | 35 | 0x08c | inode-checksum
                    seed     | 35 | 0x10c | inode-checksum
                    blocks   |    4 | 0x3fc | directory-checksum
                    blocks   | 1087 | 0x3fc | directory-checksum
                    blocks   | 1088 | 0x3fc | directory-checksum
                    blocks   | 1097 | 0x3fc | extents-checksum
                    blocks   | 1105 | 0x010 | xattr-checksum
                    blocks   | 1106 | 0x000 | xattr-hash
                    blocks   | 1060 | 0x3fc | orphan-checksum
                    blocks   | 1054 | 0x3fc | mmp-checksum
                    blocks   |    1 | 0x175 | superblock-checksum
                    """)
    void aFlippedBitIsFound(String name, int block, String offset, String expected)
            throws IOException {
        byte[] image = image(name);
        image[block * BLOCK_BYTES + Integer.decode(offset)] ^= 1;
        assertThat(findings(image)).anyMatch(finding -> finding.startsWith(expected + ": "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    wide   | 0xe1322829
                    narrow | 0xfc7c
                    """)
    void theFindingHasBothValues(String name, String computed) throws IOException {
        byte[] image = image(name);
        image[2 * BLOCK_BYTES + 0x18] ^= 1; // bg_block_bitmap_csum_lo
        long stored = Long.decode(computed) ^ 1;
        assertThat(findings(image))
                .anyMatch(
                        finding ->
                                finding.startsWith("bitmap-checksum: ")
                                        && finding.endsWith(
                                                "of the block bitmap, the checksum is 0x%x, but the contents give %s"
                                                        .formatted(stored, computed)));
    }

    private static List<String> findings(byte[] image) throws IOException {
        return new DamagedImage(image)
                .findings().stream()
                        .filter(f -> f.contains("-checksum: ") || f.contains("xattr-hash: "))
                        .toList();
    }

    private static byte[] image(String name) throws IOException {
        String resource = "/checksum/csum-" + name + ".img.gz";
        try (InputStream packed = ChecksumTest.class.getResourceAsStream(resource);
                InputStream image = new GZIPInputStream(packed)) {
            return image.readAllBytes();
        }
    }
}
