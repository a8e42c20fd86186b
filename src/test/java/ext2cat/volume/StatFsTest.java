// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.ChannelDevice;
import ext2cat.images.TestImages;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a mount tells, of what the superblock does not say. */
final class StatFsTest {

    private static final int OVERHEAD_CLUSTERS = 1024 + 0x248;

    /** Linux 6.18, with that field 0: f_blocks 2032, so 4 clusters of 4 blocks of 2048. */
    @Test
    void clustersOfTheFileSystemItselfAreCountedOnce() throws IOException {
        byte[] image = new TestImages().named("bigalloc-4k").bytes();
        ByteBuffer.wrap(image).putInt(OVERHEAD_CLUSTERS, 0);
        try (Volume volume =
                Volume.open(ChannelDevice.of("image", new SeekableInMemoryByteChannel(image)))) {
            StatFs figures = StatFs.of(volume);
            assertThat(figures.blocks()).isEqualTo(2032);
            assertThat(figures.freeBlocks()).isEqualTo(1892);
            assertThat(figures.availableBlocks()).isEqualTo(1852);
        }
    }
}
