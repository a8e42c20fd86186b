// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.BioDestination;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file whose bytes are in its inode: pages and windows, but no read. */
final class InlineReadTest {

    private static final long SIZE_BYTES = 100;

    /** The windows, the pages, and the parts of the contents, as they come. */
    private final List<String> seen = new ArrayList<>();

    private final ReadEvents events =
            new ReadEvents() {
                @Override
                public void readPages(Window window) {
                    seen.add("window " + window.firstPage() + "+" + window.pages());
                }

                @Override
                public void readFolio(long page) {
                    seen.add("page " + page);
                }
            };

    private final class Bytes implements Contents {
        @Override
        public long sizeBytes() {
            return SIZE_BYTES;
        }

        @Override
        public long nextData(long fromBytes) {
            return fromBytes;
        }

        @Override
        public void read(long startBytes, long endBytes, BioDestination destination) {
            seen.add("bytes " + startBytes + "-" + (endBytes - 1));
        }
    }

    private final class Inline implements GetBlock {
        @Override
        public Mapping getBlock(long fileBlock, long maxBlocks) {
            throw new AssertionError("asked for block " + fileBlock);
        }

        @Override
        public Optional<Contents> inlineContents() {
            return Optional.of(new Bytes());
        }
    }

    @Test
    void aWindowIsLeftAloneAndThePageIsFilledWhenSomebodyWaits() throws Exception {
        OpenFile file = new OpenFile(pages(), QueueLimits.DEFAULT);
        file.willNeed(0, SIZE_BYTES);
        assertThat(file.read(0, 4096)).isEqualTo(SIZE_BYTES);
        assertThat(file.read(0, 4096)).isEqualTo(SIZE_BYTES);
        assertThat(seen).containsExactly("window 0+1", "window 0+1", "page 0", "bytes 0-4095");
    }

    private AddressSpace pages() {
        return new AddressSpace(
                ReadModel.EXT4,
                FileShape.inPages(SIZE_BYTES, 12),
                new Inline(),
                bio -> {
                    throw new AssertionError("a read: " + bio);
                },
                Plan.NOWHERE,
                events);
    }
}
