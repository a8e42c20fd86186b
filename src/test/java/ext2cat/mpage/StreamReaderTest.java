// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.BioDestination;
import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How our own readers end. */
final class StreamReaderTest {

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

    private StreamReader stream(FakeMap map) {
        return new StreamReader(
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
}
