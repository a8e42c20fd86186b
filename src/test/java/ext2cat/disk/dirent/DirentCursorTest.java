// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.IncompatFeature;
import ext2cat.disk.SuperblockBytes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

final class DirentCursorTest {

    @Test
    void entriesComeInTheOrderOfTheBlock() throws Exception {
        Block block =
                new Block(64)
                        .entry(2, 12, ".", 2)
                        .entry(2, 12, "..", 2)
                        .entry(12, 16, "file", 1)
                        .entry(13, 24, "a longer name", 7);
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(block.segment(), 0);
        assertThat(all(cursor))
                .containsExactly(
                        new Dirent(2, FileType.DIRECTORY, FileName.DOT),
                        new Dirent(2, FileType.DIRECTORY, FileName.DOT_DOT),
                        new Dirent(12, FileType.REGULAR, FileName.of("file")),
                        new Dirent(13, FileType.SYMLINK, FileName.of("a longer name")));
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void withoutFiletypeTheTypeIsUnknown() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes().without(IncompatFeature.FILETYPE));
        cursor.start(new Block(12).entry(12, 12, "a", 1).segment(), 0);
        assertThat(all(cursor)).containsExactly(new Dirent(12, FileType.UNKNOWN, FileName.of("a")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNKNOWN",
        "1, REGULAR",
        "2, DIRECTORY",
        "3, CHARACTER_DEVICE",
        "4, BLOCK_DEVICE",
        "5, FIFO",
        "6, SOCKET",
        "7, SYMLINK",
        "8, UNKNOWN",
        "222, UNKNOWN",
        "255, UNKNOWN"
    })
    void theTypeIsNamed(int value, FileType type) throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(12).entry(12, 12, "a", value).segment(), 0);
        assertThat(all(cursor)).extracting(Dirent::fileType).containsExactly(type);
        assertThat(FileType.ofMode(type.modeBits() | 07777)).isEqualTo(type);
    }

    @Test
    void unusedEntriesAreSkippedUnlessAskedFor() throws Exception {
        Block block = new Block(48).entry(0, 12, "x", 1).entry(12, 12, "a", 1).entry(0, 24, "", 0);
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(block.segment(), 0);
        assertThat(all(cursor)).extracting(Dirent::inode).containsExactly(12L);
        cursor.start(block.segment(), 0);
        List<String> slots = new ArrayList<>();
        while (cursor.nextSlot()) {
            slots.add(cursor.offsetBytes() + "+" + cursor.recLen() + " " + cursor.inode());
        }
        assertThat(slots).containsExactly("0+12 0", "12+12 12", "24+24 0");
    }

    @Test
    void theBlocksOfAHashIndexLookUnused() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        // Its root: the tables lie behind the name of "..", whose entry reaches to the end.
        Block root = new Block(1024).entry(2, 12, ".", 2).entry(2, 1012, "..", 2);
        root.bytes.putInt(28, 0x00000801).putInt(32, 0x0002007b);
        cursor.start(root.segment(), 0);
        assertThat(all(cursor))
                .extracting(Dirent::name)
                .containsExactly(FileName.DOT, FileName.DOT_DOT);
        // A node: one unused entry of the whole block.
        Block node = new Block(1024).entry(0, 1024, "", 0);
        node.bytes.putInt(8, 0x0003007c);
        cursor.start(node.segment(), 1);
        assertThat(all(cursor)).isEmpty();
    }

    @Test
    void theChecksumAtTheEndOfABlockLooksUnused() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(24).entry(12, 12, "a", 1).entry(0, 12, "", 0xDE).segment(), 0);
        assertThat(all(cursor)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 0xFFFF})
    void anEntryOfAWholeBlockOf64KibDoesNotFitRecLen(int stored) throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(65536).entry(12, stored, "a", 1).segment(), 0);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.recLen()).isEqualTo(65536);
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aNameIsComparedWithoutACopy() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(16).entry(12, 16, "name", 1).segment(), 0);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.hasName(FileName.of("name"))).isTrue();
        assertThat(cursor.hasName(FileName.of("nam"))).isFalse();
        assertThat(cursor.hasName(FileName.of("names"))).isFalse();
        assertThat(cursor.hasName(FileName.of("naMe"))).isFalse();
    }

    @Test
    void theLongestNameHas255Bytes() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(264).entry(12, 264, "n".repeat(255), 1).segment(), 0);
        assertThat(all(cursor)).extracting(entry -> entry.name().length()).containsExactly(255);
    }

    @Test
    void anEntryMayFitItsNameExactlyAndTheInodeBeTheLast() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(12).entry(3000, 12, "four", 1).segment(), 0);
        assertThat(all(cursor)).extracting(Dirent::inode).containsExactly(3000L);
    }

    @Test
    void theSmallerBlockAfterALargerOneEndsWhereItEnds() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(24).entry(12, 12, "a", 1).entry(13, 12, "b", 1).segment(), 0);
        assertThat(all(cursor)).hasSize(2);
        cursor.start(new Block(12).entry(14, 12, "c", 1).segment(), 1);
        assertThat(all(cursor)).extracting(Dirent::inode).containsExactly(14L);
        cursor.start(MemorySegment.ofArray(new byte[0]), 2);
        assertThat(cursor.next()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12   |    0 | a     | rec_len 0 is less than 12
                    12   |    7 | a     | rec_len 7 is less than 12
                    12   |    8 | a     | rec_len 8 is less than 12
                    12   |   13 | a     | rec_len 13 is not a multiple of 4
                    12   |   14 | a     | rec_len 14 is not a multiple of 4
                    12   |   44 | a     | rec_len 44 reaches beyond the 40 bytes left in the block
                    12   | 65535| a     | rec_len 65535 is not a multiple of 4
                    """)
    void aChainThatBreaksIsNamed(int inode, int recLen, String name, String message)
            throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        Block block =
                new Block(64)
                        .entry(2, 12, ".", 2)
                        .entry(2, 12, "..", 2)
                        .entry(inode, recLen, name, 1);
        cursor.start(block.segment(), 0);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(cursor::next)
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("directory inode 2, file block 0, offset 0x18: " + message);
        assertThat(cursor.next()).as("there is no way on").isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12   |   12 | abcde | rec_len 12 is less than 16, which a name of 5 bytes needs
                    3001 |   16 | a     | 'a' leads to inode 3001, expected a number up to 3000 that is not reserved
                    -1   |   16 | a     | 'a' leads to inode 4294967295, expected a number up to 3000 that is not reserved
                    1    |   16 | a     | 'a' leads to inode 1, expected a number up to 3000 that is not reserved
                    10   |   16 | a     | 'a' leads to inode 10, expected a number up to 3000 that is not reserved
                    12   |   16 | a/b   | no file can have the name 'a\\x2fb' (inode 12)
                    12   |   16 | a\0b  | no file can have the name 'a\\x00b' (inode 12)
                    12   |   16 | ''    | no file can have the name '' (inode 12)
                    12   |   16 | ..    | no file can have the name '..' (inode 12)
                    12   |   16 | .     | no file can have the name '.' (inode 12)
                    """)
    void anEntryThatMakesNoSenseIsPassedOver(int inode, int recLen, String name, String message)
            throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        Block block =
                new Block(52 + recLen)
                        .entry(2, 12, ".", 2)
                        .entry(2, 12, "..", 2)
                        .entry(inode, recLen, name, 1)
                        .entry(13, 28, "sound", 1);
        cursor.start(block.segment(), 0);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(cursor::next)
                .isInstanceOf(CorruptImageException.class)
                .hasMessage("directory inode 2, file block 0, offset 0x18: " + message);
        assertThat(cursor.isBroken()).isFalse();
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.name()).isEqualTo(FileName.of("sound"));
        assertThat(cursor.next()).isFalse();
        // A search judges only what it finds.
        cursor.start(block.segment(), 0);
        assertThat(cursor.find(FileName.of("sound"))).isTrue();
        cursor.start(block.segment(), 0);
        assertThat(cursor.find(FileName.of("none"))).isFalse();
    }

    @Test
    void anUnusedEntryMayHaveAnyName() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        Block block = new Block(28).entry(0, 16, "too long for it", 1).entry(12, 12, "a", 1);
        cursor.start(block.segment(), 0);
        assertThat(all(cursor)).extracting(Dirent::inode).containsExactly(12L);
    }

    @Test
    void dotsAreTheFirstTwoEntriesOfADirectory() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(24).entry(2, 12, ".", 2).entry(2, 12, "..", 2).segment(), 1);
        assertThatThrownBy(cursor::next).hasMessageContaining("no file can have the name '.'");
        assertThatThrownBy(cursor::next).hasMessageContaining("no file can have the name '..'");
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void aSearchFollowsARecLenThatListingsDoNot() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        Block block = new Block(30).entry(12, 18, "odd", 1).entry(13, 12, "b", 1);
        cursor.start(block.segment(), 0);
        assertThat(cursor.find(FileName.of("b"))).isTrue();
        cursor.start(block.segment(), 0);
        assertThatThrownBy(() -> cursor.find(FileName.of("c")))
                .hasMessage(
                        "directory inode 2, file block 0, offset 0x0: rec_len 18 is not a multiple"
                                + " of 4");
        assertThat(cursor.isBroken()).isTrue();
        assertThat(cursor.find(FileName.of("c"))).isFalse();
    }

    @Test
    void anEntryShorterThanItsNameMayHaveEachNameThatItBeginsWith() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        Block block = new Block(28).entry(12, 16, "a name, too long", 1).entry(13, 12, "b", 1);
        for (String name : List.of("a", "a na", "a name, ")) {
            cursor.start(block.segment(), 0);
            assertThatThrownBy(() -> cursor.find(FileName.of(name)))
                    .hasMessageContaining("which a name of 16 bytes needs");
        }
        cursor.start(block.segment(), 0);
        assertThat(cursor.find(FileName.of("a name, too long"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8})
    void entriesMustFillTheBlock(int left) throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        cursor.start(new Block(12 + left).entry(12, 12, "a", 1).segment(), 0);
        assertThat(cursor.next()).isTrue();
        assertThatThrownBy(cursor::next)
                .hasMessage(
                        "directory inode 2, file block 0, offset 0xc: "
                                + left
                                + " bytes are left, too few for an entry of 12");
    }

    @Test
    void noBlockIsLargerThan64Kib() throws Exception {
        DirentCursor cursor = cursor(new SuperblockBytes());
        MemorySegment large = MemorySegment.ofArray(new byte[65537]);
        assertThatThrownBy(() -> cursor.start(large, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a directory block of 65537 bytes");
    }

    private static DirentCursor cursor(SuperblockBytes superblock) throws Exception {
        return DirentCursor.of(superblock.verified(), 2);
    }

    private static List<Dirent> all(DirentCursor cursor) throws CorruptImageException {
        List<Dirent> entries = new ArrayList<>();
        while (cursor.next()) {
            entries.add(cursor.dirent());
        }
        return entries;
    }

    /** A block that is filled with entries from its start on. */
    private static final class Block {

        private final ByteBuffer bytes;
        private int end;

        Block(int sizeBytes) {
            bytes = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        Block entry(int inode, int recLen, String name, int fileType) {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(end, inode);
            bytes.putShort(end + 4, (short) recLen);
            bytes.put(end + 6, (byte) nameBytes.length);
            bytes.put(end + 7, (byte) fileType);
            int room = Math.min(nameBytes.length, bytes.capacity() - end - 8);
            bytes.put(end + 8, nameBytes, 0, room);
            end += recLen;
            return this;
        }

        MemorySegment segment() {
            return MemorySegment.ofBuffer(bytes);
        }
    }
}
