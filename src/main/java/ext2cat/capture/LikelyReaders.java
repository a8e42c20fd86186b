// SPDX-License-Identifier: Apache-2.0
package ext2cat.capture;

import ext2cat.mpage.Advice;
import ext2cat.readorder.ReaderProgram;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The programs with which a file may have been read in an unknown way, those that people use most
 * first.
 */
final class LikelyReaders {

    private static final int KIB = 1 << 10;

    /** Windows that distributions, device mappers and tuning guides set. */
    private static final List<Integer> READ_AHEAD_KB =
            List.of(128, 256, 512, 1024, 2048, 2560, 4096, 8192, 16384, 0);

    private LikelyReaders() {}

    /** Programs that read the whole of a file of such blocks. */
    static List<ReaderProgram> ofWholeFile(int blockBits) {
        Set<ReaderProgram> programs = new LinkedHashSet<>();
        programs.add(ReaderProgram.CAT);
        for (int bytes : List.of(128 * KIB, 4 * KIB, 512, 64 * KIB, 1024 * KIB)) {
            programs.add(ReaderProgram.dd(bytes));
        }
        programs.add(ReaderProgram.MMAP);
        for (int kilobytes : List.of(8, 16, 32)) {
            programs.add(ReaderProgram.dd(kilobytes * KIB));
        }
        programs.add(ReaderProgram.MD5SUM);
        programs.add(ReaderProgram.TAR);
        programs.addAll(from(0, blockBits));
        programs.add(ReaderProgram.WHOLE);
        return List.copyOf(programs);
    }

    /**
     * Programs that begin at an offset.
     *
     * @param offsetBytes where
     * @param blockBits log2 of the block size
     */
    static List<ReaderProgram> from(long offsetBytes, int blockBits) {
        ReaderProgram.Span span = new ReaderProgram.Span.From(offsetBytes);
        List<ReaderProgram> programs = new ArrayList<>();
        for (long bytes : bufferSizes()) {
            programs.add(ReaderProgram.reads("dd", Advice.NORMAL, bytes, span));
        }
        for (long bytes : bufferSizes()) {
            programs.add(ReaderProgram.reads("sequential", Advice.SEQUENTIAL, bytes, span));
        }
        for (long bytes : bufferSizes()) {
            if (bytes % 512 == 0) {
                programs.add(ReaderProgram.direct(bytes, span));
            }
        }
        programs.removeIf(program -> !program.suits(blockBits));
        return programs;
    }

    /**
     * {@code tail -c} from an offset.
     *
     * @param bytes how much there is behind it
     */
    static ReaderProgram tail(long bytes) {
        return ReaderProgram.parse("tail:" + bytes);
    }

    /** The readahead windows in pages, the given one first. */
    static List<Long> readAheadPages(long first) {
        Set<Long> pages = new LinkedHashSet<>();
        pages.add(first);
        READ_AHEAD_KB.forEach(kilobytes -> pages.add(kilobytes / 4L));
        return List.copyOf(pages);
    }

    /** Every multiple of 4 KiB up to 128 KiB, every power of two up to 16 MiB, and a few more. */
    private static Set<Long> bufferSizes() {
        Set<Long> sizes = new LinkedHashSet<>();
        for (long bytes = 4 * KIB; bytes <= 16 << 20; bytes *= 2) {
            sizes.add(bytes);
        }
        for (long bytes = 4 * KIB; bytes <= 128 * KIB; bytes += 4 * KIB) {
            sizes.add(bytes);
        }
        sizes.addAll(
                List.of(512L, 1024L, 2048L, 10240L, 16320L, 5000L, 10_000L, 100_000L, 1_000_000L));
        return sizes;
    }
}
