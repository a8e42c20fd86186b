// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.BlockDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** All inodes of an image, some of which cannot be read. */
final class InodeScanTest {

    private final List<Long> seen = new ArrayList<>();
    private final List<Damage.Part> lost = new ArrayList<>();

    @Test
    void allInodesAreSeenAsTheyLieThere() throws IOException {
        byte[] image = new TestImages().named("tour").bytes();
        try (Volume volume = Volume.open(new BadSpot(image, image.length, -1))) {
            InodeScan.scan(
                    volume,
                    inode -> {
                        seen.add(inode.number());
                        assertThat(inode.disk().bytes())
                                .isEqualTo(volume.peek(inode.number()).disk().bytes());
                    },
                    (part, _) -> lost.add(part));
            assertThat(seen).isEqualTo(numbers(1, volume.layout().inodesCount()));
            assertThat(lost).isEmpty();
        }
    }

    @Test
    void aBadBlockOfATableHidesItsInodesOnly() throws IOException {
        byte[] image = new TestImages().named("tour").bytes();
        long bad;
        try (Volume sound = Volume.open(new BadSpot(image, image.length, -1))) {
            bad = sound.groupDescriptor(0).inodeTable() + 1 << sound.blockBits();
        }
        try (Volume volume = Volume.open(new BadSpot(image, image.length, bad))) {
            InodeScan.scan(volume, inode -> seen.add(inode.number()), (part, _) -> lost.add(part));
            int perBlock = volume.layout().inodesPerBlock();
            List<Long> others = numbers(1, perBlock);
            others.addAll(numbers(2 * perBlock + 1, volume.layout().inodesCount()));
            assertThat(seen).isEqualTo(others);
            assertThat(lost).containsExactly(new Damage.Inodes(perBlock + 1, 2 * perBlock));
        }
    }

    @Test
    void aTableThatIsCutOffIsToldOnce() throws IOException {
        byte[] image = new TestImages().named("tour").bytes();
        long end;
        try (Volume sound = Volume.open(new BadSpot(image, image.length, -1))) {
            end = sound.groupDescriptor(0).inodeTable() + 2 << sound.blockBits();
        }
        try (Volume volume = Volume.open(new BadSpot(image, end, -1))) {
            long perGroup = volume.layout().inodesPerGroup();
            int perBlock = volume.layout().inodesPerBlock();
            InodeScan.scan(volume, inode -> seen.add(inode.number()), (part, _) -> lost.add(part));
            assertThat(seen).isEqualTo(numbers(1, 2 * perBlock));
            assertThat(lost).first().isEqualTo(new Damage.Inodes(2 * perBlock + 1, perGroup));
            assertThat(lost).hasSize((int) volume.layout().groupsCount());
        }
    }

    private static List<Long> numbers(long first, long last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = first; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /**
     * A device of which one byte cannot be read.
     *
     * @param bad its place, or -1
     */
    private record BadSpot(byte[] bytes, long sizeBytes, long bad) implements BlockDevice {

        @Override
        public String name() {
            return "bad spot";
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) throws IOException {
            if (positionBytes + destination.byteSize() > sizeBytes) {
                throw new EOFException("the end");
            }
            if (positionBytes <= bad && bad < positionBytes + destination.byteSize()) {
                throw new IOException("a bad spot");
            }
            destination.copyFrom(
                    MemorySegment.ofArray(bytes).asSlice(positionBytes, destination.byteSize()));
        }

        @Override
        public void close() {}
    }
}
