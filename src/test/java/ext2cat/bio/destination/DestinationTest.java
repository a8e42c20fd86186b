// SPDX-License-Identifier: Apache-2.0
package ext2cat.bio.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.bio.BlockUse;
import ext2cat.device.BlockDevice;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;

/** Runs of a file, brought to memory and to a channel: which bytes go where. */
final class DestinationTest {

    /** The largest file size there is, and a block that ends just behind it. */
    private static final long LARGEST_SIZE = Long.MAX_VALUE;

    private static final long LAST_BLOCK_OFFSET = Long.MAX_VALUE - 15;

    private final CountingDevice device = new CountingDevice();

    @Test
    void memoryGetsThePartOfARunThatItHolds() throws Exception {
        // File offsets 100 to 109 of a file whose byte i lies on the device at 1000 + i.
        checkMemory(100, 10, 96, 16, 0, 10);
        checkMemory(100, 10, 104, 4, 4, 8);
        checkMemory(100, 10, 80, 24, 0, 4);
        checkMemory(100, 10, 108, 24, 8, 10);
        checkMemory(100, 10, 100, 10, 0, 10);
        checkMemory(100, 10, 80, 20, 0, 0);
        checkMemory(100, 10, 110, 16, 0, 0);
    }

    @Test
    void memoryAtTheEndOfTheLargestFileGetsItsLastBlock() throws Exception {
        checkMemory(LARGEST_SIZE - 10, 10, LAST_BLOCK_OFFSET, 16, 0, 10);
    }

    private void checkMemory(
            long start, int size, long runOffset, int runLength, int filledFrom, int filledTo)
            throws IOException {
        byte[] bytes = new byte[size];
        byte[] expected = new byte[size];
        for (int i = filledFrom; i < filledTo; i++) {
            expected[i] = CountingDevice.byteAt(1000 + (start + i - runOffset));
        }
        new SegmentDestination(MemorySegment.ofArray(bytes), start)
                .read(device, 1000, runOffset, runLength);
        assertThat(bytes).isEqualTo(expected);
    }

    @Test
    void theChannelGetsTheRangeWithZerosForItsHoles() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination =
                new ChannelDestination(Channels.newChannel(out), 20, 100_100);
        destination.read(device, 16, 16, 16); // its first 4 bytes come before the range
        destination.read(device, 64, 64, 16);
        destination.read(device, 100_000, 100_000, 16);
        destination.flush();
        assertThat(destination.positionBytes()).isEqualTo(100_016);
        destination.finish();
        assertThat(destination.positionBytes()).isEqualTo(100_100);
        byte[] expected = new byte[100_100 - 20];
        for (int i = 20; i < 100_100; i++) {
            boolean data = i < 32 || i >= 64 && i < 80 || i >= 100_000 && i < 100_016;
            expected[i - 20] = data ? CountingDevice.byteAt(i) : 0;
        }
        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void theChannelGetsNothingOfARunBehindItsRange() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination = new ChannelDestination(Channels.newChannel(out), 0, 10);
        destination.read(device, 0, 0, 16);
        destination.read(device, 16, 16, 16);
        destination.finish();
        assertThat(out.size()).isEqualTo(10);
        assertThat(device.asked).isEqualTo(10);
    }

    @Test
    void theChannelGetsTheLastBlockOfTheLargestFile() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination =
                new ChannelDestination(Channels.newChannel(out), LARGEST_SIZE - 20, LARGEST_SIZE);
        destination.read(device, 0, LAST_BLOCK_OFFSET, 16);
        destination.finish();
        byte[] expected = new byte[20];
        for (int i = 0; i < 15; i++) {
            expected[5 + i] = CountingDevice.byteAt(i);
        }
        assertThat(out.toByteArray()).isEqualTo(expected);
    }

    @Test
    void aChannelThatFailsEndsTheRangeWhereItFailed() throws Exception {
        WritableByteChannel full =
                new WritableByteChannel() {
                    @Override
                    public int write(ByteBuffer source) throws IOException {
                        throw new IOException("full");
                    }

                    @Override
                    public boolean isOpen() {
                        return true;
                    }

                    @Override
                    public void close() {}
                };
        ChannelDestination destination = new ChannelDestination(full, 0, 100);
        destination.read(device, 0, 0, 16);
        assertThatThrownBy(destination::flush).hasMessage("full");
        assertThat(destination.positionBytes()).isEqualTo(0);
        // What could not be written is not tried again.
        destination.flush();
    }

    @Test
    void theChannelGetsAFileThatIsLargerThanTheBufferInOrder() throws Exception {
        // A large range, so that its large runs pass the buffer: small, large, hole, small.
        int size = 9 << 20;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination = new ChannelDestination(Channels.newChannel(out), 0, size);
        destination.read(device, 0, 0, 1000);
        destination.read(device, 1000, 1000, 1 << 20);
        int behindHole = 2 << 20;
        for (int at = behindHole; at < size; at += 50_000) {
            destination.read(device, at, at, 50_000);
        }
        destination.finish();
        byte[] expected = new byte[size];
        for (int i = 0; i < size; i++) {
            boolean data = i < 1000 + (1 << 20) || i >= behindHole;
            expected[i] = data ? CountingDevice.byteAt(i) : 0;
        }
        assertThat(out.toByteArray()).isEqualTo(expected);
        assertThat(device.transfers).isEqualTo(1);
    }

    @Test
    void aSmallFileIsWrittenAtOnce() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination =
                new ChannelDestination(Channels.newChannel(out), 0, 200_000);
        destination.read(device, 0, 0, 100_000);
        destination.read(device, 100_000, 100_000, 100_000);
        assertThat(out.size()).isEqualTo(0);
        destination.finish();
        assertThat(out.size()).isEqualTo(200_000);
        assertThat(device.transfers).isEqualTo(0);
    }

    @Test
    void whatLiesBeforeARunThatCannotBeReadIsSentAndNothingElse() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination = new ChannelDestination(Channels.newChannel(out), 0, 100);
        destination.read(device, 0, 0, 16);
        destination.read(device, 32, 32, 16);
        destination.read(device, CountingDevice.UNREADABLE, 48, 16);
        destination.read(device, 64, 64, 16);
        assertThatThrownBy(destination::flush).hasMessage("cannot be read");
        assertThat(out.size()).isEqualTo(48);
        assertThat(destination.positionBytes()).isEqualTo(48);
        destination.flush();
        assertThat(out.size()).isEqualTo(48);
    }

    @Test
    void aRunOutsideTheDeviceIsRefusedAtOnce() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ChannelDestination destination = new ChannelDestination(Channels.newChannel(out), 0, 100);
        assertThatThrownBy(() -> destination.read(device, Long.MAX_VALUE - 15, 0, 16))
                .isInstanceOf(EOFException.class);
    }

    @Test
    void onlyABlockOfAMapHasALevel() {
        assertThat(BlockUse.map(7, "node").isMap()).isTrue();
        assertThat(BlockUse.DATA.isMap()).isFalse();
        for (int level : new int[] {0, 8}) {
            assertThatThrownBy(() -> BlockUse.map(level, "node"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no node of level " + level);
        }
        assertThatThrownBy(() -> new BlockUse(BlockUse.Kind.DATA, 1, "data"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** An endless device whose byte at position p is p modulo 251, and 1 where that is 0. */
    private static final class CountingDevice implements BlockDevice {

        static final long UNREADABLE = 1_000_000_007;

        private long asked;
        private int transfers;

        static byte byteAt(long position) {
            return (byte) Math.max(1, position % 251);
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public long sizeBytes() {
            return Long.MAX_VALUE;
        }

        @Override
        public void read(long positionBytes, MemorySegment destination) throws IOException {
            if (positionBytes == UNREADABLE) {
                throw new IOException("cannot be read");
            }
            destination.copyFrom(
                    MemorySegment.ofArray(bytes(positionBytes, destination.byteSize())));
        }

        @Override
        public void transferTo(long positionBytes, long lengthBytes, WritableByteChannel target)
                throws IOException {
            transfers++;
            target.write(ByteBuffer.wrap(bytes(positionBytes, lengthBytes)));
        }

        @Override
        public void close() {}

        private byte[] bytes(long position, long length) {
            asked += length;
            byte[] bytes = new byte[Math.toIntExact(length)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = byteAt(position + i);
            }
            return bytes;
        }
    }
}
