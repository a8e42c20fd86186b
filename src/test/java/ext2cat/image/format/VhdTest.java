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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

final class VhdTest {

    private static final int BLOCK = 8192;
    private static final int TABLE_AT = 1536;
    private static final int DATA_AT = 2048;

    /** A block follows the bitmap of its 16 sectors, which fills a sector. */
    private static final int STORED_BYTES = 512 + BLOCK;

    private static final byte[] DATA = OpenedDisk.content(2, BLOCK, 7);
    private static final int SIZE = 3 * BLOCK + 1024;

    @TempDir private Path directory;

    private static byte[] footer(int type, long sizeBytes) {
        ByteBuffer footer = ByteBuffer.allocate(512);
        footer.put("conectix".getBytes(StandardCharsets.US_ASCII)).putInt(2).putInt(0x10000);
        footer.putLong(16, type == 2 ? -1 : 512).putLong(40, sizeBytes).putLong(48, sizeBytes);
        footer.putInt(60, type);
        return summed(footer, 64).array();
    }

    private static ByteBuffer header(int blocks) {
        ByteBuffer header = ByteBuffer.allocate(1024);
        header.put("cxsparse".getBytes(StandardCharsets.US_ASCII)).putLong(-1).putLong(TABLE_AT);
        header.putInt(0x10000).putInt(blocks).putInt(BLOCK);
        header.put(64, "C:\\base.vhd".getBytes(StandardCharsets.UTF_16BE));
        return summed(header, 36);
    }

    private static ByteBuffer summed(ByteBuffer bytes, int at) {
        bytes.putInt(at, 0);
        int sum = 0;
        for (byte one : bytes.array()) {
            sum += one & 0xff;
        }
        return bytes.putInt(at, ~sum);
    }

    /** Blocks 0 and 2 of the disk, the latter first in the file. */
    private static ByteBuffer dynamic(int type, ByteBuffer header) {
        ByteBuffer file = ByteBuffer.allocate(DATA_AT + 2 * STORED_BYTES + 512);
        file.put(footer(type, SIZE)).put(header.array());
        file.putInt((DATA_AT + STORED_BYTES) / 512).putInt(-1).putInt(DATA_AT / 512).putInt(-1);
        file.put(DATA_AT + 512, DATA, BLOCK, BLOCK);
        file.put(DATA_AT + STORED_BYTES + 512, DATA, 0, BLOCK);
        return file.put(DATA_AT + 2 * STORED_BYTES, footer(type, SIZE));
    }

    static byte[] dynamic() {
        return dynamic(3, header(4)).array();
    }

    private static byte[] expected() {
        byte[] disk = new byte[SIZE];
        System.arraycopy(DATA, 0, disk, 0, BLOCK);
        System.arraycopy(DATA, BLOCK, disk, 2 * BLOCK, BLOCK);
        return disk;
    }

    private static byte[] fixed(byte[] disk, byte[] footer) {
        return ByteBuffer.allocate(disk.length + 512).put(disk).put(footer).array();
    }

    private Path write(byte[] file) throws IOException {
        return Files.write(directory.resolve("a.vhd"), file);
    }

    @Test
    void aDynamicDiskIsRead() throws Exception {
        OpenedDisk.check(write(dynamic()), expected());
    }

    @Test
    void aFixedDiskIsToldByItsEnd() throws Exception {
        OpenedDisk.check(write(fixed(expected(), footer(2, SIZE))), expected());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, DATA_AT + 2 * STORED_BYTES})
    void oneOfBothFootersOfADynamicDiskIsEnough(int damagedAt) throws Exception {
        byte[] file = dynamic();
        file[damagedAt + 100] ^= 1;
        OpenedDisk.check(write(file), expected());
    }

    @Test
    void aDynamicDiskIsReadAsFarAsItIsThere() throws IOException {
        byte[] file = Arrays.copyOf(dynamic(), DATA_AT + STORED_BYTES);
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThat(OpenedDisk.read(disk, BLOCK, 2 * BLOCK))
                    .isEqualTo(Arrays.copyOfRange(expected(), BLOCK, 3 * BLOCK));
            assertThatThrownBy(() -> OpenedDisk.read(disk, 0, 1)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void aBlockAtTheFooterIsRefused() throws IOException {
        byte[] file = dynamic();
        ByteBuffer.wrap(file).putInt(TABLE_AT, 0);
        try (BlockDevice disk = OpenedDisk.open(write(file))) {
            assertThatThrownBy(() -> OpenedDisk.read(disk, 7, 1))
                    .isInstanceOf(WrongContainerException.class)
                    .hasMessageEndingWith(
                            "VHD table: the block of byte 7 lies at sector 0, which is the footer");
        }
    }

    @Test
    void aFixedDiskWithAWrongFooterIsRefused() throws IOException {
        byte[] footer = footer(2, SIZE);
        footer[70] ^= 1;
        checkRefused(
                fixed(expected(), footer),
                WrongContainerException.class,
                "the checksum of the VHD footer is wrong");
        checkRefused(
                fixed(expected(), footer(2, SIZE + 1)),
                WrongContainerException.class,
                "VHD footer: the disk has 25601 bytes, which are not before the footer");
        checkRefused(
                fixed(expected(), footer(2, -1)),
                WrongContainerException.class,
                "VHD footer: the disk has -1 bytes, which are not before the footer");
        checkRefused(
                fixed(expected(), footer(6, SIZE)),
                UnsupportedContainerException.class,
                "VHD disks of type 6 are not supported");
    }

    @Test
    void aDifferencingDiskIsRefusedByName() throws IOException {
        checkRefused(
                dynamic(4, header(4)).array(),
                UnsupportedContainerException.class,
                "a differencing VHD holds only what differs from its parent, 'C:\\base.vhd'; merge"
                        + " them first");
    }

    @ParameterizedTest
    @CsvSource({
        "28, 3, 'VHD header: the disk size is 25600, not that of its 3 blocks at most'",
        "32, 256, 'VHD header: the block size is 256, not a power of two from 512 on'",
        "32, 8193, 'VHD header: the block size is 8193, not a power of two from 512 on'",
        "20, 1538, 'VHD header: the table position is 1538, not a multiple of 4'",
        "20, 999996, '0 bytes at byte 999996 are not inside its 19968 bytes'",
        "0, 0, 'there is no whole VHD header at byte 512, or its checksum is wrong'",
    })
    void aHeaderThatMakesNoSenseIsRefused(int at, int value, String message) throws IOException {
        checkRefused(
                dynamic(3, summed(header(4).putInt(at, value), 36)).array(),
                IOException.class,
                message);
    }

    @Test
    void aHeaderWithAWrongChecksumIsRefused() throws IOException {
        checkRefused(
                dynamic(3, header(4).putInt(36, 1)).array(),
                WrongContainerException.class,
                "there is no whole VHD header at byte 512, or its checksum is wrong");
    }

    private void checkRefused(byte[] file, Class<? extends IOException> kind, String message)
            throws IOException {
        Path image = write(file);
        assertThatThrownBy(() -> OpenedDisk.open(image))
                .isInstanceOf(kind)
                .hasMessage(image + ": " + message);
    }
}
