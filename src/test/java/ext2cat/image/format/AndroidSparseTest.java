// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class AndroidSparseTest {

    private static final int BLOCK = 1024;
    private static final int RAW = 0xcac1;
    private static final int FILL = 0xcac2;
    private static final int SKIP = 0xcac3;
    private static final int CRC = 0xcac4;
    private static final byte[] DATA = OpenedDisk.content(5, BLOCK, 3);

    @TempDir private Path directory;

    /** A sparse file, as sparse_format.h says. */
    private static final class Writer {

        private final ByteBuffer bytes = ByteBuffer.allocate(40_000).order(ByteOrder.LITTLE_ENDIAN);
        private int chunks;

        Writer(int countBlocks) {
            bytes.putInt(0xed26ff3a).putShort((short) 1).putShort((short) 0);
            bytes.putShort((short) 28).putShort((short) 12).putInt(BLOCK).putInt(countBlocks);
            bytes.putInt(0).putInt(0);
        }

        Writer chunk(int kind, int countBlocks, byte... data) {
            bytes.putShort((short) kind).putShort((short) 0).putInt(countBlocks);
            bytes.putInt(12 + data.length).put(data);
            bytes.putInt(20, ++chunks);
            return this;
        }

        byte[] file() {
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }

    static byte[] sample() {
        return new Writer(14)
                .chunk(SKIP, 2)
                .chunk(RAW, 5, DATA)
                .chunk(FILL, 3, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                .chunk(FILL, 1, new byte[4])
                .chunk(CRC, 0, (byte) 9, (byte) 9, (byte) 9, (byte) 9)
                .chunk(RAW, 1, Arrays.copyOf(DATA, BLOCK))
                .chunk(SKIP, 2)
                .file();
    }

    private static byte[] expected() {
        ByteBuffer disk = ByteBuffer.allocate(14 * BLOCK);
        disk.put(2 * BLOCK, DATA);
        for (int at = 7 * BLOCK; at < 10 * BLOCK; at += 4) {
            disk.putInt(at, 0x01020304);
        }
        disk.put(11 * BLOCK, DATA, 0, BLOCK);
        return disk.array();
    }

    @Test
    void everyKindOfChunkIsRead() throws Exception {
        OpenedDisk.check(Files.write(directory.resolve("system.img"), sample()), expected());
    }

    @ParameterizedTest
    @CsvSource({
        "system.img_sparsechunk.0, system.img_sparsechunk.1",
        "super_1.img, super_2.img",
        "super.img.0, super.img.1"
    })
    void theFilesOfASplitImageAreOneDisk(String first, String second) throws Exception {
        byte[] start = new Writer(14).chunk(SKIP, 2).chunk(RAW, 5, DATA).chunk(SKIP, 7).file();
        byte[] rest =
                new Writer(14)
                        .chunk(SKIP, 7)
                        .chunk(FILL, 3, (byte) 1, (byte) 2, (byte) 3, (byte) 4)
                        .chunk(SKIP, 1)
                        .chunk(RAW, 1, Arrays.copyOf(DATA, BLOCK))
                        .chunk(SKIP, 2)
                        .file();
        Files.write(directory.resolve(second), rest);
        OpenedDisk.check(Files.write(directory.resolve(first), start), expected());
    }

    @Test
    void aFileOfTheNextNumberThatIsAnImageOfItsOwnIsLeftAlone() throws Exception {
        Path first = Files.write(directory.resolve("disk0.img"), sample());
        Files.write(directory.resolve("disk1.img"), sample());
        OpenedDisk.check(first, expected());
        Files.write(directory.resolve("disk1.img"), new byte[3000]);
        OpenedDisk.check(first, expected());
    }

    @Test
    void whatComesBeforeACutIsRead() throws Exception {
        // The header of the file, of a chunk, and of the raw chunk; then two of its blocks.
        byte[] cut = Arrays.copyOf(sample(), 28 + 12 + 12 + 2 * BLOCK + 10);
        try (BlockDevice disk = OpenedDisk.open(Files.write(directory.resolve("a"), cut))) {
            assertThat(disk.sizeBytes()).isEqualTo(14 * BLOCK);
            assertThat(OpenedDisk.read(disk, 0, 4 * BLOCK))
                    .isEqualTo(Arrays.copyOf(expected(), 4 * BLOCK));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 4 * BLOCK, BLOCK))
                    .hasMessageContaining("are not inside its 2110 bytes");
            assertThatThrownBy(() -> OpenedDisk.read(disk, 7 * BLOCK, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith("/a: chunk 2 is cut off at byte 2110");
        }
    }

    @Test
    void blocksWithoutAChunkAreLost() throws IOException {
        byte[] file = new Writer(9).chunk(RAW, 5, DATA).file();
        try (BlockDevice disk = OpenedDisk.open(Files.write(directory.resolve("a"), file))) {
            assertThat(OpenedDisk.read(disk, 0, 5 * BLOCK)).isEqualTo(DATA);
            assertThatThrownBy(() -> OpenedDisk.read(disk, 5 * BLOCK, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith("chunk 1 is not there, though blocks are left");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0xcac5, chunk_type is 0xcac5",
        "4, 15, chunk_sz 15",
        "4, 3, chunk_sz 3",
        "8, 4, total_sz 4",
        "8, -1, total_sz 4294967295",
    })
    void aChunkThatMakesNoSenseIsNamedWhereItIsRead(int at, int value, String message)
            throws IOException {
        byte[] file = sample();
        int chunk = 28 + 12;
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (at == 0) {
            bytes.putShort(chunk, (short) value);
        } else {
            bytes.putInt(chunk + at, value);
        }
        try (BlockDevice disk = OpenedDisk.open(Files.write(directory.resolve("a"), file))) {
            assertThat(OpenedDisk.read(disk, 0, 2 * BLOCK)).containsOnly(0);
            assertThatThrownBy(() -> OpenedDisk.read(disk, 2 * BLOCK, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageContaining("/a: chunk 1 makes no sense at byte 40: ")
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4, 2, the sparse image is of version 2; only 1 is known",
        "8, 27, 'file_hdr_sz is 27 and chunk_hdr_sz 12, not at least 28 and 12'",
        "10, 0, 'file_hdr_sz is 28 and chunk_hdr_sz 0, not at least 28 and 12'",
        "12, 0, 'blk_sz is 0, not a multiple of 4 from 4 to 67108864'",
        "12, 1022, 'blk_sz is 1022, not a multiple of 4 from 4 to 67108864'",
    })
    void aHeaderThatMakesNoSenseIsRefused(int at, short value, String message) throws IOException {
        byte[] file = sample();
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putShort(at, value);
        Path image = Files.write(directory.resolve("a"), file);
        assertThatThrownBy(() -> OpenedDisk.open(image)).hasMessage(image + ": " + message);
        Files.write(image, Arrays.copyOf(file, 20));
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .hasMessageEndingWith("its sparse image is cut off in its header, at byte 20");
    }
}
