// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.disk.DiskInode;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.disk.InodeFormat;
import ext2cat.disk.Superblock;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** An inode as the fast commits leave it. Its map is written when all changes were made. */
final class ChangedInode {

    private static final int SIZE = 0x4;
    private static final int CTIME = 0xC;
    private static final int DTIME = 0x14;
    private static final int LINKS = 0x1A;
    private static final int BLOCKS = 0x1C;
    private static final int FLAGS = 0x20;
    private static final int BLOCK = 0x28;
    private static final int GENERATION = 0x64;
    private static final int SIZE_HIGH = 0x6C;
    private static final int SECTOR_BYTES = 512;

    private final Volume volume;
    private final long number;
    private final ByteBuffer raw;
    private final Deque<Long> nodes = new ArrayDeque<>();
    private @Nullable BlockRuns runs;
    private boolean mapChanged;

    ChangedInode(Volume volume, long number) throws IOException {
        this.volume = volume;
        this.number = number;
        byte[] bytes = new byte[volume.superblock().inodeSizeBytes()];
        volume.peek(number).disk().bytes().get(0, bytes);
        this.raw = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    long number() {
        return number;
    }

    int generation() {
        return raw.getInt(GENERATION);
    }

    /** Its bytes now. */
    byte[] bytes() {
        return raw.array();
    }

    DiskInode disk() {
        return DiskInode.of(raw.array().clone(), number, InodeFormat.of(volume.superblock()));
    }

    FileType type() {
        return FileType.ofMode(Short.toUnsignedInt(raw.getShort(0)));
    }

    boolean has(InodeFlag flag) {
        return (raw.getInt(FLAGS) & flag.bit()) != 0;
    }

    void set(InodeFlag flag, boolean isSet) {
        long others = raw.getInt(FLAGS) & ~flag.bit();
        raw.putInt(FLAGS, (int) (isSet ? others | flag.bit() : others));
    }

    /** Whether Linux finds a file here (ext4_iget). */
    boolean isInUse() {
        boolean reserved =
                number < volume.superblock().firstInode() && number != Superblock.ROOT_INODE;
        return !reserved && links() != 0 && type() != FileType.UNKNOWN;
    }

    int links() {
        return Short.toUnsignedInt(raw.getShort(LINKS));
    }

    void setLinks(int links) {
        raw.putShort(LINKS, (short) links);
    }

    long sizeBytes() {
        return disk().sizeBytes();
    }

    void setSizeBytes(long size) {
        raw.putInt(SIZE, (int) size).putInt(SIZE_HIGH, (int) (size >> 32));
    }

    /**
     * Takes what a fast commit has of it: all but the map, unless the inode itself holds the
     * contents (ext4_fc_replay_inode).
     */
    void take(byte[] bytes) {
        int length = Math.min(bytes.length, raw.capacity());
        raw.put(0, bytes, 0, BLOCK);
        raw.put(GENERATION, bytes, GENERATION, length - GENERATION);
        if (has(InodeFlag.EXTENTS)) {
            if (runs == null && (raw.getShort(BLOCK) & 0xFFFF) != ExtentTree.MAGIC) {
                clearMap();
            }
        } else if (has(InodeFlag.INLINE_DATA)
                || type() != FileType.REGULAR && type() != FileType.DIRECTORY) {
            raw.put(BLOCK, bytes, BLOCK, GENERATION - BLOCK);
            runs = null;
            mapChanged = false;
        }
    }

    /** The last name is gone, and so are the contents (ext4_evict_inode). */
    void delete(UsedMarks marks) throws IOException {
        if (disk().hasMap()) {
            for (BlockRuns.Run run : runs().merged()) {
                marks.blocks(run.diskBlock(), run.blocks(), false);
            }
            for (long node : nodes) {
                marks.blocks(node, 1, false);
            }
            nodes.clear();
            clearMap();
        }
        marks.inode(number, false, type() == FileType.DIRECTORY);
        setSizeBytes(0);
        int now = raw.getInt(CTIME); // the last change that is known
        raw.putInt(DTIME, now == 0 ? 1 : now).putInt(BLOCKS, 0);
    }

    /** From now on it has no blocks, and extents for those that it gets. */
    void clearMap() {
        raw.put(BLOCK, new byte[GENERATION - BLOCK]);
        set(InodeFlag.EXTENTS, true);
        set(InodeFlag.INLINE_DATA, false);
        runs = new BlockRuns();
        mapChanged = true;
    }

    /** Where its blocks lie, to be looked at. */
    BlockRuns runs() throws IOException {
        BlockRuns known = runs;
        if (known == null) {
            known = new BlockRuns();
            load(known);
            runs = known;
        }
        return known;
    }

    /** Where its blocks lie, to be changed. */
    BlockRuns runsToChange() throws IOException {
        BlockRuns known = runs();
        mapChanged = true;
        return known;
    }

    /** Counts blocks that it got. */
    void addBlocks(long blocks) {
        if (!has(InodeFlag.HUGE_FILE)) {
            long sectors = blocks * (volume.blockSizeBytes() / SECTOR_BYTES);
            raw.putInt(BLOCKS, (int) (raw.getInt(BLOCKS) + sectors));
        }
    }

    private void load(BlockRuns into) throws IOException {
        new Inode(volume, disk())
                .walkMap(
                        new PassedNodes(0),
                        new MapVisitor() {

                            @Override
                            public void data(long fileBlock, long diskBlock, long blocks) {
                                into.put(new BlockRuns.Run(fileBlock, diskBlock, blocks, false));
                            }

                            @Override
                            public void unwritten(long fileBlock, long diskBlock, long blocks) {
                                into.put(new BlockRuns.Run(fileBlock, diskBlock, blocks, true));
                            }

                            @Override
                            public boolean node(NodeRef node) {
                                nodes.add(node.diskBlock());
                                return true;
                            }

                            @Override
                            public void damage(MapDamage damage) throws IOException {
                                throw damage.thrown(number);
                            }
                        });
    }

    /** Writes its map, if that changed, into the inode and into blocks. */
    void writeMap(ChangedBlocks blocks) throws IOException {
        BlockRuns changed = runs;
        if (!mapChanged || changed == null) {
            return;
        }
        mapChanged = false;
        byte[] root =
                ExtentTree.write(
                        changed.merged(),
                        volume.blockSizeBytes(),
                        node -> {
                            blocks.checksums().extentNode(number, generation(), node);
                            long block = nodes.isEmpty() ? newNode(blocks) : nodes.removeFirst();
                            blocks.write(block, node);
                            return block;
                        });
        set(InodeFlag.EXTENTS, true);
        raw.put(BLOCK, Arrays.copyOf(root, GENERATION - BLOCK));
    }

    private long newNode(ChangedBlocks blocks) throws IOException {
        addBlocks(volume.superblock().clusterBlocks());
        return blocks.free();
    }
}
