// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.disk.CorruptImageException;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.Arrays;

/**
 * Looks blocks up in a map (ext2_get_block, with get_branch): goes down the tree to the leaf that
 * covers a block, and keeps it, so that it goes down again only for blocks elsewhere.
 *
 * <p>A node at a second place is an error, and so is the data block that is one more than the file
 * system has: the map repeats.
 */
class MapReader implements GetBlock {

    private final FileMap map;
    private final TablePlaces places = new TablePlaces();
    private MapNode.Leaf leaf = new MapNode.Absent(0, 0);

    /** The blocks for which that leaf is the place to look, perhaps some before those it covers. */
    private long leafStart;

    private long leafEnd;

    /** The nodes on the way down to the leaf, its own block last. */
    private long[] chain = new long[0];

    /**
     * Before this file block, {@link #mappedBlocks} are mapped; or more, if some were not asked
     * for.
     */
    private long countedEnd;

    private long mappedBlocks;

    MapReader(FileMap map) {
        this.map = map;
    }

    @Override
    public final Mapping getBlock(long fileBlock, long maxBlocks) throws IOException {
        if (fileBlock < leafStart || fileBlock >= leafEnd) {
            findLeaf(fileBlock);
        }
        Mapping mapping = leaf.at(fileBlock, maxBlocks);
        // No switch over the types: each JVM that meets one takes tens of milliseconds to link it.
        if (mapping instanceof Mapping.Mapped run) {
            try {
                return verify(fileBlock, run);
            } catch (CorruptImageException e) {
                return lost(fileBlock, run.count(), e).at(fileBlock, maxBlocks);
            }
        }
        return mapping;
    }

    /**
     * Answers what stands for a part of the file that cannot be mapped. Here it is an error.
     *
     * @throws IOException {@code why}, unless there is something that stands for it
     */
    MapNode.Leaf lost(long firstFileBlock, long blocks, IOException why) throws IOException {
        throw why;
    }

    @Override
    public final Known knownWith(long fileBlock) {
        return leaf.isTakenWhole() && fileBlock >= leafStart && fileBlock < leafEnd
                ? new Known(leaf.firstFileBlock(), leaf.firstFileBlock() + leaf.blocks())
                : Known.NOTHING;
    }

    /** Goes down the tree (get_branch). */
    private void findLeaf(long fileBlock) throws IOException {
        if (fileBlock >= map.maxBlocks()) {
            throw new CorruptImageException(
                    "inode %d: file block %d is beyond the last one that its map can address, %d"
                            .formatted(map.inode(), fileBlock, map.maxBlocks() - 1));
        }
        long[] way = new long[0];
        MapNode node = map.root();
        while (!(node instanceof MapNode.Leaf found)) {
            if (node instanceof NodeRef ref) {
                try {
                    verify(ref, fileBlock, way);
                    node = map.read(ref);
                } catch (IOException e) {
                    node = lost(ref.firstFileBlock(), ref.blocks(), e);
                }
                way = Arrays.copyOf(way, way.length + 1);
                way[way.length - 1] = ref.diskBlock();
            } else {
                node = ((MapNode.Index) node).child(fileBlock);
            }
        }
        leaf = found;
        leafStart = Math.min(fileBlock, found.firstFileBlock());
        leafEnd = found.firstFileBlock() + found.blocks();
        chain = way;
    }

    private void verify(NodeRef ref, long fileBlock, long[] way) throws CorruptImageException {
        if (!map.range().contains(ref.diskBlock(), 1)) {
            throw damage(
                    ref, fileBlock, "which is outside the file system (blocks %s)", map.range());
        }
        for (long above : way) {
            if (above == ref.diskBlock()) {
                throw damage(ref, fileBlock, "which leads to itself");
            }
        }
        long place = places.meet(ref.diskBlock(), ref.firstFileBlock());
        if (place != ref.firstFileBlock()) {
            throw damage(
                    ref,
                    ref.firstFileBlock(),
                    "which maps file block %d already: the map repeats",
                    place);
        }
    }

    private CorruptImageException damage(
            NodeRef ref, long fileBlock, String why, Object... values) {
        return new CorruptImageException(
                "inode %d: the %s block of file block %d is said to be block %d, %s"
                        .formatted(
                                map.inode(),
                                ref.use(),
                                fileBlock,
                                ref.diskBlock(),
                                why.formatted(values)));
    }

    /** The run as far as it makes sense. */
    private Mapping.Mapped verify(long fileBlock, Mapping.Mapped run) throws CorruptImageException {
        long first = run.diskBlock();
        if (!map.range().contains(first, 1)) {
            throw new CorruptImageException(
                    "inode %d: file block %d points to block %d, which is outside the file system (blocks %s)"
                            .formatted(map.inode(), fileBlock, first, map.range()));
        }
        long count = lengthOutsideChain(first, Math.min(run.count(), map.range().end() - first));
        if (count == 0) {
            throw new CorruptImageException(
                    "inode %d: file block %d points to block %d, an indirect block of the same map"
                            .formatted(map.inode(), fileBlock, first));
        }
        countMapped(fileBlock, count);
        return count == run.count() ? run : new Mapping.Mapped(first, count, false);
    }

    /** How many of the {@code count} blocks come before the first that leads to the leaf. */
    private long lengthOutsideChain(long diskBlock, long count) {
        long length = count;
        for (long node : chain) {
            if (node >= diskBlock && node - diskBlock < length) {
                length = node - diskBlock;
            }
        }
        return length;
    }

    /** Counts the blocks that are mapped, as far as they are asked for from front to back. */
    private void countMapped(long fileBlock, long count) throws CorruptImageException {
        long end = fileBlock + count;
        if (end <= countedEnd) {
            return;
        }
        BlockRange range = map.range();
        long mapped = mappedBlocks + Math.min(count, end - countedEnd);
        // Nothing is counted then, so that whoever asks again hears the same.
        if (mapped > range.end() - range.first()) {
            throw new CorruptImageException(
                    "inode %d: up to file block %d it has %d blocks, more than the file system (blocks %s): the map repeats"
                            .formatted(map.inode(), end - 1, mapped, range));
        }
        mappedBlocks = mapped;
        countedEnd = end;
    }
}
