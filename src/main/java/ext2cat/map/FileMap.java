// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the blocks of one file lie: a tree whose root is in the inode and whose other nodes are
 * blocks of the disk. It is followed in two ways: {@link #getBlock} looks one place up and fails
 * where the tree is damaged; {@link #walk} goes through all of it, on after damage too.
 *
 * <p>A kind of map is a subclass that says what its root is and what a block of the tree holds. It
 * reads nothing and judges no pointer: that is done here, once for all kinds.
 */
public abstract class FileMap {

    private final long inode;
    private final BufferCache cache;
    private final BlockRange range;

    /**
     * A map of a file.
     *
     * @param inode the inode's number, for messages
     * @param cache reads the nodes
     * @param range the blocks that the tree may name
     */
    FileMap(long inode, BufferCache cache, BlockRange range) {
        this.inode = inode;
        this.cache = cache;
        this.range = range;
    }

    /**
     * {@return the map of an inode}
     *
     * @param inode the inode, which has a map
     * @param cache reads and keeps the nodes
     * @param range the blocks that the map may name
     * @param check judges the nodes that have a checksum
     */
    public static FileMap of(
            DiskInode inode, BufferCache cache, BlockRange range, NodeCheck check) {
        return inode.isMappedByExtents()
                ? new ExtentMap(inode.number(), inode.blockArea(), cache, range, check)
                : new BlockMap(inode.number(), inode.blockPointers(), cache, range);
    }

    /** {@return the file blocks that such a map can address: 0 to before this} */
    public abstract long maxBlocks();

    /**
     * {@return how many blocks a file without holes takes, those of its map included: one that has
     * as many is whole} {@link Long#MAX_VALUE} if that cannot be told.
     *
     * @param sizeBlocks how many blocks its size takes
     */
    public abstract long wholeBlocks(long sizeBlocks);

    /**
     * The part of the tree that is in the inode, over all file blocks there can be.
     *
     * @throws CorruptImageException if the inode holds no such tree
     */
    abstract MapNode root() throws CorruptImageException;

    /**
     * What a block of the tree holds.
     *
     * @param ref what led to it; each node that it leads to has a lower level
     * @throws IOException if the block is no such node
     */
    abstract MapNode node(NodeRef ref, BufferHead block) throws IOException;

    /**
     * Judges a block that was read by its checksum; in most trees it has none.
     *
     * @throws IOException if it is not to be followed
     */
    void verify(NodeRef ref, byte[] block) throws IOException {}

    /**
     * {@return a way to look blocks up} It remembers where it was last, so it is not for several
     * threads.
     *
     * <p>A map that repeats is damage to it, though Linux reads that: with one indirect block at a
     * thousand places, three blocks make a file of 4 TiB.
     */
    public final GetBlock getBlock() {
        return new MapReader(this);
    }

    /**
     * {@return a way to look blocks up that answers a hole where {@link #getBlock()} fails}
     *
     * @param lost hears of each part that cannot be mapped, perhaps more than once
     */
    public final GetBlock getBlock(Lost lost) {
        return new MapReader(this) {
            @Override
            MapNode.Leaf lost(long firstFileBlock, long blocks, IOException why) {
                lost.lost(firstFileBlock, blocks, why);
                return new MapNode.Absent(firstFileBlock, blocks);
            }
        };
    }

    /**
     * Goes through the whole map in the order of the file, whatever the file's size: blocks after
     * its end are seen too, and what is not visited is a hole.
     *
     * @param visitor takes the runs, the nodes and the damage
     * @throws IOException what {@code visitor} throws
     */
    public final void walk(MapVisitor visitor) throws IOException {
        walk(new PassedNodes(0), visitor);
    }

    /**
     * Goes through this map as one of many.
     *
     * @param passed the nodes that were entered so far
     * @param visitor takes the runs, the nodes and the damage
     * @throws IOException what {@code visitor} throws
     */
    public final void walk(PassedNodes passed, MapVisitor visitor) throws IOException {
        new MapWalk(this, passed, visitor).walk();
    }

    /**
     * Visits the parts of the map that begin in the inode, each with the block that is read first.
     * Parts that are holes are left out.
     *
     * @param visitor takes the parts, in the order of the file
     * @throws CorruptImageException if the inode holds no such tree
     */
    public final void forEachPart(PartVisitor visitor) throws CorruptImageException {
        MapNode root = root();
        long end = root.firstFileBlock() + root.blocks();
        for (long at = root.firstFileBlock(); at < end; ) {
            MapNode part = root instanceof MapNode.Index index ? index.child(at) : root;
            long first = firstDiskBlock(part);
            if (first != 0) {
                visitor.part(part.firstFileBlock(), part.blocks(), first);
            }
            at = part.firstFileBlock() + part.blocks();
        }
    }

    /**
     * {@return the block that is read first of those that the file has, or 0 if it has none}
     *
     * @throws CorruptImageException if the inode holds no such tree
     */
    public final long firstDiskBlock() throws CorruptImageException {
        AtomicLong found = new AtomicLong();
        forEachPart((_, _, diskBlock) -> found.compareAndSet(0, diskBlock));
        return found.get();
    }

    /** Judges a block of the tree by its bytes, before they are followed. */
    @FunctionalInterface
    public interface NodeCheck {

        /**
         * A node was read.
         *
         * @param ref what led to it
         * @param bytes all its bytes, which are not to be changed
         * @throws IOException if it is not to be followed
         */
        void verify(NodeRef ref, byte[] bytes) throws IOException;
    }

    /** Hears what cannot be mapped. */
    @FunctionalInterface
    public interface Lost {

        /**
         * A part of the file has no place on the disk that could be told.
         *
         * @param fileBlock the first file block of the part
         * @param blocks how many there are, perhaps some after the end of the file
         * @param why what is wrong
         */
        void lost(long fileBlock, long blocks, IOException why);
    }

    /** Takes what {@link #forEachPart} finds. */
    @FunctionalInterface
    public interface PartVisitor {

        /**
         * {@code blocks} file blocks, for which {@code diskBlock} is read first.
         *
         * @param fileBlock the first file block of the part
         * @param blocks how many file blocks it covers
         * @param diskBlock a block of data or of pointers
         */
        void part(long fileBlock, long blocks, long diskBlock);
    }

    private static long firstDiskBlock(MapNode part) {
        if (part instanceof NodeRef ref) {
            return ref.diskBlock();
        }
        long end = part.firstFileBlock() + part.blocks();
        for (long at = part.firstFileBlock(); part instanceof MapNode.Leaf leaf && at < end; ) {
            Mapping mapping = leaf.at(at, end - at);
            if (mapping instanceof Mapping.Mapped mapped) {
                return mapped.diskBlock();
            }
            at += mapping.count();
        }
        return 0; // no block of a file: the superblock lies there, or before it
    }

    /** The inode's number. */
    final long inode() {
        return inode;
    }

    /** The blocks that the tree may name. */
    final BlockRange range() {
        return range;
    }

    /** Reads the block of a node, which lies in {@link #range}. */
    final MapNode read(NodeRef ref) throws IOException {
        BufferHead block = cache.bread(ref.diskBlock(), ref.use(), ref.firstFileBlock());
        if (!block.isVerified()) {
            verify(ref, block.bytes());
            block.setVerified();
        }
        return node(ref, block);
    }
}
