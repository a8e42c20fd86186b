// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.ChannelDevice;
import ext2cat.images.TestImages;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A device that fails is told apart from an image that is damaged or cut off. */
final class FailingDeviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "tree-default-2k", "tree-default-4k"})
    void aReadThatFailsIsNoFaultOfTheImage(String name) throws IOException {
        byte[] bytes = new TestImages().named(name).bytes();
        long from = ofDirectory(bytes);
        try (Volume volume = Volume.open(ChannelDevice.of("failing", new Failing(bytes, from)))) {
            CheckResult result = new Check(volume).run(0, _ -> {});
            assertThat(result.deviceFailed()).isTrue();
            assertThat(result.counts()).containsKey(Problem.UNREADABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "tree-default-2k", "tree-default-4k"})
    void anImageThatIsCutOffIsAFaultOfTheImage(String name) throws IOException {
        byte[] bytes = new TestImages().named(name).bytes();
        byte[] cut = Arrays.copyOf(bytes, (int) ofDirectory(bytes));
        try (Volume volume =
                Volume.open(ChannelDevice.of("cut", new SeekableInMemoryByteChannel(cut)))) {
            CheckResult result = new Check(volume).run(0, _ -> {});
            assertThat(result.deviceFailed()).isFalse();
            assertThat(result.counts()).containsKey(Problem.IMAGE_CUT_OFF);
        }
    }

    /** Where the first block of a directory lies. */
    private static long ofDirectory(byte[] bytes) throws IOException {
        try (Volume volume =
                Volume.open(ChannelDevice.of("sound", new SeekableInMemoryByteChannel(bytes)))) {
            return ImagePath.typed("/links").lookup(volume).disk().blockPointer(0)
                    << volume.blockBits();
        }
    }

    /** Fails from a position on, as a disk with a bad sector does (EIO). */
    private static final class Failing extends SeekableInMemoryByteChannel {

        private final long from;

        Failing(byte[] bytes, long from) {
            super(bytes);
            this.from = from;
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            if (position() + buffer.remaining() > from) {
                throw new IOException("Input/output error");
            }
            return super.read(buffer);
        }
    }
}
