// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.bio.DeviceSubmitter;
import ext2cat.bio.Page;
import ext2cat.bio.destination.ScatterDestination.Holes;
import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;
import ext2cat.mm.KernelModel;
import ext2cat.mm.Machine;
import ext2cat.mm.MemoryMap;
import ext2cat.mm.Task;
import ext2cat.mm.UserPages;
import ext2cat.mm.UserSegment;
import ext2cat.mm.direct.DirectRead;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * What it costs to read a page of a file of 256 MiB straight into pinned user memory of 64 MiB that
 * is resident, as a program with O_DIRECT does. Beside it stand the copy alone, which is the limit,
 * and {@code cat image > file} of the same bytes, which the kernel does without this program.
 */
public class DirectReadBenchmark extends ShortBenchmark {

    private static final int PAGES = 1 << 16;
    private static final long FILE_BYTES = (long) PAGES * Page.SIZE_BYTES;
    private static final long BUFFER_BYTES = 64 << 20;

    private Path image;
    private Path copy;
    private BlockDevice device;
    private Arena arena;
    private MemorySegment mapped;
    private MemorySegment memory;
    private Machine machine;
    private MemoryMap map;
    private DirectRead direct;

    /** Writes the file, maps it, and brings all memory in. */
    @Setup
    public void open() throws IOException {
        image = Files.createTempFile("ext2cat-bench", ".img");
        copy = Files.createTempFile("ext2cat-bench", ".copy");
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        try (var out = Files.newOutputStream(image)) {
            for (long written = 0; written < FILE_BYTES; written += bytes.length) {
                out.write(bytes);
            }
        }
        device = MappedDevice.open(image);
        arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(image)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, FILE_BYTES, arena);
        }
        memory = arena.allocate(BUFFER_BYTES, Page.SIZE_BYTES);
        machine = new Machine(KernelModel.LINUX_6_1);
        map = new MemoryMap(machine);
        new UserSegment(machine, memory).map(map);
        GetBlock getBlock = (block, most) -> new Mapping.Mapped(block, most, false);
        Contents file =
                Contents.ofBlocks(
                        FILE_BYTES,
                        Page.SHIFT,
                        getBlock,
                        new DeviceSubmitter(device, Page.SIZE_BYTES));
        direct = new DirectRead(new UserPages(map, new Task()), file, Holes.ZEROED);
        directRead();
        copyAlone();
    }

    /** Gives everything back. */
    @TearDown
    public void close() throws IOException {
        map.close();
        machine.close();
        arena.close();
        device.close();
        Files.delete(image);
        Files.delete(copy);
    }

    /** DirectRead: pins, maps blocks, submits bios into the pages, marks them dirty, releases. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long directRead() throws IOException {
        long done = 0;
        while (done < FILE_BYTES) {
            done += direct.read(done, memory.address(), BUFFER_BYTES);
        }
        return done;
    }

    /** The bytes copied from the mapped file to the memory, and nothing else. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long copyAlone() {
        for (long at = 0; at < FILE_BYTES; at += BUFFER_BYTES) {
            MemorySegment.copy(mapped, at, memory, 0, BUFFER_BYTES);
        }
        return memory.address();
    }

    /** {@code cat image > file}, by the kernel (copy_file_range or splice). */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long catToFile() throws IOException {
        try (FileChannel in = FileChannel.open(image);
                FileChannel out =
                        FileChannel.open(
                                copy,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
            long done = 0;
            while (done < FILE_BYTES) {
                done += in.transferTo(done, FILE_BYTES - done, out);
            }
            return done;
        }
    }
}
