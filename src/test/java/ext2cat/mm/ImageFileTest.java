// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ext2cat.bio.Bio;
import ext2cat.bio.BioSubmitter;
import ext2cat.bio.Page;
import ext2cat.bio.destination.SegmentDestination;
import ext2cat.device.MappedDevice;
import ext2cat.host.Errno;
import ext2cat.images.TestImages;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Predictor;
import ext2cat.readorder.ReaderProgram;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Faults on mapped files of an image: what is read for them, and what they show. */
final class ImageFileTest {

    private static final List<String> PATHS =
            List.of("README.txt", "man-page", "backwards", "fragments", "notes/verse.txt");

    @TempDir Path folder;

    private Volume volume;
    private final List<Bio> bios = new ArrayList<>();

    @BeforeEach
    void openAnImage() throws IOException {
        volume = Volume.open(MappedDevice.open(new TestImages().named("tour").expandInto(folder)));
    }

    @AfterEach
    void closeIt() throws IOException {
        volume.close();
    }

    @Test
    void theFirstTouchIsMajorAndReadsWhatThePredictionSays() throws IOException {
        Inode file = file("man-page");
        try (UserMemory memory = UserMemory.create();
                ImageFile cached = cached(memory, file, ReadModel.EXT2)) {
            map(memory, cached);
            assertThat(bios).isEmpty();
            pin(memory, 0).close();
            assertThat(texts(bios)).isEqualTo(predicted(file, ReadModel.EXT2));
            assertThat(memory.task().majorFaults()).isOne();
            pin(memory, 0).close();
            pin(memory, 3).close();
            assertThat(memory.task().majorFaults()).isOne();
            assertThat(texts(bios)).isEqualTo(predicted(file, ReadModel.EXT2));
            memory.map().close();
        }
    }

    @Test
    void touchingOnePageAfterAnotherReadsWhatThePredictionSays() throws IOException {
        volume.close();
        volume =
                Volume.open(
                        MappedDevice.open(new TestImages().named("maps-4k").expandInto(folder)));
        int checked = 0;
        for (var map : new TestImages().named("maps-4k").maps()) {
            Inode file = volume.inode(map.inode());
            if (file.sizeBytes() > 16 << 20 || file.isDirectory()) {
                continue;
            }
            for (ReadModel model : List.of(ReadModel.EXT2, ReadModel.EXT4)) {
                bios.clear();
                try (UserMemory memory = UserMemory.of(KernelModel.LINUX_3_10);
                        ImageFile cached = cached(memory, file, model)) {
                    long pages = map(memory, cached);
                    for (long page = 0; page < pages; page++) {
                        pin(memory, page).close();
                    }
                    memory.map().close();
                }
                assertThat(texts(bios)).as(map.path()).isEqualTo(predicted(file, model));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10);
    }

    @Test
    void thePagesShowTheFileAndZerosBehindIt() throws IOException {
        for (String path : PATHS) {
            Inode file = file(path);
            try (UserMemory memory = UserMemory.create();
                    ImageFile cached = cached(memory, file, ReadModel.EXT2)) {
                long pages = map(memory, cached);
                MemorySegment expected =
                        MemorySegment.ofArray(new byte[(int) pages * Page.SIZE_BYTES]);
                file.read(
                        0,
                        file.sizeBytes(),
                        new SegmentDestination(expected.asSlice(0, file.sizeBytes()), 0));
                for (long page = 0; page < pages; page++) {
                    try (PinnedPages pinned = pin(memory, page)) {
                        MemorySegment shown = pinned.readable(0);
                        assertThat(
                                        shown.mismatch(
                                                expected.asSlice(
                                                        page << Page.SHIFT, Page.SIZE_BYTES)))
                                .as("%s, page %d", path, page)
                                .isEqualTo(-1);
                    }
                }
                memory.map().close();
            }
        }
    }

    @Test
    void behindTheEndOfTheFileIsABusError() throws IOException {
        try (UserMemory memory = UserMemory.create();
                ImageFile cached = cached(memory, file("man-page"), ReadModel.EXT2)) {
            long pages = map(memory, cached);
            assertThat(pages).isEqualTo(4);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pin(memory, pages))
                    .withMessageContaining("EFAULT");
            assertThat(bios).isEmpty();
            memory.map().close();
        }
    }

    @Test
    void aPinnedPageKeepsItsBytesWhenTheCacheIsDropped() throws IOException {
        try (UserMemory memory = UserMemory.create();
                ImageFile cached = cached(memory, file("README.txt"), ReadModel.EXT2)) {
            map(memory, cached);
            try (PinnedPages pinned = pin(memory, 0)) {
                byte[] before = bytes(pinned);
                cached.drop();
                assertThat(bytes(pinned)).isEqualTo(before);
                try (PinnedPages again = pin(memory, 0)) {
                    assertThat(again.readable(0).address())
                            .isNotEqualTo(pinned.readable(0).address());
                    assertThat(bytes(again)).isEqualTo(before);
                }
            }
            assertThat(memory.task().majorFaults()).isEqualTo(2);
            memory.map().close();
        }
    }

    @Test
    void aPageThatCannotBeReadIsABusError() throws IOException {
        Inode file = file("README.txt");
        BioSubmitter broken =
                _ -> {
                    throw new IOException("the medium failed");
                };
        try (UserMemory memory = UserMemory.create();
                ImageFile cached = cached(memory, file, ReadModel.EXT2, broken)) {
            map(memory, cached);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> pin(memory, 0))
                    .withMessageContaining("EFAULT");
            memory.map().close();
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPageThatCannotBeReadEndsAnMlock(KernelModel kernel) throws IOException {
        BioSubmitter broken =
                _ -> {
                    throw new IOException("the medium failed");
                };
        try (UserMemory memory = UserMemory.of(kernel);
                ImageFile cached = cached(memory, file("README.txt"), ReadModel.EXT2, broken)) {
            map(memory, cached);
            assertThat(new MlockCall(memory.map()).mlock(UserMemory.BASE, 1))
                    .isEqualTo(Errno.ENOMEM.result());
            memory.map().close();
        }
    }

    static List<KernelModel> kernels() {
        return List.of(KernelModel.LINUX_6_1, KernelModel.LINUX_3_10);
    }

    private Inode file(String path) throws IOException {
        return ImagePath.typed(path.getBytes(StandardCharsets.UTF_8)).lookup(volume);
    }

    private ImageFile cached(UserMemory memory, Inode file, ReadModel model) {
        return cached(memory, file, model, new RecordingSubmitter(bios::add, volume.submitter()));
    }

    private ImageFile cached(
            UserMemory memory, Inode file, ReadModel model, BioSubmitter submitter) {
        try {
            return new ImageFile(
                    memory.machine(),
                    file.sizeBytes(),
                    volume.blockBits(),
                    file.getBlock(volume.newBufferCache(submitter)),
                    submitter,
                    model,
                    QueueLimits.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Maps the file and one page more; how many pages it has. */
    private static long map(UserMemory memory, ImageFile file) {
        long pages = file.sizePages();
        memory.map()
                .mmap(
                        MapRequest.sharedOf(
                                        file.open(), UserMemory.BASE, pages + 1, UserMemory.READ)
                                .openedReadOnly());
        return pages;
    }

    private static PinnedPages pin(UserMemory memory, long page) {
        return memory.userPages().pin(UserMemory.address(page), 1, false);
    }

    private static byte[] bytes(PinnedPages pinned) {
        return pinned.readable(0).toArray(ValueLayout.JAVA_BYTE);
    }

    private List<String> predicted(Inode file, ReadModel model) throws IOException {
        return texts(Predictor.of(file).model(model).reader(ReaderProgram.MMAP).predict().bios());
    }

    private static List<String> texts(List<Bio> bios) {
        return bios.stream()
                .map(bio -> bio.diskBlock() + " " + bio.op() + " " + bio.use() + bio.vecs())
                .toList();
    }
}
