// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.dirent.DirentCursor;
import ext2cat.disk.xattr.InlineData;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** A directory whose entries lie in its inode: those in i_block, then those in an attribute. */
final class InlineDirectory implements DirectoryBlocks {

    private final Queue<byte[]> parts = new ArrayDeque<>(2);
    private int passed;

    private InlineDirectory() {}

    static InlineDirectory of(DiskInode directory, boolean typed) throws IOException {
        InlineData data = InlineData.of(directory);
        InlineDirectory blocks = new InlineDirectory();
        blocks.parts.add(data.firstEntries(typed));
        blocks.parts.add(data.otherEntries());
        return blocks;
    }

    @Override
    public Step next(DirentCursor cursor) {
        byte[] part = parts.poll();
        if (part == null) {
            return Step.END;
        }
        cursor.start(MemorySegment.ofArray(part), passed++);
        return Step.BLOCK;
    }

    @Override
    public CorruptImageException hole() {
        throw new IllegalStateException("no block of an inode is a hole");
    }

    @Override
    public void blockIsDamaged() {}

    @Override
    public Optional<CorruptImageException> sizeFlaw() {
        return Optional.empty();
    }
}
