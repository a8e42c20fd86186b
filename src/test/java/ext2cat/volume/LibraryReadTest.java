// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.disk.CorruptImageException;
import ext2cat.images.MadeImage;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** What the ways of reading a file give, each compared with all of its bytes. */
final class LibraryReadTest {

    private static Volume volume;
    private static Inode sparse;
    private static byte[] contents;

    @BeforeAll
    static void open() throws IOException {
        volume = Volume.open(new TestImages().named("tour").packed());
        sparse = volume.lookup("/mostly-nothing");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(sparse.transferTo(bytes)).isEqualTo(64 << 20);
        contents = bytes.toByteArray();
    }

    @AfterAll
    static void close() throws IOException {
        volume.close();
    }

    @Test
    void allBytesAreReadWithZerosForHoles() throws IOException {
        assertThat(contents).hasSize(64 << 20);
        assertThat(Arrays.equals(sparse.readAllBytes(), contents)).isTrue();
        try (InputStream in = sparse.newInputStream()) {
            assertThat(Arrays.equals(in.readAllBytes(), contents)).isTrue();
        }
    }

    @Test
    void aHoleLeavesNothingOfWhatABufferHeld() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(3000);
        Arrays.fill(buffer.array(), (byte) 0xAA);
        buffer.position(100).limit(2900);
        assertThat(sparse.read(10, buffer)).isEqualTo(2800);
        assertThat(buffer.position()).isEqualTo(2900);
        assertThat(Arrays.copyOfRange(buffer.array(), 100, 2900))
                .isEqualTo(Arrays.copyOfRange(contents, 10, 2810));
        assertThat(buffer.array()[99]).isEqualTo((byte) 0xAA);
        assertThat(buffer.array()[2900]).isEqualTo((byte) 0xAA);
    }

    @Test
    void aReadEndsWithTheFile() throws IOException {
        long end = sparse.sizeBytes();
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        assertThat(sparse.read(end - 30, buffer)).isEqualTo(30);
        assertThat(sparse.read(end, buffer)).isEqualTo(-1);
        assertThat(sparse.read(Long.MAX_VALUE, buffer)).isEqualTo(-1);
        assertThat(buffer.position()).isEqualTo(30);
        assertThat(sparse.read(0, ByteBuffer.allocate(0))).isZero();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> sparse.read(-1, ByteBuffer.allocate(1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> sparse.read(0, ByteBuffer.allocate(1).asReadOnlyBuffer()))
                .isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void whatHasNoBytesIsRefused() throws IOException {
        for (String path : List.of("/notes", "/dev/null", "/dev/pipe")) {
            Inode file = volume.lookup(path);
            assertThatThrownBy(file::newByteChannel)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith("inode %d: is a ", file.number());
        }
    }

    @Test
    void aChannelIsReadAtItsPosition() throws IOException {
        try (SeekableByteChannel channel = sparse.newByteChannel()) {
            assertThat(channel.size()).isEqualTo(sparse.sizeBytes());
            ByteBuffer buffer = ByteBuffer.allocate(10);
            assertThat(channel.position(12).read(buffer)).isEqualTo(10);
            assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(contents, 12, 22));
            assertThat(channel.position()).isEqualTo(22);
            assertThat(channel.position(channel.size() + 5).read(buffer.clear())).isEqualTo(-1);
            assertThatThrownBy(() -> channel.position(-1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> channel.write(buffer))
                    .isInstanceOf(NonWritableChannelException.class);
            assertThatThrownBy(() -> channel.truncate(0))
                    .isInstanceOf(NonWritableChannelException.class);
        }
    }

    @Test
    void aClosedChannelReadsNothing() throws IOException {
        SeekableByteChannel closed;
        try (SeekableByteChannel channel = sparse.newByteChannel()) {
            assertThat(channel.isOpen()).isTrue();
            closed = channel;
        }
        assertThat(closed.isOpen()).isFalse();
        assertThatThrownBy(() -> closed.read(ByteBuffer.allocate(1)))
                .isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(closed::size).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void moreThanAnArrayHoldsIsRefusedBeforeItIsAllocated(@TempDir Path folder) throws IOException {
        Path image =
                new MadeImage(1024, 32)
                        .putDirectory(2, MadeImage.file(13, "large"))
                        .putFile(13, 1, "contents")
                        .write(folder.resolve("image"));
        byte[] bytes = Files.readAllBytes(image);
        int inode = inodeTable(bytes) + 12 * 128;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(inode + 4, Integer.MAX_VALUE);
        try (Volume large = Volume.open(Files.write(image, bytes))) {
            Inode file = large.lookup("/large");
            assertThat(file.sizeBytes()).isEqualTo(Integer.MAX_VALUE);
            assertThatThrownBy(file::readAllBytes)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessage("inode 13: has 2147483647 bytes, more than an array");
            ByteBuffer end = ByteBuffer.allocate(10);
            assertThat(file.read(Integer.MAX_VALUE - 3, end)).isEqualTo(3);
        }
    }

    private static int inodeTable(byte[] image) {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).getInt(2048 + 8) * 1024;
    }

    @Test
    void aDamagedMapIsAnError(@TempDir Path folder) throws IOException {
        Path image =
                new MadeImage(1024, 32)
                        .putDirectory(2, MadeImage.file(13, "lost"))
                        .putFile(13, 1, "contents")
                        .write(folder.resolve("image"));
        byte[] bytes = Files.readAllBytes(image);
        int inode = inodeTable(bytes) + 12 * 128;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(inode + 40, 1 << 30);
        try (Volume damaged = Volume.open(Files.write(image, bytes))) {
            Inode file = damaged.lookup("/lost");
            assertThatThrownBy(file::readAllBytes).isInstanceOf(CorruptImageException.class);
            assertThatThrownBy(() -> file.newInputStream().read())
                    .isInstanceOf(CorruptImageException.class);
        }
    }

    @Test
    void severalThreadsReadTheSame() throws Exception {
        Inode fragments = volume.lookup("/fragments");
        byte[] expected = fragments.readAllBytes();
        try (SeekableByteChannel channel = sparse.newByteChannel();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            AtomicLong total = new AtomicLong();
            List<Callable<Void>> work = new ArrayList<>();
            for (int seed = 0; seed < 16; seed++) {
                Random random = new Random(seed);
                work.add(() -> readAtRandom(fragments, expected, random));
                work.add(() -> readAtRandom(sparse, contents, random));
                work.add(() -> walk(random));
            }
            for (int thread = 0; thread < 8; thread++) {
                work.add(() -> readInTurn(channel, total));
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
            assertThat(total).hasValue(sparse.sizeBytes());
            assertThat(channel.position()).isEqualTo(sparse.sizeBytes());
        }
    }

    private static Void readAtRandom(Inode file, byte[] expected, Random random)
            throws IOException {
        for (int i = 0; i < 500; i++) {
            int from = random.nextInt(expected.length);
            ByteBuffer buffer = ByteBuffer.allocate(random.nextInt(5000) + 1);
            int bytes = file.read(from, buffer);
            assertThat(bytes).isEqualTo(Math.min(buffer.capacity(), expected.length - from));
            assertThat(Arrays.equals(buffer.array(), 0, bytes, expected, from, from + bytes))
                    .isTrue();
        }
        return null;
    }

    private static Void walk(Random random) throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var files = volume.walk("/", random.nextInt(1, 5))) {
                assertThat(files.map(TreeEntry::toString)).contains("/notes");
            }
        }
        return null;
    }

    /** Each byte of the channel is given to one thread only. */
    private static Void readInTurn(SeekableByteChannel channel, AtomicLong total)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 12);
        for (int got = channel.read(buffer); got > 0; got = channel.read(buffer.clear())) {
            total.addAndGet(got);
        }
        return null;
    }
}
