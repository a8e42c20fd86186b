// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes runs of blocks as a tree of extents: what {@code map.ExtentMap} reads. */
final class ExtentTree {

    static final int MAGIC = 0xF30A;

    private static final int ENTRY_BYTES = 12;
    private static final int ROOT_ENTRIES = 4;
    private static final int MOST_BLOCKS = 1 << 15;

    /** An extent of so many more blocks is unwritten, so one has a block less at most. */
    private static final int UNWRITTEN = 1 << 15;

    /** Takes the nodes of the tree that are blocks. */
    interface Nodes {

        /** {@return where the node lies from now on} */
        long write(byte[] node) throws IOException;
    }

    private ExtentTree() {}

    /** The 60 bytes for the inode. */
    static byte[] write(List<BlockRuns.Run> runs, int blockSizeBytes, Nodes nodes)
            throws IOException {
        List<byte[]> level = extents(runs);
        int room = blockSizeBytes / ENTRY_BYTES - 1;
        int depth = 0;
        while (level.size() > ROOT_ENTRIES) {
            List<byte[]> above = new ArrayList<>();
            for (int from = 0; from < level.size(); from += room) {
                List<byte[]> part = level.subList(from, Math.min(level.size(), from + room));
                long block = nodes.write(node(part, room, depth, blockSizeBytes));
                above.add(
                        words(new byte[ENTRY_BYTES])
                                .putInt(0, words(part.getFirst()).getInt(0))
                                .putInt(4, (int) block)
                                .putShort(8, (short) (block >> 32))
                                .array());
            }
            level = above;
            depth++;
        }
        return node(level, ROOT_ENTRIES, depth, ENTRY_BYTES * (ROOT_ENTRIES + 1));
    }

    private static List<byte[]> extents(List<BlockRuns.Run> runs) {
        List<byte[]> extents = new ArrayList<>();
        for (BlockRuns.Run run : runs) {
            int most = run.unwritten() ? MOST_BLOCKS - 1 : MOST_BLOCKS;
            for (long at = run.fileBlock(); at < run.end(); at += most) {
                BlockRuns.Run rest = run.from(at);
                int length = (int) Math.min(most, rest.blocks());
                extents.add(
                        words(new byte[ENTRY_BYTES])
                                .putInt(0, (int) at)
                                .putShort(
                                        4, (short) (run.unwritten() ? length + UNWRITTEN : length))
                                .putShort(6, (short) (rest.diskBlock() >> 32))
                                .putInt(8, (int) rest.diskBlock())
                                .array());
            }
        }
        return extents;
    }

    private static byte[] node(List<byte[]> entries, int room, int depth, int sizeBytes) {
        ByteBuffer node = words(new byte[sizeBytes]);
        node.putShort((short) MAGIC).putShort((short) entries.size());
        node.putShort((short) room).putShort((short) depth).putInt(0);
        entries.forEach(node::put);
        return node.array();
    }

    private static ByteBuffer words(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
