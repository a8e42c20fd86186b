// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.images.ExpectedEntry;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.Pipe;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The bytes of files in an image: mapped, offered, read by many, and closed under them. */
final class FileBytesTest {

    private static final int THREADS = 16;

    @TempDir private Path folder;

    private TestImage maps;
    private FileSystem image;

    @BeforeEach
    void open() throws IOException {
        maps = new TestImages().named("maps-1k");
        image = FileSystems.newFileSystem(maps.expandInto(folder));
    }

    @AfterEach
    void close() throws IOException {
        image.close();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (ExpectedEntry entry : maps.expected()) {
            if (entry.is("file") && entry.sizeBytes().getAsLong() < 4 << 20) {
                files.add(image.getPath(PathText.of(entry.pathBytes())));
            }
        }
        return files;
    }

    /** Whether contiguous, fragmented or with holes: memory has the bytes that a read gives. */
    @Test
    void aMappingHasTheBytesOfTheFile() throws IOException {
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            try (Arena arena = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(file)) {
                MemorySegment all =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes.length, arena);
                assertThat(all.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
                assertThat(all.isReadOnly()).isTrue();
                int from = bytes.length / 3;
                ByteBuffer part =
                        channel.map(FileChannel.MapMode.READ_ONLY, from, bytes.length - from);
                assertThat(part).isEqualTo(ByteBuffer.wrap(bytes, from, bytes.length - from));
            }
        }
    }

    @Test
    void whatLiesInOneRunIsMappedAndOtherThingsAreCopied() throws IOException {
        int mapped = 0;
        int copied = 0;
        for (Path file : files()) {
            long size = Files.size(file);
            try (Arena arena = Arena.ofConfined();
                    FileChannel channel = FileChannel.open(file)) {
                List<?> extents = (List<?>) Files.getAttribute(file, "ext2:extents");
                MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
                if (extents.size() != 1) {
                    assertThat(all.isMapped()).isFalse();
                    copied++;
                } else if (all.isMapped()) {
                    mapped++;
                }
            }
        }
        assertThat(mapped).isPositive();
        assertThat(copied).isPositive();
    }

    @Test
    void aMappingOutlivesTheFileSystem() throws IOException {
        Path file = files().getFirst();
        byte[] bytes = Files.readAllBytes(file);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment all;
            try (FileChannel channel = FileChannel.open(file)) {
                all = channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes.length, arena);
            }
            image.close();
            assertThat(all.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(bytes);
        }
    }

    @Test
    void noMappingReachesBeyondTheEndOrCanBeWritten() throws IOException {
        try (FileChannel channel = FileChannel.open(files().getFirst())) {
            long size = channel.size();
            assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_ONLY, 1, size))
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_WRITE, 0, 1))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.map(FileChannel.MapMode.READ_ONLY, -1, 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(channel::tryLock).isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void aChannelThatDoesNotBlockTakesAPart() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel source = pipe.source();
                FileChannel channel = FileChannel.open(files().getFirst())) {
            sink.configureBlocking(false);
            long taken = channel.transferTo(0, channel.size(), sink);
            assertThat(taken).isPositive();
            ByteBuffer read = ByteBuffer.allocate((int) taken);
            while (read.hasRemaining()) {
                source.read(read);
            }
            assertThat(read.array())
                    .isEqualTo(Arrays.copyOf(Files.readAllBytes(files().getFirst()), (int) taken));
        }
    }

    @Test
    void onlyAFileIsOpened() {
        assertThatThrownBy(() -> FileChannel.open(image.getPath("/")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("directory");
        assertThatThrownBy(
                        () -> Files.newByteChannel(image.getPath("/"), LinkOption.NOFOLLOW_LINKS))
                .isInstanceOf(FileSystemException.class);
    }

    @Test
    @Timeout(60)
    void manyThreadsReadOneChannelAtTheirPositions() throws Exception {
        Path file = files().stream().max((a, b) -> Long.compare(size(a), size(b))).orElseThrow();
        byte[] bytes = Files.readAllBytes(file);
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(
                            together(
                                    thread -> {
                                        ByteBuffer piece = ByteBuffer.allocate(777);
                                        for (int at = thread; at < bytes.length; at += 991) {
                                            int read = channel.read(piece.clear(), at);
                                            if (!piece.flip()
                                                    .equals(ByteBuffer.wrap(bytes, at, read))) {
                                                return "wrong at " + at;
                                            }
                                        }
                                        return "";
                                    }))
                    .containsOnly("");
        }
    }

    @Test
    @Timeout(60)
    void manyThreadsWalkOneImage() throws Exception {
        List<String> walks =
                together(
                        _ -> {
                            StringBuilder all = new StringBuilder();
                            for (Path file : files()) {
                                all.append(file).append(Arrays.hashCode(Files.readAllBytes(file)));
                            }
                            return all.toString();
                        });
        assertThat(walks.getFirst()).isNotEmpty();
        assertThat(walks).containsOnly(walks.getFirst());
    }

    /** Who reads while the image is closed gets an exception that says so, and no wrong byte. */
    @Test
    @Timeout(60)
    void whoReadsWhileTheImageIsClosedHearsOfIt() throws Exception {
        List<Path> files = files();
        CountDownLatch reading = new CountDownLatch(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<String>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Path file = files.get(thread % files.size());
                byte[] bytes = Files.readAllBytes(file);
                ends.add(threads.submit(() -> endOfReads(file, bytes, reading)));
            }
            reading.await();
            image.close();
            for (Future<String> end : ends) {
                assertThat(end.get()).isEqualTo("closed");
            }
        }
    }

    private static String endOfReads(Path file, byte[] bytes, CountDownLatch reading) {
        boolean first = true;
        while (true) {
            try {
                if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                    return "wrong bytes";
                }
            } catch (ClosedFileSystemException | IOException e) {
                return file.getFileSystem().isOpen() ? e.toString() : "closed";
            }
            if (first) {
                reading.countDown();
                first = false;
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new DirectoryIteratorException(e);
        }
    }

    private interface Work {
        String of(int thread) throws IOException;
    }

    private static List<String> together(Work work)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<String>> calls = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                calls.add(() -> work.of(number));
            }
            List<String> results = new ArrayList<>();
            for (Future<String> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }
}
