// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.BioDestination;
import ext2cat.bio.DeviceSubmitter;
import ext2cat.device.BlockDevice;
import ext2cat.mpage.Contents;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How our own readers end. */
final class BlockContentsTest {

    private static final int BLOCK_BITS = 12;

    private final List<String> steps = new ArrayList<>();

    @Test
    void whatADestinationHoldsBackIsDeliveredWhenTheReadEnds() throws Exception {
        stream(FakeMap.of(50, 60)).read(0, 2 << BLOCK_BITS, holding(false));
        assertThat(steps).containsExactly("50", "60", "flush");
    }

    @Test
    void whatLiesBeforeABlockThatCannotBeMappedIsDeliveredToo() {
        assertThatThrownBy(
                        () ->
                                stream(FakeMap.of(50, FakeMap.BROKEN))
                                        .read(0, 2 << BLOCK_BITS, holding(false)))
                .hasMessageStartingWith("no map of block ")
                .hasNoSuppressedExceptions();
        assertThat(steps).containsExactly("50", "flush");
    }

    @Test
    void theFirstFailureIsTheOneThatIsTold() {
        assertThatThrownBy(
                        () ->
                                stream(FakeMap.of(50, FakeMap.BROKEN))
                                        .read(0, 2 << BLOCK_BITS, holding(true)))
                .hasMessageStartingWith("no map of block ")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("full"));
    }

    @Test
    void noOldByteIsLeftWhereAHoleIs() throws Exception {
        // Holes before, between and after two blocks of data, read from every kind of place.
        FakeMap map = FakeMap.of(FakeMap.HOLE, 50, FakeMap.HOLE, FakeMap.HOLE, 60, FakeMap.HOLE);
        int block = 1 << BLOCK_BITS;
        Contents contents =
                Contents.ofBlocks(
                        6L * block - 7, BLOCK_BITS, map, new DeviceSubmitter(new Ones(), block));
        for (int start : new int[] {0, 5, block, block + 5, 2 * block, 4 * block + 9, 5 * block}) {
            for (int length : new int[] {1, block, block + 1, 3 * block, 7 * block}) {
                byte[] bytes = new byte[length];
                Arrays.fill(bytes, (byte) 99);
                int read = Math.min(length, 6 * block - 7 - start);
                assertThat(contents.read(start, MemorySegment.ofArray(bytes))).isEqualTo(read);
                for (int i = 0; i < length; i++) {
                    int fileBlock = (start + i) / block;
                    boolean data = fileBlock == 1 || fileBlock == 4;
                    assertThat(bytes[i]).isEqualTo((byte) (i >= read ? 99 : data ? 1 : 0));
                }
            }
        }
    }

    private Contents stream(FakeMap map) {
        return Contents.ofBlocks(
                (long) map.blocks() << BLOCK_BITS,
                BLOCK_BITS,
                map,
                bio -> {
                    steps.add(Long.toString(bio.diskBlock()));
                });
    }

    private BioDestination holding(boolean full) {
        return new BioDestination() {
            @Override
            public void read(BlockDevice device, long position, long offset, long length) {}

            @Override
            public void flush() throws IOException {
                steps.add("flush");
                if (full) {
                    throw new IOException("full");
                }
            }
        };
    }

    /** A device of which every byte is 1. */
    private static final class Ones implements BlockDevice {

        @Override
        public String name() {
            return "ones";
        }

        @Override
        public long sizeBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) {
            destination.fill((byte) 1);
        }

        @Override
        public void close() {}
    }
}
