// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class VdiTest {

    private static final int BLOCK = 4096;
    private static final int TABLE_AT = 512;
    private static final int DATA_AT = 1024;

    @TempDir private Path directory;

    private static ByteBuffer header(int blocks, long sizeBytes) {
        ByteBuffer file = ByteBuffer.allocate(200_000).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x40, 0xbeda107f).putInt(0x44, 0x0001_0001).putInt(0x48, 0x190);
        file.putInt(0x4c, 1).putInt(0x154, TABLE_AT).putInt(0x158, DATA_AT);
        file.putLong(0x170, sizeBytes).putInt(0x178, BLOCK).putInt(0x180, blocks);
        return file;
    }

    /** Blocks 0 and 3 of the disk, the latter first in the file, with bytes before each. */
    private static byte[] sample(int extraBytes, int absent) {
        ByteBuffer file = header(5, 4 * BLOCK + 1000).putInt(0x17c, extraBytes);
        file.putInt(TABLE_AT, 1).putInt(TABLE_AT + 4, absent).putInt(TABLE_AT + 8, absent);
        file.putInt(TABLE_AT + 12, 0).putInt(TABLE_AT + 16, absent);
        byte[] disk = OpenedDisk.content(2, BLOCK, 7);
        file.put(DATA_AT + extraBytes, disk, BLOCK, BLOCK);
        file.put(DATA_AT + 2 * extraBytes + BLOCK, disk, 0, BLOCK);
        return Arrays.copyOf(file.array(), DATA_AT + 2 * (extraBytes + BLOCK));
    }

    static byte[] sample() {
        return sample(0, -1);
    }

    private static byte[] expected() {
        byte[] data = OpenedDisk.content(2, BLOCK, 7);
        byte[] disk = new byte[4 * BLOCK + 1000];
        System.arraycopy(data, 0, disk, 0, BLOCK);
        System.arraycopy(data, BLOCK, disk, 3 * BLOCK, BLOCK);
        return disk;
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("a.vdi"), file);
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "0, -2", "512, -1"})
    void blocksInAnyOrderAreRead(int extraBytes, int absent) throws Exception {
        OpenedDisk.check(write(sample(extraBytes, absent)), expected());
    }

    @Test
    void blocksThatFollowEachOtherAreReadAtOnce() throws Exception {
        ByteBuffer file = header(8, 8 * BLOCK).putInt(0x4c, 2);
        byte[] disk = OpenedDisk.content(8, BLOCK, 1);
        for (int block = 0; block < 8; block++) {
            file.putInt(TABLE_AT + 4 * block, block);
        }
        file.put(DATA_AT, disk);
        OpenedDisk.check(write(Arrays.copyOf(file.array(), DATA_AT + 8 * BLOCK)), disk);
    }

    @Test
    void whatIsNotCutOffIsRead() throws IOException {
        byte[] file = sample(0, -1);
        try (BlockDevice disk = OpenedDisk.open(write(Arrays.copyOf(file, DATA_AT + BLOCK)))) {
            assertThat(OpenedDisk.read(disk, BLOCK, 3 * BLOCK))
                    .isEqualTo(Arrays.copyOfRange(expected(), BLOCK, 4 * BLOCK));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 0, 1)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aBlockAfterTheLastOneIsRefused() throws IOException {
        byte[] file = sample();
        file[TABLE_AT] = 5;
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThatThrownBy(() -> OpenedDisk.read(disk, 0, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith(
                            "VDI table: block 0 of the disk is block 5 of the file, of 5");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x46, 2, false, VDI version 2 is not supported; 1 is",
        "0x4c, 0, true, 'VDI header: the image type is 0, not 1 to 4'",
        "0x4c, 5, true, 'VDI header: the image type is 5, not 1 to 4'",
        "0x4c, 3, false, an undo VDI image holds only what differs from another disk; merge them"
                + " with 'VBoxManage clonemedium'",
        "0x4c, 4, false, a differencing VDI image holds only what differs from another disk; merge"
                + " them with 'VBoxManage clonemedium'",
        "0x1b8, 9, false, a differencing VDI image holds only what differs from another disk; merge"
                + " them with 'VBoxManage clonemedium'",
        "0x154, 513, true, 'VDI header: the table position is 513, not a multiple of 4'",
        "0x178, 0, true, 'VDI header: the block size is 0, not a power of two from 512 on'",
        "0x178, 3072, true, 'VDI header: the block size is 3072, not a power of two from 512 on'",
        "0x180, 4, true, 'VDI header: the disk size is 17384, not that of its 4 blocks at most'",
        "0x174, -1, true, 'VDI header: the disk size is -4294949912, not that of its 5 blocks at"
                + " most'",
    })
    void aHeaderThatCannotBeReadIsRefusedByName(
            String at, int value, boolean isWrong, String message) throws IOException {
        byte[] file = sample(0, -1);
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(Integer.decode(at), value);
        Path image = write(file);
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(
                        isWrong
                                ? WrongContainerException.class
                                : UnsupportedContainerException.class)
                .hasMessage(image + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 511})
    void aHeaderThatIsCutOffIsRefused(int bytes) throws IOException {
        Path image = write(Arrays.copyOf(sample(0, -1), bytes));
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(WrongContainerException.class)
                .hasMessage(image + ": there is no whole VDI header");
    }
}
