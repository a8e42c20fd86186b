// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.bio.Page;
import ext2cat.bio.ScatterDestination.Holes;
import ext2cat.mm.DirectRead;
import ext2cat.mm.KernelModel;
import ext2cat.mm.Machine;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.NativeMemory;
import ext2cat.mm.Task;
import ext2cat.mm.UserPages;
import ext2cat.mm.UserSegment;
import ext2cat.mpage.StreamReader;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Copies a file of an image into memory that is all zeros, as a mapped new file is: its data is
 * read straight there, its holes are leapt over and leave the memory untouched.
 *
 * <p>The memory of long runs of data is brought in before, many pages with one call. A fault for
 * each page takes longer than to fill it.
 */
final class DirectCopy {

    /**
     * How much of the memory is mapped and brought in at a time: as much as is pinned at a time,
     * and no more than fits into the processor's cache.
     */
    private static final long MAPPED_BYTES = 4 << 20;

    /** Linking the native calls takes as long as the faults of so many bytes. */
    private static final long MANY_BYTES = 32 << 20;

    /** A shorter run of data is left to its faults. */
    private static final long LONG_RUN_BYTES = 1 << 16;

    private final StreamReader file;
    private final MemorySegment memory;

    /**
     * A copy not begun.
     *
     * @param memory as long as the file; begins at a page
     */
    DirectCopy(StreamReader file, MemorySegment memory) {
        this.file = file;
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
            Optional<NativeMemory> nativeMemory =
                    file.sizeBytes() < MANY_BYTES
                            ? Optional.empty()
                            : Optional.of(new NativeMemory());
            DirectRead read = new DirectRead(new UserPages(map, new Task()), file, Holes.LEFT);
            long position = file.nextData(0);
            while (position < file.sizeBytes()) {
                long start = position & -Page.SIZE_BYTES;
                long sizeBytes = Math.min(MAPPED_BYTES, file.sizeBytes() - start);
                MemorySegment mapped = memory.asSlice(start, sizeBytes);
                map.mmap(new UserSegment(machine, mapped).request());
                long end = start + sizeBytes;
                if (nativeMemory.isPresent()) {
                    populate(nativeMemory.get(), position, end);
                }
                long intoMapped = position - start;
                long done = read.read(position, mapped.address() + intoMapped, end - position);
                if (done != end - position) {
                    throw new IOException("only %d bytes could be pinned".formatted(done));
                }
                map.munmap(mapped.address(), sizeBytes + Page.SIZE_BYTES - 1 >> Page.SHIFT);
                progress.accept(end);
                position = file.nextData(end);
            }
        }
    }

    /**
     * Brings the memory of a range's long runs of data in. Whether that succeeds is no matter: what
     * is not in is brought in by the first access, which also tells what is wrong.
     */
    private void populate(NativeMemory nativeMemory, long start, long end) throws IOException {
        for (long data = start; data < end; ) {
            long hole = Math.min(file.nextHole(data), end);
            if (hole - data >= LONG_RUN_BYTES) {
                nativeMemory.populateForWriting(memory.asSlice(data, hole - data));
            }
            data = file.nextData(hole);
        }
    }
}
