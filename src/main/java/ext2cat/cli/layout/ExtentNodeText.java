// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import java.io.IOException;
import java.io.Writer;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a block of a tree of extents says, right or not: nothing of it is verified. */
final class ExtentNodeText {

    private static final int ENTRY_BYTES = 12;
    private static final int MOST_WRITTEN_BLOCKS = 1 << 15;

    private ExtentNodeText() {}

    /** A line for the header, and one for each entry that the block has room for. */
    static void write(MemorySegment block, Writer out) throws IOException {
        ByteBuffer node = block.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int entries = u16(node, 2);
        int depth = u16(node, 6);
        out.write(
                "  magic number 0x%04x, %d entries of at most %d, depth %d\n"
                        .formatted(u16(node, 0), entries, u16(node, 4), depth));
        int room = node.limit() / ENTRY_BYTES - 1;
        for (int i = 1; i <= Math.min(entries, room); i++) {
            out.write(depth == 0 ? extent(node, i * ENTRY_BYTES) : index(node, i * ENTRY_BYTES));
        }
    }

    private static String extent(ByteBuffer node, int at) {
        int length = u16(node, at + 4);
        boolean written = length <= MOST_WRITTEN_BLOCKS;
        int count = written ? length : length - MOST_WRITTEN_BLOCKS;
        long disk = u32(node, at + 8) | (long) u16(node, at + 6) << 32;
        return "  file blocks %s: %s%s\n"
                .formatted(
                        run(u32(node, at), count), run(disk, count), written ? "" : ", unwritten");
    }

    private static String index(ByteBuffer node, int at) {
        long disk = u32(node, at + 4) | (long) u16(node, at + 8) << 32;
        return "  from file block %d on: block %d\n".formatted(u32(node, at), disk);
    }

    private static String run(long first, int count) {
        return count == 1 ? Long.toString(first) : first + "-" + (first + count - 1);
    }

    private static int u16(ByteBuffer node, int at) {
        return Short.toUnsignedInt(node.getShort(at));
    }

    private static long u32(ByteBuffer node, int at) {
        return Integer.toUnsignedLong(node.getInt(at));
    }
}
