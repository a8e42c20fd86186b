// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the machine and the kernel take for the least that each part of the program has to do,
 * without the program.
 */
public class LimitBenchmark extends ShortBenchmark {

    private static final int CALLS = 4096;
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES = 1 << 16;
    private static final int BLOCK_BYTES = 1024;
    private static final int INODE_BYTES = 128;
    private static final int ENTRIES = 256;
    private static final int ENTRY_BYTES = 16;

    /** More than most caches hold: 256 MiB. */
    private static final int CHAIN = 1 << 26;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final int[] pointers = new int[CALLS];
    private final MemorySegment page = MemorySegment.ofArray(new byte[PAGE_BYTES]);
    private final MemorySegment directory =
            MemorySegment.ofArray(new byte[ENTRIES * ENTRY_BYTES]);
    private final AtomicInteger references = new AtomicInteger();
    private int[] chain;
    private int link;
    private Arena arena;
    private MemorySegment file;
    private Path image;
    private RandomAccessFile open;

    /** Makes what is read. */
    @Setup
    public void open() throws IOException {
        // One cycle through all elements, so that each read waits for the one before it.
        chain = new int[CHAIN];
        Random generator = new Random(1);
        for (int i = 0; i < CHAIN; i++) {
            chain[i] = i;
        }
        for (int i = CHAIN - 1; i > 0; i--) {
            int other = generator.nextInt(i);
            int swapped = chain[i];
            chain[i] = chain[other];
            chain[other] = swapped;
        }
        arena = Arena.ofConfined();
        file = arena.allocate((long) PAGES * PAGE_BYTES).fill((byte) 1);
        image = Files.createTempFile("ext2cat-bench", ".img");
        Files.write(image, SmallImage.bytes());
        open = new RandomAccessFile(image.toFile(), "r");
    }

    /** Gives it back. */
    @TearDown
    public void close() throws IOException {
        open.close();
        arena.close();
        Files.delete(image);
    }

    /** Four bytes from the processor's cache. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public void pointer(Blackhole sink) {
        for (int pointer : pointers) {
            sink.consume((long) pointer);
        }
    }

    /** Four bytes from anywhere in 256 MiB. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int cacheMiss() {
        int at = link;
        for (int i = 0; i < CALLS; i++) {
            at = chain[at];
        }
        link = at;
        return at;
    }

    /** A page of 256 MiB copied, one after the other. */
    @Benchmark
    @OperationsPerInvocation(PAGES)
    public long copyPage() {
        for (long at = 0; at < file.byteSize(); at += PAGE_BYTES) {
            MemorySegment.copy(file, at, page, 0, PAGE_BYTES);
        }
        return page.get(LONG, 0);
    }

    /** The 16 bytes of a directory entry, from the cache. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public void directoryEntry(Blackhole sink) {
        for (long at = 0; at < directory.byteSize(); at += ENTRY_BYTES) {
            sink.consume(directory.get(LONG, at) + directory.get(LONG, at + Long.BYTES));
        }
    }

    /** The bytes of an inode copied inside the cache. */
    @Benchmark
    public long inode() {
        MemorySegment.copy(file, 0, page, 0, INODE_BYTES);
        return page.get(LONG, 0);
    }

    /** The bytes of a superblock copied inside the cache. */
    @Benchmark
    public long superblock() {
        MemorySegment.copy(file, 0, page, 0, BLOCK_BYTES);
        return page.get(LONG, 0);
    }

    /** The cheapest thing to ask the kernel of a file. */
    @Benchmark
    public long systemCall() throws IOException {
        return open.length();
    }

    /** A block copied inside the cache, and the file asked for its size. */
    @Benchmark
    public long blockAndSystemCall() throws IOException {
        MemorySegment.copy(file, 0, page, 0, BLOCK_BYTES);
        return open.length() + page.get(LONG, 0);
    }

    /** A file opened, mapped, touched, unmapped and closed. */
    @Benchmark
    public long openAndMap() throws IOException {
        try (RandomAccessFile opened = new RandomAccessFile(image.toFile(), "r");
                Arena mapping = Arena.ofShared()) {
            return opened.getChannel()
                    .map(FileChannel.MapMode.READ_ONLY, 0, opened.length(), mapping)
                    .get(LONG, BLOCK_BYTES);
        }
    }

    /** A reference taken and put. */
    @Benchmark
    public int reference() {
        references.incrementAndGet();
        return references.decrementAndGet();
    }
}
