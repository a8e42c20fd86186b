// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.host.SlowSink;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** What {@link BlockDevice#transferTo} promises, for every kind of device and target. */
@ParameterizedClass
@EnumSource(DeviceKind.class)
final class TransferContractTest {

    /** More than a pipe or a socket holds, and no multiple of anything. */
    private static final int SIZE_BYTES = 1_300_003;

    private final DeviceKind kind;
    private final byte[] content = new byte[SIZE_BYTES];
    @TempDir private Path temporary;

    TransferContractTest(DeviceKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void fillContent() {
        new Random(1).nextBytes(content);
    }

    @ParameterizedTest
    @CsvSource({"0, 1300003", "1, 1300001", "4095, 2", "65536, 65537", "1300002, 1", "1300003, 0"})
    void aRunIsWrittenAtThePositionOfTheTargetFile(int position, int length) throws IOException {
        Path target = Files.writeString(temporary.resolve("target"), "0123456789");
        try (BlockDevice device = open();
                FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
            channel.position(3);
            device.transferTo(position, length, channel);
            assertThat(channel.position()).isEqualTo(3 + length);
        }
        byte[] written = Files.readAllBytes(target);
        assertThat(written).startsWith('0', '1', '2').hasSize(Math.max(10, 3 + length));
        assertThat(Arrays.copyOfRange(written, 3, 3 + length)).isEqualTo(run(position, length));
    }

    @Test
    void aFileInAppendModeGrowsAtItsEnd() throws IOException {
        Path target = Files.writeString(temporary.resolve("target"), "0123456789");
        try (BlockDevice device = open();
                FileChannel channel = new FileOutputStream(target.toFile(), true).getChannel()) {
            device.transferTo(5, SIZE_BYTES - 5, channel);
        }
        try (InputStream written = Files.newInputStream(target)) {
            assertThat(written.readNBytes(10)).asString().isEqualTo("0123456789");
            assertThat(written.readAllBytes()).isEqualTo(run(5, SIZE_BYTES - 5));
        }
    }

    @Test
    void aPipeReceivesTheRun() throws Exception {
        Pipe pipe = Pipe.open();
        checkReceived(pipe.sink(), pipe.source());
    }

    @Test
    void aSocketReceivesTheRun() throws Exception {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            SocketChannel sender = SocketChannel.open(server.getLocalAddress());
            checkReceived(sender, server.accept());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1300003", "77, 65536", "77, 65537", "1300003, 0"})
    void aChannelInMemoryThatTakesItsTimeReceivesTheRun(int position, int length)
            throws IOException {
        SlowSink sink = new SlowSink(50_000);
        try (BlockDevice device = open()) {
            device.transferTo(position, length, sink);
        }
        assertThat(sink.taken()).isEqualTo(run(position, length));
    }

    @Test
    void aFileChannelThatTakesNothingForAWhileReceivesTheRun() throws IOException {
        SlowSink sink = new SlowSink(50_000);
        try (BlockDevice device = open()) {
            device.transferTo(77, 200_000, new SlowFileChannel(sink));
        }
        assertThat(sink.taken()).isEqualTo(run(77, 200_000));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "0, 1300004", "1300003, 1", "0, -1", "9223372036854775807, 1"})
    void aRunThatIsNotInsideIsRefusedAndNothingIsSent(long position, long length)
            throws IOException {
        Path target = temporary.resolve("target");
        SlowSink sink = new SlowSink(1000);
        try (BlockDevice device = open();
                FileChannel channel = newFile(target)) {
            for (WritableByteChannel it : new WritableByteChannel[] {channel, sink}) {
                assertThatThrownBy(() -> device.transferTo(position, length, it))
                        .isExactlyInstanceOf(EOFException.class)
                        .hasMessage(
                                device.name()
                                        + ": %d bytes at byte %d are not inside its 1300003 bytes"
                                                .formatted(length, position));
            }
        }
        assertThat(target).isEmptyFile();
        assertThat(sink.taken()).isEmpty();
    }

    @Test
    void anImageThatShrankSinceItWasOpenedSaysSoAndSendsNothingElse() throws IOException {
        Path image = kind.write(temporary, content);
        Path target = temporary.resolve("target");
        SlowSink sink = new SlowSink(10_000);
        try (BlockDevice device = kind.open(image, SIZE_BYTES);
                FileChannel channel = newFile(target)) {
            try (FileChannel truncated = FileChannel.open(image, StandardOpenOption.WRITE)) {
                truncated.truncate(kind.beforeBytes() + 70_000);
            }
            for (WritableByteChannel it : new WritableByteChannel[] {channel, sink}) {
                assertThatThrownBy(() -> device.transferTo(10, 200_000, it))
                        .isInstanceOf(DeviceShrunkException.class)
                        .hasMessageContaining("became shorter")
                        .hasMessageContaining("has %d now", kind.beforeBytes() + 70_000);
            }
        }
        assertThat(run(10, 69_990)).startsWith(Files.readAllBytes(target));
        assertThat(run(10, 69_990)).startsWith(sink.taken());
    }

    @Test
    void aTargetInNonBlockingModeIsRefused() throws IOException {
        Pipe pipe = Pipe.open();
        try (BlockDevice device = open();
                Pipe.SinkChannel sink = pipe.sink();
                Pipe.SourceChannel _ = pipe.source()) {
            sink.configureBlocking(false);
            assertThatThrownBy(() -> device.transferTo(0, 10, sink))
                    .isInstanceOf(IllegalBlockingModeException.class);
        }
    }

    private void checkReceived(WritableByteChannel sender, ReadableByteChannel receiver)
            throws Exception {
        CompletableFuture<byte[]> received =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (InputStream in = Channels.newInputStream(receiver)) {
                                return in.readAllBytes();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
        try (BlockDevice device = open();
                sender) {
            device.transferTo(1, SIZE_BYTES - 1, sender);
        }
        assertThat(received.get()).isEqualTo(run(1, SIZE_BYTES - 1));
    }

    private BlockDevice open() throws IOException {
        return kind.open(kind.write(temporary, content), SIZE_BYTES);
    }

    private byte[] run(int position, int length) {
        return Arrays.copyOfRange(content, position, position + length);
    }

    private static FileChannel newFile(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
