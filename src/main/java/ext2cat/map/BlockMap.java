// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.bio.BlockUse;
import ext2cat.mpage.Mapping;

import java.util.List;

/**
 * The map of ext2 and ext3: direct and indirect blocks.
 *
 * <p>An inode has 15 pointers. The first 12 point to data; the others point to blocks full of
 * pointers, one, two and three levels deep. With p pointers to a block, file blocks 0 to 11 are
 * direct, the next p are behind pointer 12, the next p² behind pointer 13, the next p³ behind
 * pointer 14. For 1 KiB blocks p is 256: file block 268 = 12 + 256 is the first behind the double
 * indirect block (ext2_block_to_path).
 *
 * <p>A run never passes the end of a table of pointers. When it reaches the table's last pointer,
 * the answer carries BH_Boundary: the next block needs another indirect block.
 */
public final class BlockMap extends FileMap {

    /** How many of an inode's pointers point to data. */
    public static final int NDIR_BLOCKS = 12;

    /** The pointer to the double indirect block. */
    public static final int DIND_BLOCK = NDIR_BLOCKS + 1;

    /** Levels of indirect blocks. */
    public static final int LEVELS = 3;

    /** How many pointers an inode has. */
    public static final int N_BLOCKS = NDIR_BLOCKS + LEVELS;

    /** What an indirect block of level 1, 2 and 3 is called, everywhere. */
    private static final List<BlockUse> USES =
            List.of(BlockUse.map(1, "IND"), BlockUse.map(2, "DIND"), BlockUse.map(3, "TIND"));

    private final int pointerBits;
    private final Root root;

    /**
     * A map of pointers.
     *
     * @param inode the inode's number, for messages
     * @param blockPointers i_block: 15 pointers, 0 for a hole
     * @param cache reads indirect blocks
     * @param range the blocks that pointers may name
     */
    public BlockMap(long inode, long[] blockPointers, BufferCache cache, BlockRange range) {
        super(inode, cache, range);
        if (blockPointers.length != N_BLOCKS) {
            throw new IllegalArgumentException(blockPointers.length + " pointers instead of 15");
        }
        this.pointerBits = Integer.numberOfTrailingZeros(cache.blockSizeBytes() / Integer.BYTES);
        this.root = new Root(blockPointers.clone());
    }

    /**
     * {@return what the indirect block of a level is called}
     *
     * @param level 1 single, 2 double, 3 triple
     */
    public static BlockUse use(int level) {
        return USES.get(level - 1);
    }

    @Override
    public long maxBlocks() {
        return root.blocks();
    }

    @Override
    public long wholeBlocks(long sizeBlocks) {
        long tables = 0;
        long left = sizeBlocks - NDIR_BLOCKS;
        for (int level = 1; level <= LEVELS && left > 0; level++) {
            long mapped = Math.min(left, covered(level));
            for (int above = 1; above <= level; above++) {
                tables += (mapped - 1 >> above * pointerBits) + 1;
            }
            left -= mapped;
        }
        return sizeBlocks + tables;
    }

    @Override
    MapNode root() {
        return root;
    }

    @Override
    MapNode node(NodeRef ref, BufferHead block) {
        int level = ref.use().level();
        return level == 1
                ? new Table(ref.firstFileBlock(), ref.blocks(), block.pointers())
                : new Tables(ref.firstFileBlock(), ref.blocks(), level, block);
    }

    /** How many file blocks an indirect block of that level covers: p, p² or p³, at most 2^42. */
    private long covered(int level) {
        return 1L << level * pointerBits;
    }

    private MapNode below(int level, long firstFileBlock, long pointer) {
        return pointer == 0
                ? new MapNode.Absent(firstFileBlock, covered(level))
                : new NodeRef(use(level), firstFileBlock, covered(level), pointer);
    }

    /** The inode's pointers. */
    private final class Root implements MapNode.Index {

        private final long[] pointers;
        private final Table direct;

        Root(long[] pointers) {
            this.pointers = pointers;
            int[] first = new int[NDIR_BLOCKS];
            for (int slot = 0; slot < first.length; slot++) {
                first[slot] = (int) pointers[slot]; // 32 bits
            }
            this.direct = new Table(0, NDIR_BLOCKS, first);
        }

        @Override
        public long firstFileBlock() {
            return 0;
        }

        @Override
        public long blocks() {
            return NDIR_BLOCKS + covered(1) + covered(2) + covered(3);
        }

        @Override
        public MapNode child(long fileBlock) {
            if (fileBlock < NDIR_BLOCKS) {
                return direct;
            }
            long first = NDIR_BLOCKS;
            int level = 1;
            while (fileBlock - first >= covered(level)) {
                first += covered(level);
                level++;
            }
            return below(level, first, pointers[NDIR_BLOCKS - 1 + level]);
        }
    }

    /** A double or triple indirect block. */
    private final class Tables implements MapNode.Index {

        private final long firstFileBlock;
        private final long blocks;
        private final int level;
        private final BufferHead block;

        Tables(long firstFileBlock, long blocks, int level, BufferHead block) {
            this.firstFileBlock = firstFileBlock;
            this.blocks = blocks;
            this.level = level;
            this.block = block;
        }

        @Override
        public long firstFileBlock() {
            return firstFileBlock;
        }

        @Override
        public long blocks() {
            return blocks;
        }

        @Override
        public MapNode child(long fileBlock) {
            long index = fileBlock - firstFileBlock >> (level - 1) * pointerBits;
            // Below p, at most 2^14.
            return below(
                    level - 1,
                    firstFileBlock + index * covered(level - 1),
                    block.pointer((int) index));
        }
    }

    /**
     * Pointers to data: the inode's direct ones, or a single indirect block.
     *
     * @param pointers block pointers, unsigned; at least {@code blocks}
     */
    private record Table(long firstFileBlock, long blocks, int[] pointers) implements MapNode.Leaf {

        /** The run of adjacent blocks, or of null pointers, in this table (ext2_get_blocks). */
        @Override
        public Mapping at(long fileBlock, long maxBlocks) {
            int index = (int) (fileBlock - firstFileBlock); // below blocks, at most 2^14
            int length = runLength(index, (int) Math.min(maxBlocks, blocks - index));
            long first = Integer.toUnsignedLong(pointers[index]);
            if (first == 0) {
                return new Mapping.Hole(length);
            }
            // After the last pointer there is, the comparison would begin again at 0.
            long count = Math.min(length, (1L << Integer.SIZE) - first);
            return new Mapping.Mapped(first, count, index + count == blocks);
        }

        /**
         * How many pointers from {@code from} on name adjacent blocks, or are all 0.
         *
         * <p>A plain loop with little in it: most of a short command's mapping is done here, before
         * the JVM has compiled anything.
         *
         * @param limit the largest answer, at least 1
         */
        private int runLength(int from, int limit) {
            int end = from + limit;
            int step = pointers[from] == 0 ? 0 : 1;
            int expected = pointers[from] + step;
            int at = from + 1;
            while (at < end && pointers[at] == expected) {
                at++;
                expected += step;
            }
            return at - from;
        }
    }
}
