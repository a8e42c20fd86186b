// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.xattr.XattrReader;
import ext2cat.disk.xattr.XattrValues;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

final class XattrReaderTest {

    @Test
    void aBlockHoldsNamesUpwardsAndValuesDownwards() throws Exception {
        ByteBuffer block =
                entry(entry(block(), 32, 1, "comment", 1020, 4), 56, 6, "selinux", 1000, 20);
        text(text(block, 1020, "text"), 1000, "system_u:object_r:x\0");
        List<Xattr> xattrs = inBlock(block);
        assertThat(xattrs)
                .extracting(Xattr::fullName)
                .containsExactly("user.comment", "security.selinux");
        assertThat(xattrs.get(0).value()).asString().isEqualTo("text");
        assertThat(xattrs.get(1).value()).asString().isEqualTo("system_u:object_r:x\0");
        assertThat(xattrs.get(0)).hasToString("user.comment (4 bytes)");
        assertThat(xattrs.get(0).nameIndex()).isEqualTo(1);
        assertThat(xattrs.get(0).name()).isEqualTo(FileName.of("comment"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, x, user.x",
        "2, '', system.posix_acl_access",
        "3, '', system.posix_acl_default",
        "4, x, trusted.x",
        "5, x, lustre.x",
        "6, x, security.x",
        "7, x, system.x",
        "8, '', system.richacl",
        "10, translator, gnu.translator",
        "0, x, unknown-0.x",
        "255, x, unknown-255.x",
    })
    void theIndexStandsForTheBeginningOfTheName(int index, String name, String fullName)
            throws Exception {
        assertThat(inBlock(entry(block(), 32, index, name, 0, 0)))
                .extracting(Xattr::fullName)
                .containsExactly(fullName);
    }

    @Test
    void anInodeCountsValuesFromItsFirstEntry() throws Exception {
        // 128 + 32 bytes of fields, 4 of magic number: the first entry is at 164, the end at 256.
        ByteBuffer area = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        area.putInt(0, 0xEA020000);
        text(entry(area, 4, 1, "a", 88, 4), 4 + 88, "here");
        List<Xattr> xattrs = XattrReader.inInode(inode(32, area), XattrValues.NONE);
        assertThat(xattrs).extracting(Xattr::fullName).containsExactly("user.a");
        assertThat(xattrs.get(0).value()).asString().isEqualTo("here");
    }

    @Test
    void anInodeWithoutTheMagicNumberHasNone() throws Exception {
        ByteBuffer area = ByteBuffer.allocate(96).order(ByteOrder.LITTLE_ENDIAN);
        area.putInt(0, 0xEA020001);
        assertThat(XattrReader.inInode(inode(32, area), XattrValues.NONE)).isEmpty();
        area.putInt(0, 0xEA020000);
        assertThat(XattrReader.inInode(inode(32, area), XattrValues.NONE))
                .as("no entries")
                .isEmpty();
        assertThat(XattrReader.inInode(inode(128, ByteBuffer.allocate(0)), XattrValues.NONE))
                .isEmpty();
        assertThat(
                        XattrReader.inInode(
                                new InodeBytes(128).decode(new SuperblockBytes()),
                                XattrValues.NONE))
                .isEmpty();
    }

    @Test
    void anEmptyValueMayHaveAnyOffset() throws Exception {
        assertThat(inBlock(entry(block(), 32, 1, "x", 0xFFFF, 0)).get(0).value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1020 | 5          | 0 | a value of 5 bytes from byte 1020 on reaches beyond the 1024 bytes there are
                    1024 | 1          | 0 | a value of 1 bytes from byte 1024 on reaches beyond the 1024 bytes there are
                    32   | 4294967295 | 0 | a value of 4294967295 bytes from byte 32 on reaches beyond the 1024 bytes there are
                    0    | 4          | 9 | value in inode 9, without the feature ea_inode
                    """)
    void aValueElsewhereIsAnError(int offset, long size, int inode, String message) {
        ByteBuffer block = entry(block(), 32, 1, "x", offset, (int) size).putInt(36, inode);
        assertThatThrownBy(() -> inBlock(block))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "inode 12, extended attributes in block 99, entry at byte 0x20: "
                                + message);
    }

    /** Otherwise a block of 64 KiB, a thousand entries of one value, would be 32 MiB. */
    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096, 65536})
    void valuesThatAreLongerTogetherThanTheBlockOverlap(int blockBytes) throws Exception {
        ByteBuffer block = block(blockBytes);
        int half = blockBytes / 2;
        entry(entry(block, 32, 1, "one", half, half), 52, 1, "two", half, half);
        assertThat(inBlock(block)).extracting(xattr -> xattr.value().length).containsOnly(half);
        entry(block, 72, 1, "many", blockBytes - 4, 4);
        assertThatThrownBy(() -> inBlock(block))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "inode 12, extended attributes in block 99, entry at byte 0x48: with this"
                                + " one, the values have %d bytes, of %d there are: they overlap",
                        blockBytes + 4, blockBytes);
    }

    @Test
    void aBlockOfSomethingElseIsAnError() {
        assertThatThrownBy(() -> inBlock(block().putInt(0, 0x1234)))
                .hasMessage(
                        "inode 12, extended attributes in block 99: magic number 0x00001234 is not"
                                + " 0xea020000");
        assertThatThrownBy(() -> inBlock(block().putInt(8, 2)))
                .hasMessage(
                        "inode 12, extended attributes in block 99: a length of 2 blocks is not 1");
    }

    @Test
    void entriesWithoutAnEndAreAnError() {
        ByteBuffer block = block();
        for (int at = 32; at < 1024; at += 32) {
            entry(block, at, 1, "sixteen letters!", 0, 0);
        }
        assertThatThrownBy(() -> inBlock(block))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "inode 12, extended attributes in block 99, entry at byte 0x3e0: a name of"
                                + " 16 bytes leaves no room for the end mark");
    }

    @Test
    void theEndMarkMayBeTheLastBytes() throws Exception {
        ByteBuffer area = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
        area.putInt(0, 0xEA020000);
        entry(area, 4, 1, "four", 0, 0);
        assertThat(XattrReader.inInode(inode(100, area), XattrValues.NONE)).hasSize(1);
    }

    @Test
    void aNameThatLeavesTheInodeIsAnError() {
        ByteBuffer area = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        area.putInt(0, 0xEA020000).putInt(4, 0x000001FF);
        assertThatThrownBy(() -> XattrReader.inInode(inode(120, area), XattrValues.NONE))
                .isInstanceOf(CorruptImageException.class)
                .hasMessage(
                        "inode 12, extended attributes in the inode, entry at byte 0x0: a name of"
                                + " 255 bytes leaves no room for the end mark");
    }

    @Test
    void anInodeNeedsRoomForAnEndMark() throws Exception {
        ByteBuffer area = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        area.putInt(0, 0xEA020000);
        assertThat(XattrReader.inInode(inode(124, area), XattrValues.NONE)).isEmpty();
    }

    private static List<Xattr> inBlock(ByteBuffer block) throws Exception {
        return XattrReader.inBlock(MemorySegment.ofBuffer(block), 99, 12, XattrValues.NONE);
    }

    /** An inode of 256 bytes with that i_extra_isize, and {@code area} behind it. */
    private static DiskInode inode(int extra, ByteBuffer area) throws Exception {
        return new InodeBytes(256)
                .u16(InodeLayout.EXTRA_ISIZE, extra)
                .bytes(128 + extra, area.array())
                .decode(new SuperblockBytes());
    }

    /** A block of 1 KiB with a header and no entries. */
    private static ByteBuffer block() {
        return block(1024);
    }

    private static ByteBuffer block(int blockBytes) {
        ByteBuffer block = ByteBuffer.allocate(blockBytes).order(ByteOrder.LITTLE_ENDIAN);
        return block.putInt(0, 0xEA020000).putInt(4, 1).putInt(8, 1);
    }

    private static ByteBuffer entry(
            ByteBuffer bytes, int at, int index, String name, int valueOffset, int valueSize) {
        bytes.put(at, (byte) name.length()).put(at + 1, (byte) index);
        bytes.putShort(at + 2, (short) valueOffset).putInt(at + 8, valueSize);
        return text(bytes, at + 16, name);
    }

    private static ByteBuffer text(ByteBuffer bytes, int at, String text) {
        return bytes.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
