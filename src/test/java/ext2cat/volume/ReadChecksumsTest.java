// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.ChannelDevice;
import ext2cat.disk.CorruptImageException;
import ext2cat.volume.OpenOptions.WrongChecksums;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A wrong checksum of what is read: a warning, damage, or nothing. The image's recipe is beside.
 */
final class ReadChecksumsTest {

    private static final int BLOCK_BYTES = 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1    | 0x088 | superblock:
                    2    | 0x010 | descriptor of group 0:
                    35   | 0x08c | inode 2:
                    4    | 0x3fc | inode 2, file block 0:
                    1087 | 0x3fc | inode 13, file block 0:
                    1088 | 0x3ff | inode 13, file block 1:
                    1097 | 0x3fc | inode 74, extents in block 1097:
                    1105 | 0x010 | inode 74, extended attributes in block 1105:
                    1106 | 0x000 | inode 75, the value of an attribute in file block 0:
                    """)
    void eachReadStructureIsVerified(int block, String offset, String expected) throws IOException {
        byte[] image = image();
        image[block * BLOCK_BYTES + Integer.decode(offset)] ^= 1;
        assertThat(warnings(image, WrongChecksums.WARNING))
                .singleElement()
                .asString()
                .startsWith(expected + " the checksum is 0x");
        assertThatThrownBy(() -> warnings(image, WrongChecksums.DAMAGE))
                .isInstanceOf(CorruptImageException.class)
                .hasMessageContaining(expected + " the checksum is 0x");
        assertThat(warnings(image, WrongChecksums.UNSEEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WARNING", "DAMAGE", "UNSEEN"})
    void nothingIsSaidOfRightChecksums(WrongChecksums wrong) throws IOException {
        assertThat(warnings(image(), wrong)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WARNING", "DAMAGE"})
    void anotherTypeOfChecksumIsNamed(WrongChecksums wrong) throws IOException {
        byte[] image = image();
        image[BLOCK_BYTES + 0x175] = 7;
        String expected =
                "superblock: the checksum type is 7, expected 1 (crc32c): no checksum can be"
                        + " verified";
        if (wrong == WrongChecksums.DAMAGE) {
            assertThatThrownBy(() -> warnings(image, wrong)).hasMessage(expected);
        } else {
            assertThat(warnings(image, wrong)).containsExactly(expected);
        }
    }

    /** Reads every name, attribute and byte. */
    private static List<String> warnings(byte[] image, WrongChecksums wrong) throws IOException {
        try (Volume volume =
                Volume.open(
                        ChannelDevice.of("image", new SeekableInMemoryByteChannel(image)),
                        OpenOptions.DEFAULT.withWrongChecksums(wrong))) {
            for (TreeEntry entry : volume.root().list()) {
                Inode inode = volume.inode(entry.number());
                inode.xattrs();
                if (inode.isDirectory()) {
                    inode.list();
                } else {
                    inode.readAllBytes();
                }
            }
            return volume.warnings();
        }
    }

    private static byte[] image() throws IOException {
        try (InputStream packed =
                        ReadChecksumsTest.class.getResourceAsStream(
                                "/checksum/csum-blocks.img.gz");
                InputStream image = new GZIPInputStream(packed)) {
            return image.readAllBytes();
        }
    }
}
