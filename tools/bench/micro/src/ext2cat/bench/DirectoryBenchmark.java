// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import ext2cat.disk.FileName;
import ext2cat.disk.Superblock;
import ext2cat.disk.dirent.DirentCursor;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * What it costs to look at one entry of a directory block of 4 KiB that is in memory. Each has 16
 * bytes and a name of 8, so the limit is to read 16 bytes.
 */
public class DirectoryBenchmark extends ShortBenchmark {

    private static final int ENTRIES = 256;
    private static final int ENTRY_BYTES = 16;

    private final MemorySegment block = MemorySegment.ofArray(new byte[ENTRIES * ENTRY_BYTES]);
    private final FileName absent = FileName.of("filename");
    private DirentCursor cursor;

    /** Fills the block. */
    @Setup
    public void fill() throws IOException {
        cursor = DirentCursor.of(superblock(), 2);
        ByteBuffer bytes = block.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < ENTRIES; i++) {
            bytes.putInt(12 + i % 32).putShort((short) ENTRY_BYTES).put((byte) 8).put((byte) 1);
            bytes.put("f%07d".formatted(i).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Counts the entries. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public long scan() throws IOException {
        long inodes = 0;
        cursor.start(block, 0);
        while (cursor.next()) {
            inodes += cursor.inode();
        }
        return inodes;
    }

    /** Looks for a name that is not there. */
    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public boolean lookup() throws IOException {
        cursor.start(block, 0);
        while (cursor.next()) {
            if (cursor.hasName(absent)) {
                return true;
            }
        }
        return false;
    }

    private static Superblock superblock() throws IOException {
        return Superblock.decode(MemorySegment.ofArray(SmallImage.superblock()), "superblock");
    }
}
