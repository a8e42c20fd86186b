// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** A block of fast commits, written tag by tag. */
final class FastBlock {

    private final ByteBuffer block;
    private CRC32C crc;

    FastBlock(int sizeBytes) {
        this(sizeBytes, begun());
    }

    private FastBlock(int sizeBytes, CRC32C crc) {
        this.block = ByteBuffer.allocate(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
        this.crc = crc;
    }

    /** The next block, in which a commit goes on. */
    FastBlock next() {
        return new FastBlock(block.capacity(), crc);
    }

    ByteBuffer bytes() {
        return block.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    FastBlock tag(int kind, byte[] value) {
        int start = block.position();
        block.putShort((short) kind).putShort((short) value.length).put(value);
        crc.update(block.array(), start, block.position() - start);
        return this;
    }

    FastBlock head(int features, int transaction) {
        return tag(9, words(8).putInt(features).putInt(transaction).array());
    }

    FastBlock addRange(int inode, int fileBlock, long diskBlock, int length) {
        ByteBuffer value = words(16).putInt(inode).putInt(fileBlock).putShort((short) length);
        return tag(1, value.putShort((short) (diskBlock >> 32)).putInt((int) diskBlock).array());
    }

    FastBlock removeRange(int inode, int fileBlock, int blocks) {
        return tag(2, words(12).putInt(inode).putInt(fileBlock).putInt(blocks).array());
    }

    FastBlock entry(int kind, int directory, int inode, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return tag(
                kind, words(8 + bytes.length).putInt(directory).putInt(inode).put(bytes).array());
    }

    FastBlock inode(int inode, byte[] bytes) {
        return tag(6, words(4 + bytes.length).putInt(inode).put(bytes).array());
    }

    FastBlock pad(int bytes) {
        return tag(7, new byte[bytes]);
    }

    FastBlock padToEnd() {
        return pad(block.remaining() - 4);
    }

    /** A tail, which takes the rest of the block. */
    FastBlock tail(int transaction) {
        int start = block.position();
        block.putShort((short) 8).putShort((short) (block.remaining() - 2)).putInt(transaction);
        crc.update(block.array(), start, 8);
        block.putInt(~(int) crc.getValue()).position(block.limit());
        crc = begun();
        return this;
    }

    private static ByteBuffer words(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The register of a crc32c is 0 after these bytes. */
    private static CRC32C begun() {
        CRC32C crc = new CRC32C();
        crc.update(new byte[] {-1, -1, -1, -1});
        return crc;
    }
}
