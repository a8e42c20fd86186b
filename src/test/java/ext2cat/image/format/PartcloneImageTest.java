// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class PartcloneImageTest {

    private static final int BLOCK = 16;

    /** More blocks than one page of the bitmap has bits. */
    private static final int BLOCKS = 33_001;

    private static final byte[] DISK = OpenedDisk.content(BLOCKS, BLOCK, 6);

    @TempDir private Path directory;

    private static byte[] image(int blocksPerChecksum, int checksumBytes) {
        ByteBuffer image = ByteBuffer.allocate(DISK.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        image.put("partclone-image\0000.3.23".getBytes(StandardCharsets.US_ASCII));
        image.put(0x1e, "0002".getBytes(StandardCharsets.US_ASCII)).putShort(0x22, (short) 0xc0de);
        image.putLong(0x34, DISK.length).putLong(0x3c, BLOCKS).putInt(0x54, BLOCK);
        image.putShort(0x62, (short) checksumBytes).putInt(0x64, blocksPerChecksum);
        image.put(0x69, (byte) 1);
        image.position(110 + (BLOCKS + 7) / 8 + 4);
        int used = 0;
        for (int block = 0; block < BLOCKS; block++) {
            byte[] bytes = Arrays.copyOfRange(DISK, block * BLOCK, (block + 1) * BLOCK);
            if (!Arrays.equals(bytes, new byte[BLOCK])) {
                int at = 110 + block / 8;
                image.put(at, (byte) (image.get(at) | 1 << block % 8)).put(bytes);
                if (blocksPerChecksum > 0 && ++used % blocksPerChecksum == 0) {
                    image.put(new byte[checksumBytes]);
                }
            }
        }
        return Arrays.copyOf(image.array(), image.position());
    }

    @ParameterizedTest
    @CsvSource({"256, 4", "1, 4", "7, 16", "0, 0"})
    void usedBlocksAreFoundByTheBitmap(int blocksPerChecksum, int checksumBytes) throws Exception {
        OpenedDisk.check(write(image(blocksPerChecksum, checksumBytes)), DISK);
    }

    @Test
    void whatComesBeforeACutIsRead() throws IOException {
        byte[] image = image(256, 4);
        try (BlockDevice disk = OpenedDisk.open(write(Arrays.copyOf(image, image.length / 2)))) {
            assertThat(OpenedDisk.read(disk, 0, DISK.length / 3))
                    .isEqualTo(Arrays.copyOf(DISK, DISK.length / 3));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 0, DISK.length))
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("/disk: ");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x3c, -1, it says that it has 18446744073709551615 blocks of 16 bytes",
        "0x3c, 9999999, it says that it has 9999999 blocks of 16 bytes",
        "0x54, 0, it says that it has 33001 blocks of 0 bytes",
        "0x54, 2000000000, it says that it has 33001 blocks of 2000000000 bytes",
    })
    void sizesThatMakeNoSenseAreRefused(String at, long value, String message) throws IOException {
        byte[] image = image(256, 4);
        ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (at.equals("0x54")) {
            header.putInt(0x54, (int) value);
        } else {
            header.putLong(Integer.decode(at), value);
        }
        assertThatThrownBy(() -> OpenedDisk.open(write(image)))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> OpenedDisk.open(write(Arrays.copyOf(image, 100))))
                .isInstanceOf(WrongContainerException.class)
                .hasMessageEndingWith("its header is cut off at byte 100");
    }

    @ParameterizedTest
    @CsvSource({"0x21, 1", "0x22, 1", "0x69, 8"})
    void otherKindsAreRefused(String at, byte value) throws IOException {
        byte[] image = image(256, 4);
        image[Integer.decode(at)] = value;
        assertThatThrownBy(() -> OpenedDisk.open(write(image)))
                .isInstanceOf(UnsupportedContainerException.class)
                .hasMessageContaining("restore it with partclone.restore");
    }

    private Path write(byte[] image) throws IOException {
        return Files.write(directory.resolve("disk"), image);
    }
}
