// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static ext2cat.mm.UserMemory.READ_WRITE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.Page;
import ext2cat.bio.PageFlag;
import ext2cat.bio.destination.ScatterDestination.Holes;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.device.MappedDevice;
import ext2cat.disk.FileType;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.mm.direct.DirectRead;
import ext2cat.mpage.Contents;
import ext2cat.mpage.Mapping;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files of images, read into pinned memory: the right bytes, and not one beside them touched. */
final class DirectReadTest {

    private static final byte UNTOUCHED = 0x5A;
    private static final int RANGES_PER_FILE = 6;
    private static final int LONGEST_RANGE_BYTES = 300_000;

    @TempDir Path folder;

    static List<TestImage> images() throws IOException {
        return new TestImages()
                .all().stream()
                        .filter(image -> image.name().matches("(tour|sparse|maps|ends|far)(-.*)?"))
                        .toList();
    }

    @ParameterizedTest
    @MethodSource("images")
    void anyRangeOfAnyFileIsReadToAnyAddress(TestImage image) throws IOException {
        Random random = new Random(image.name().hashCode());
        int ranges = 0;
        try (Volume volume = Volume.open(MappedDevice.open(image.expandInto(folder)))) {
            for (Inode file : regularFiles(volume)) {
                for (int i = 0; i < RANGES_PER_FILE; i++) {
                    checkRange(file, random);
                    ranges++;
                }
            }
        }
        assertThat(ranges).isPositive();
    }

    private static void checkRange(Inode file, Random random) throws IOException {
        long size = file.sizeBytes();
        // Ranges at the end, and behind it, come up often.
        long position =
                random.nextInt(3) == 0
                        ? Math.max(0, size - random.nextInt(20_000))
                        : random.nextLong(size + 1);
        int length = random.nextInt(LONGEST_RANGE_BYTES);
        int offset = random.nextBoolean() ? 0 : random.nextInt(3 * Page.SIZE_BYTES);
        int expectedBytes = (int) Math.max(0, Math.min(length, size - position));
        try (Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            MemorySegment buffer = userBuffer(memory, arena, offset + length + 5000L);
            for (Holes holes : Holes.values()) {
                MemorySegment range = buffer.asSlice(offset, expectedBytes);
                buffer.fill(UNTOUCHED);
                range.fill(holes == Holes.LEFT ? 0 : UNTOUCHED);
                long read =
                        new DirectRead(memory.userPages(), file.contents(), holes)
                                .read(position, buffer.address() + offset, length);
                assertThat(read).isEqualTo(expectedBytes);
                byte[] expected = new byte[(int) buffer.byteSize()];
                Arrays.fill(expected, UNTOUCHED);
                MemorySegment plain = MemorySegment.ofArray(expected);
                plain.asSlice(offset, expectedBytes).fill((byte) 0);
                file.read(
                        position,
                        position + expectedBytes,
                        new SegmentDestination(plain.asSlice(offset, expectedBytes), position));
                assertThat(buffer.mismatch(plain))
                        .as("inode %d, %d bytes at %d", file.number(), length, position)
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void anOutputFileThatIsMappedGetsTheBytes() throws IOException {
        try (Volume volume = Volume.open(MappedDevice.open(tour()))) {
            Inode file = largest(volume);
            Path output = folder.resolve("output");
            Files.createFile(output);
            try (FileChannel channel =
                            FileChannel.open(
                                    output, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    Arena arena = Arena.ofConfined();
                    UserMemory memory = UserMemory.create()) {
                MemorySegment buffer =
                        channel.map(FileChannel.MapMode.READ_WRITE, 0, file.sizeBytes(), arena);
                new UserSegment(memory.machine(), buffer).map(memory.map());
                assertThat(
                                new DirectRead(memory.userPages(), file.contents(), Holes.LEFT)
                                        .read(0, buffer.address(), Long.MAX_VALUE))
                        .isEqualTo(file.sizeBytes());
            }
            MemorySegment expected = MemorySegment.ofArray(new byte[(int) file.sizeBytes()]);
            file.read(0, file.sizeBytes(), new SegmentDestination(expected, 0));
            assertThat(MemorySegment.ofArray(Files.readAllBytes(output)).mismatch(expected))
                    .isEqualTo(-1);
        }
    }

    @Test
    void noMoreThanAWindowIsPinnedAtOnce() throws IOException {
        long pages = 2 * DirectRead.WINDOW_PAGES + 3;
        List<Long> dirtyPages = new ArrayList<>();
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, pages, READ_WRITE);
            long sizeBytes = pages * Page.SIZE_BYTES;
            Contents zeros =
                    Contents.ofBlocks(
                            sizeBytes,
                            12,
                            (fileBlock, maxBlocks) -> {
                                dirtyPages.add(pinnedPages(memory, pages));
                                return new Mapping.Hole(maxBlocks);
                            },
                            bio -> {});
            assertThat(
                            new DirectRead(memory.userPages(), zeros, Holes.ZEROED)
                                    .read(0, UserMemory.address(0), sizeBytes))
                    .isEqualTo(sizeBytes);
            assertThat(dirtyPages).containsExactly(1024L, 1024L, 3L);
            assertThat(pinnedPages(memory, pages)).isZero();
            for (long page = 0; page < pages; page++) {
                assertThat(pageAt(memory, page).is(PageFlag.DIRTY)).isTrue();
            }
        }
    }

    private static long pinnedPages(UserMemory memory, long pages) {
        long pinned = 0;
        for (long page = 0; page < pages; page++) {
            if (memory.map().entry(UserMemory.address(page)) instanceof Pte.Mapped mapped
                    && mapped.page().refCount() > 1) {
                pinned++;
            }
        }
        return pinned;
    }

    private static Page pageAt(UserMemory memory, long page) {
        return ((Pte.Mapped) memory.map().entry(UserMemory.address(page))).page();
    }

    @Test
    void whereTheMemoryEndsTheReadIsShort() throws IOException {
        try (Volume volume = Volume.open(MappedDevice.open(tour()));
                Arena arena = Arena.ofConfined();
                UserMemory memory = UserMemory.create()) {
            Inode file = largest(volume);
            MemorySegment buffer = userBuffer(memory, arena, 6 * Page.SIZE_BYTES);
            memory.map().munmap(buffer.address() + 4 * Page.SIZE_BYTES, 2);
            DirectRead read = new DirectRead(memory.userPages(), file.contents(), Holes.ZEROED);
            assertThat(read.read(7, buffer.address() + 100, 5 * Page.SIZE_BYTES))
                    .isEqualTo(4 * Page.SIZE_BYTES - 100);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> read.read(0, buffer.address() + 4 * Page.SIZE_BYTES, 10))
                    .withMessageContaining("EFAULT");
        }
    }

    @Test
    void aReadThatFailsLeavesNothingPinned() {
        IOException failure = new IOException("the medium failed");
        Contents failing =
                Contents.ofBlocks(
                        Page.SIZE_BYTES,
                        12,
                        (fileBlock, maxBlocks) -> {
                            throw failure;
                        },
                        bio -> {});
        try (UserMemory memory = UserMemory.create()) {
            memory.anonymous(0, 1, READ_WRITE);
            DirectRead read = new DirectRead(memory.userPages(), failing, Holes.ZEROED);
            assertThatThrownBy(() -> read.read(0, UserMemory.address(0), 10)).isSameAs(failure);
            assertThat(pageAt(memory, 0).refCount()).isOne();
        }
    }

    private Path tour() throws IOException {
        return new TestImages().named("tour").expandInto(folder);
    }

    private static Inode largest(Volume volume) throws IOException {
        Inode largest = regularFiles(volume).getFirst();
        for (Inode file : regularFiles(volume)) {
            if (file.sizeBytes() > largest.sizeBytes() && file.sizeBytes() < 1 << 24) {
                largest = file;
            }
        }
        return largest;
    }

    private static MemorySegment userBuffer(UserMemory memory, Arena arena, long sizeBytes) {
        MemorySegment buffer = arena.allocate(sizeBytes, Page.SIZE_BYTES);
        new UserSegment(memory.machine(), buffer).map(memory.map());
        return buffer;
    }

    private static List<Inode> regularFiles(Volume volume) throws IOException {
        List<Inode> files = new ArrayList<>();
        for (long number = volume.superblock().firstInode();
                number <= volume.superblock().inodesCount();
                number++) {
            Inode inode = volume.peek(number);
            if (inode.disk().links() > 0 && inode.type() == FileType.REGULAR) {
                files.add(inode);
            }
        }
        return files;
    }
}
