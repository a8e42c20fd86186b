// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class GroupDescriptorTest {

    @Test
    void aDescriptorOf32BytesHasTheLowHalves() {
        assertThat(GroupDescriptor.decode(table(), 32, 32))
                .isEqualTo(
                        new GroupDescriptor(
                                0xA3A2A1A0L,
                                0xA7A6A5A4L,
                                0xABAAA9A8L,
                                0xADAC,
                                0xAFAE,
                                0xB1B0,
                                0xB3B2,
                                0xBDBC,
                                0xBFBE));
    }

    @Test
    void aDescriptorOf64BytesHasBothHalves() {
        assertThat(GroupDescriptor.decode(table(), 32, 64))
                .isEqualTo(
                        new GroupDescriptor(
                                0xC3C2C1C0_A3A2A1A0L,
                                0xC7C6C5C4_A7A6A5A4L,
                                0xCBCAC9C8_ABAAA9A8L,
                                0xCDCC_ADACL,
                                0xCFCE_AFAEL,
                                0xD1D0_B1B0L,
                                0xB3B2,
                                0xD3D2_BDBCL,
                                0xBFBE));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 19_875})
    void anInodeTableWithinTheFileSystemIsGood(long block) throws Exception {
        withInodeTable(block).verifyInodeTable(layout(), 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 19_876, 20_000, 0xFFFFFFFFL, -1})
    void anInodeTableElsewhereIsAnError(long block) throws Exception {
        assertThatThrownBy(() -> withInodeTable(block).verifyInodeTable(layout(), 2))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "group 2: inode table of 125 blocks from block "
                                + Long.toUnsignedString(block)
                                + " on is not within blocks 2 to 19999");
    }

    private static GroupLayout layout() throws Exception {
        return GroupLayout.of(new SuperblockBytes().verified());
    }

    private static GroupDescriptor withInodeTable(long block) {
        return new GroupDescriptor(3, 4, block, 0, 0, 0, 0, 0, 0);
    }

    /** 96 bytes, of which byte 32 + i is 0xA0 + i. */
    private static MemorySegment table() {
        ByteBuffer bytes = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 64; i++) {
            bytes.put(32 + i, (byte) (0xA0 + i));
        }
        return MemorySegment.ofBuffer(bytes);
    }
}
