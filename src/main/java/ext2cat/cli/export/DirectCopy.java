// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.bio.Page;
import ext2cat.bio.destination.ScatterDestination.Holes;
import ext2cat.mm.KernelModel;
import ext2cat.mm.Machine;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.Task;
import ext2cat.mm.UserPages;
import ext2cat.mm.UserSegment;
import ext2cat.mm.direct.DirectRead;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;

/**
 * Copies a file of an image into memory that is all zeros, as a mapped new file is: its data is
 * read straight there, its holes are leapt over and leave the memory untouched.
 */
final class DirectCopy {

    /** How much of the memory is mapped to be pinned at a time: 64 MiB. */
    private static final long MAPPED_BYTES = 64 << 20;

    private final Contents contents;
    private final MemorySegment memory;

    /**
     * A copy not begun.
     *
     * @param memory as long as the file; begins at a page
     */
    DirectCopy(Contents contents, MemorySegment memory) {
        this.contents = contents;
        this.memory = memory;
    }

    /**
     * Copies everything.
     *
     * @param progress is told how many bytes are done
     * @throws IOException if a block cannot be mapped or read, or the memory cannot be written to
     */
    void run(LongConsumer progress) throws IOException {
        try (Machine machine = new Machine(KernelModel.LINUX_6_1);
                MemoryMap map = new MemoryMap(machine)) {
            DirectRead read = new DirectRead(new UserPages(map, new Task()), contents, Holes.LEFT);
            long position = contents.nextData(0);
            while (position < contents.sizeBytes()) {
                long start = position & -Page.SIZE_BYTES;
                long sizeBytes = Math.min(MAPPED_BYTES, contents.sizeBytes() - start);
                MemorySegment mapped = memory.asSlice(start, sizeBytes);
                new UserSegment(machine, mapped).map(map);
                long end = start + sizeBytes;
                long intoMapped = position - start;
                long done = read.read(position, mapped.address() + intoMapped, end - position);
                if (done != end - position) {
                    throw new IOException("only %d bytes could be pinned".formatted(done));
                }
                map.munmap(mapped.address(), sizeBytes + Page.SIZE_BYTES - 1 >> Page.SHIFT);
                progress.accept(end);
                position = contents.nextData(end);
            }
        }
    }
}
