// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.BlockDevice;
import ext2cat.device.MappedDevice;
import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A disk in files of a format, opened as users do and read in every way. */
final class OpenedDisk {

    private OpenedDisk() {}

    static BlockDevice open(Path image) throws IOException {
        return new ImageOpener(image.getParent(), ExpansionProgress.SILENT).open(image);
    }

    static BlockDevice openWithBacking(Path image) throws IOException {
        return new ImageOpener(image.getParent(), ExpansionProgress.SILENT)
                .withBackingFiles()
                .open(image);
    }

    /** The bytes of the file itself. */
    static BlockDevice plain(Path image) throws IOException {
        return MappedDevice.open(image);
    }

    /** All of its bytes are the expected ones: at once, in odd pieces, and by several threads. */
    static void check(Path image, byte[] expected) throws Exception {
        try (BlockDevice disk = open(image)) {
            check(disk, expected);
        }
    }

    /** So are those of a disk with its backing files. */
    static void checkWithBacking(Path image, byte[] expected) throws Exception {
        try (BlockDevice disk = openWithBacking(image)) {
            check(disk, expected);
        }
    }

    private static void check(BlockDevice disk, byte[] expected) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            assertThat(disk.sizeBytes()).isEqualTo(expected.length);
            assertThat(read(disk, 0, expected.length)).isEqualTo(expected);
            List<Callable<Boolean>> readers =
                    IntStream.range(0, 4)
                            .<Callable<Boolean>>mapToObj(seed -> () -> pieces(disk, expected, seed))
                            .toList();
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(got(reader)).isTrue();
            }
        }
    }

    private static boolean pieces(BlockDevice disk, byte[] expected, int seed) throws IOException {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(expected.length);
            int length = 1 + random.nextInt(Math.min(5000, expected.length - from));
            if (!Arrays.equals(
                    read(disk, from, length), Arrays.copyOfRange(expected, from, from + length))) {
                return false;
            }
        }
        return true;
    }

    private static boolean got(Future<Boolean> reader) throws Exception {
        try {
            return reader.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    static byte[] read(BlockDevice disk, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        disk.read(from, MemorySegment.ofArray(bytes));
        return bytes;
    }

    /** Bytes of random pieces and of zeros, in units of a size. */
    static byte[] content(int units, int unitBytes, int seed) {
        Random random = new Random(seed);
        byte[] content = new byte[units * unitBytes];
        for (int unit = 0; unit < units; unit++) {
            if (random.nextInt(3) > 0) {
                byte[] piece = new byte[unitBytes];
                random.nextBytes(piece);
                System.arraycopy(piece, 0, content, unit * unitBytes, unitBytes);
            }
        }
        return content;
    }
}
