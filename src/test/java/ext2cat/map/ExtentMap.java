// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Another kind of map, as ext4's extents are one: a tree of any depth, whose leaves hold runs of
 * blocks and whose other nodes hold the first file block of each node below. Its nodes are read
 * from the disk, but what they hold stands in memory.
 */
public final class ExtentMap extends FileMap {

    /** A run of blocks. */
    public record Extent(long fileBlock, long blocks, long diskBlock, boolean written) {}

    /** A node, and for a leaf what it holds. */
    private record Entry(long firstFileBlock, int level, long diskBlock) {}

    private static final long MAX_BLOCKS = 1L << 32;

    private final Map<Long, List<Entry>> indexes = new HashMap<>();
    private final Map<Long, List<Extent>> leaves = new HashMap<>();
    private final List<Entry> root;

    /**
     * A tree as low as it can be.
     *
     * @param perNode how many entries a node has room for, the root too
     * @param allocator where to put the next node
     */
    public ExtentMap(
            BufferCache cache,
            BlockRange range,
            List<Extent> extents,
            int perNode,
            LongSupplier allocator) {
        super(7, cache, range);
        List<Entry> nodes = new ArrayList<>();
        for (List<Extent> some : pieces(extents, perNode)) {
            long block = allocator.getAsLong();
            leaves.put(block, some);
            nodes.add(new Entry(some.getFirst().fileBlock(), 1, block));
        }
        for (int level = 2; nodes.size() > perNode; level++) {
            List<Entry> above = new ArrayList<>();
            for (List<Entry> some : pieces(nodes, perNode)) {
                long block = allocator.getAsLong();
                indexes.put(block, some);
                above.add(new Entry(some.getFirst().firstFileBlock(), level, block));
            }
            nodes = above;
        }
        this.root = nodes;
    }

    private static <T> List<List<T>> pieces(List<T> all, int size) {
        List<List<T>> pieces = new ArrayList<>();
        for (int at = 0; at < all.size(); at += size) {
            pieces.add(List.copyOf(all.subList(at, Math.min(at + size, all.size()))));
        }
        return pieces;
    }

    /** Makes the root's last node one that lies elsewhere. */
    public void misplaceLast(long diskBlock) {
        Entry last = root.removeLast();
        root.add(new Entry(last.firstFileBlock(), last.level(), diskBlock));
    }

    @Override
    public long maxBlocks() {
        return MAX_BLOCKS;
    }

    @Override
    public long wholeBlocks(long sizeBlocks) {
        return Long.MAX_VALUE;
    }

    @Override
    MapNode root() {
        return new Index(0, MAX_BLOCKS, root);
    }

    @Override
    MapNode node(NodeRef ref, BufferHead block) throws IOException {
        if (ref.use().level() == 1 && leaves.containsKey(ref.diskBlock())) {
            return new Leaf(ref.firstFileBlock(), ref.blocks(), leaves.get(ref.diskBlock()));
        }
        if (ref.use().level() > 1 && indexes.containsKey(ref.diskBlock())) {
            return new Index(ref.firstFileBlock(), ref.blocks(), indexes.get(ref.diskBlock()));
        }
        throw new IOException("block " + ref.diskBlock() + " is no node");
    }

    private record Index(long firstFileBlock, long blocks, List<Entry> entries)
            implements MapNode.Index {

        @Override
        public MapNode child(long fileBlock) {
            long end = firstFileBlock + blocks;
            for (Entry entry : entries.reversed()) {
                long first = entry.firstFileBlock();
                if (fileBlock >= first) {
                    String text = entry.level() == 1 ? "leaf" : "index";
                    return new NodeRef(
                            BlockUse.map(entry.level(), text),
                            first,
                            end - first,
                            entry.diskBlock());
                }
                end = first;
            }
            return new MapNode.Absent(firstFileBlock, end - firstFileBlock);
        }
    }

    private record Leaf(long firstFileBlock, long blocks, List<Extent> extents)
            implements MapNode.Leaf {

        @Override
        public Mapping at(long fileBlock, long maxBlocks) {
            long end = firstFileBlock + blocks;
            for (Extent extent : extents.reversed()) {
                long into = fileBlock - extent.fileBlock();
                if (into >= extent.blocks()) {
                    break;
                }
                if (into >= 0) {
                    long count = Math.min(maxBlocks, extent.blocks() - into);
                    return extent.written()
                            ? new Mapping.Mapped(extent.diskBlock() + into, count, false)
                            : new Mapping.Unwritten(extent.diskBlock() + into, count);
                }
                end = extent.fileBlock();
            }
            return new Mapping.Hole(Math.min(maxBlocks, end - fileBlock));
        }
    }
}
