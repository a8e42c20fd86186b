// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;

/** A part of a file as memory: the pages of the image if it lies there in one run, or a copy. */
final class FileMapping {

    private FileMapping() {}

    /**
     * Maps or copies.
     *
     * @param contents of the inode, for a copy
     * @param from the first byte
     * @param size how many bytes, all of them before the end of the file
     * @param arena when it ends, the memory does
     */
    static MemorySegment of(Inode inode, Contents contents, long from, long size, Arena arena)
            throws IOException {
        OptionalLong place = size == 0 ? OptionalLong.empty() : place(inode, from, from + size);
        if (place.isPresent()) {
            Optional<MemorySegment> pages =
                    inode.volume().device().map(place.getAsLong(), size, arena);
            if (pages.isPresent()) {
                return pages.get();
            }
        }
        return copy(contents, from, size, arena);
    }

    /** Where on the device the bytes lie, if side by side. */
    private static OptionalLong place(Inode inode, long from, long end) throws IOException {
        if (!inode.hasMap()) {
            return OptionalLong.empty();
        }
        Volume volume = inode.volume();
        int blockBits = volume.blockBits();
        GetBlock map = inode.getBlock(volume.cache());
        long first = from >> blockBits;
        long endBlock = (end - 1 >> blockBits) + 1;
        long start = 0;
        for (long at = first; at < endBlock; ) {
            Mapping run = map.getBlock(at, endBlock - at);
            if (!(run instanceof Mapping.Mapped mapped)) {
                return OptionalLong.empty();
            }
            if (at == first) {
                start = mapped.diskBlock();
            } else if (mapped.diskBlock() != start + (at - first)) {
                return OptionalLong.empty();
            }
            at += mapped.count();
        }
        return OptionalLong.of((start << blockBits) + (from - (first << blockBits)));
    }

    private static MemorySegment copy(Contents contents, long from, long size, Arena arena)
            throws IOException {
        MemorySegment memory;
        try {
            memory = arena.allocate(size);
        } catch (OutOfMemoryError e) {
            throw new IOException("%d bytes are more than memory has room for".formatted(size), e);
        }
        contents.read(from, memory);
        return memory.asReadOnly();
    }
}
