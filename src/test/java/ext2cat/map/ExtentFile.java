// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BioSubmitter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A file that an {@link ExtentMap} maps, on a disk of random bytes: 40 extents of 1 to 5 blocks in
 * a tree of five levels below the root. Every fifth is unwritten, and after every third is a hole.
 */
public final class ExtentFile {

    /** A run of blocks. */
    public record Extent(long fileBlock, long blocks, long diskBlock, boolean written) {}

    /** A node on the disk, and the first file block that it covers. */
    private record Node(long firstFileBlock, long diskBlock) {}

    /** log2 of the size of a block. */
    public static final int BLOCK_BITS = 10;

    private static final int EXTENTS = 40;
    private static final int PER_NODE = 2;
    private static final long FIRST_NODE = 900;

    private final TinyImage disk = new TinyImage(1 << BLOCK_BITS, 1000, 5);
    private final List<Extent> extents = new ArrayList<>();
    private final long sizeBlocks;

    /** The file, always the same. */
    public ExtentFile() {
        long fileBlock = 0;
        for (int i = 0; i < EXTENTS; i++) {
            int blocks = 1 + i % 5;
            // Neither in a row nor in order, and away from where nodes are put.
            long diskBlock = 100 + (i * 7 % EXTENTS) * 10;
            extents.add(new Extent(fileBlock, blocks, diskBlock, i % 5 != 2));
            fileBlock += blocks + (i % 3 == 2 ? 4 : 0);
        }
        this.sizeBlocks = fileBlock + 3;
    }

    /** How many blocks its size takes: the last three are a hole. */
    public long sizeBlocks() {
        return sizeBlocks;
    }

    /** The size in bytes, a few less than all its blocks have. */
    public long sizeBytes() {
        return (sizeBlocks << BLOCK_BITS) - 10;
    }

    /** The extents, in the order of the file. */
    public List<Extent> extents() {
        return extents;
    }

    /** The disk. */
    public TinyImage disk() {
        return disk;
    }

    /** The map, with nothing read; its nodes lie in blocks 900 and after. */
    public FileMap map(BioSubmitter submitter) {
        return map(submitter, root());
    }

    /** A map that begins with these bytes. */
    public FileMap map(BioSubmitter submitter, byte[] rootBytes) {
        return new ExtentMap(
                7,
                rootBytes,
                new BufferCache(submitter, 1 << BLOCK_BITS, 1 << 20),
                disk.range(),
                (_, _) -> {});
    }

    /** i_block: the root, after the nodes below it were put on the disk. */
    public byte[] root() {
        long next = FIRST_NODE;
        List<Node> nodes = new ArrayList<>();
        for (int at = 0; at < extents.size(); at += PER_NODE) {
            ByteBuffer leaf = node(disk.buffer(next), PER_NODE, 0);
            for (int i = 0; i < PER_NODE; i++) {
                putExtent(leaf, i, extents.get(at + i));
            }
            nodes.add(new Node(extents.get(at).fileBlock(), next++));
        }
        int depth = 1;
        while (nodes.size() > PER_NODE) {
            List<Node> above = new ArrayList<>();
            for (int at = 0; at < nodes.size(); at += PER_NODE) {
                List<Node> below = nodes.subList(at, Math.min(at + PER_NODE, nodes.size()));
                putIndex(disk.buffer(next), below, depth);
                above.add(new Node(below.getFirst().firstFileBlock(), next++));
            }
            nodes = above;
            depth++;
        }
        byte[] root = new byte[60];
        putIndex(ByteBuffer.wrap(root).order(ByteOrder.LITTLE_ENDIAN), nodes, depth);
        return root;
    }

    /** Writes the header of a node. */
    static ByteBuffer node(ByteBuffer bytes, int entries, int depth) {
        bytes.putShort(0, (short) 0xF30A);
        bytes.putShort(2, (short) entries);
        bytes.putShort(4, (short) ((bytes.limit() - 12) / 12));
        bytes.putShort(6, (short) depth);
        return bytes;
    }

    private static void putExtent(ByteBuffer leaf, int entry, Extent extent) {
        int at = 12 + 12 * entry;
        leaf.putInt(at, (int) extent.fileBlock());
        leaf.putShort(at + 4, (short) (extent.blocks() + (extent.written() ? 0 : 32768)));
        leaf.putShort(at + 6, (short) (extent.diskBlock() >> 32));
        leaf.putInt(at + 8, (int) extent.diskBlock());
    }

    private static void putIndex(ByteBuffer index, List<Node> below, int depth) {
        node(index, below.size(), depth);
        for (int i = 0; i < below.size(); i++) {
            int at = 12 + 12 * i;
            index.putInt(at, (int) below.get(i).firstFileBlock());
            index.putInt(at + 4, (int) below.get(i).diskBlock());
            index.putShort(at + 8, (short) (below.get(i).diskBlock() >> 32));
        }
    }

    /** Where a file block lies, whatever it reads as; 0 for a hole. */
    public long diskBlock(long fileBlock) {
        for (Extent extent : extents) {
            long into = fileBlock - extent.fileBlock();
            if (into >= 0 && into < extent.blocks()) {
                return extent.diskBlock() + into;
            }
        }
        return 0;
    }

    /** Whether a file block is data. */
    public boolean isData(long fileBlock) {
        return extents.stream()
                .anyMatch(
                        extent ->
                                extent.written()
                                        && fileBlock >= extent.fileBlock()
                                        && fileBlock - extent.fileBlock() < extent.blocks());
    }
}
