// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.disk.CorruptImageException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The map of ext4: a tree of extents (ext4_ext_map_blocks).
 *
 * <p>Each node is a header of 12 bytes and entries of 12 bytes. The root is the 60 bytes of i_block
 * and has room for 4 entries; every other node is a block, of 4 KiB with room for 340. An entry of
 * a leaf is an extent: a run of at most 32,768 file blocks that lie side by side on disk. An entry
 * of another node says with which file block a node below begins; that one covers the file up to
 * where its neighbour begins. Between extents are holes.
 *
 * <p>A node is refused as a whole if its entries are not in order, as Linux does: which of them is
 * wrong cannot be told (ext4_ext_check).
 */
final class ExtentMap extends FileMap {

    /** EXT_MAX_BLOCKS, and one: file blocks have numbers of 32 bits. */
    private static final long MAX_BLOCKS = 1L << 32;

    /**
     * EXT4_MAX_EXTENT_DEPTH: with 340 entries a node, five levels map more than a file can hold.
     */
    private static final int MAX_DEPTH = 5;

    private static final String LEAF_TEXT = "extent leaf";
    private static final String INDEX_TEXT = "extent index";

    /** What a node of level 1, 2, … is called. */
    private static final List<BlockUse> USES =
            List.of(
                    BlockUse.map(1, LEAF_TEXT),
                    BlockUse.map(2, INDEX_TEXT),
                    BlockUse.map(3, INDEX_TEXT),
                    BlockUse.map(4, INDEX_TEXT),
                    BlockUse.map(5, INDEX_TEXT));

    private final byte[] rootBytes;
    private final NodeCheck check;

    /**
     * A map of extents.
     *
     * @param inode the inode's number, for messages
     * @param rootBytes i_block: 60 bytes, in which the tree begins
     * @param cache reads the other nodes
     * @param range the blocks that the tree may name
     * @param check judges the other nodes
     */
    ExtentMap(long inode, byte[] rootBytes, BufferCache cache, BlockRange range, NodeCheck check) {
        super(inode, cache, range);
        this.check = check;
        this.rootBytes = rootBytes;
    }

    @Override
    public long maxBlocks() {
        return MAX_BLOCKS;
    }

    /** Cannot be told: blocks may be set aside and not written, and no depth is the right one. */
    @Override
    public long wholeBlocks(long sizeBlocks) {
        return Long.MAX_VALUE;
    }

    @Override
    MapNode root() throws CorruptImageException {
        String where = "inode %d, the root of its extents".formatted(inode());
        ByteBuffer bytes = ByteBuffer.wrap(rootBytes).order(ByteOrder.LITTLE_ENDIAN);
        ExtentHeader header = ExtentHeader.decode(bytes, where);
        if (header.depth() > MAX_DEPTH) {
            throw CorruptImageException.at(
                    where, "depth %d is not from 0 to %d", header.depth(), MAX_DEPTH);
        }
        return node(header, bytes, 0, MAX_BLOCKS, where);
    }

    @Override
    void verify(NodeRef ref, byte[] block) throws IOException {
        check.verify(ref, block);
    }

    @Override
    MapNode node(NodeRef ref, BufferHead block) throws CorruptImageException {
        String where =
                "inode %d, file block %d: %s block %d"
                        .formatted(inode(), ref.firstFileBlock(), ref.use(), ref.diskBlock());
        ByteBuffer bytes = block.littleEndian();
        ExtentHeader header = ExtentHeader.decode(bytes, where);
        if (header.depth() != ref.use().level() - 1) {
            throw CorruptImageException.at(
                    where, "depth %d is not %d", header.depth(), ref.use().level() - 1);
        }
        return node(header, bytes, ref.firstFileBlock(), ref.blocks(), where);
    }

    private static MapNode node(
            ExtentHeader header, ByteBuffer bytes, long first, long blocks, String where)
            throws CorruptImageException {
        return header.depth() == 0
                ? ExtentLeaf.decode(bytes, header.entries(), first, blocks, where)
                : ExtentIndex.decode(
                        bytes,
                        header.entries(),
                        USES.get(header.depth() - 1),
                        first,
                        blocks,
                        where);
    }
}
