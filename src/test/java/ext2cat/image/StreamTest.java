// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChildJvm;
import ext2cat.device.OpenFiles;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Images that come through a pipe. */
@Timeout(60)
final class StreamTest {

    @TempDir private Path temporary;
    private Path expansions;
    private Path pipe;

    @BeforeEach
    void makePipe() throws Exception {
        expansions = Files.createDirectory(temporary.resolve("expansions"));
        pipe = temporary.resolve("pipe");
        assumeTrue(
                ChildJvm.run(List.of("mkfifo", pipe.toString())).status() == 0,
                "mkfifo cannot make a pipe here");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, (1 << 16) - 1, 1 << 16, (1 << 16) + 1, 1_000_000})
    void whatAPipeGivesIsTheImage(int sizeBytes) throws IOException {
        byte[] content = new byte[sizeBytes];
        new Random(sizeBytes).nextBytes(content);
        CompletableFuture<Void> writer = write(content);
        assertThat(opened(ExpansionProgress.SILENT)).isEqualTo(content);
        writer.join();
        nothingIsLeft();
    }

    @Test
    void whatIsCompressedIsExpanded() throws IOException {
        byte[] content = {1, 2, 3};
        write(Compressor.compress(Compression.XZ, content));
        assertThat(opened(ExpansionProgress.SILENT)).isEqualTo(content);
        nothingIsLeft();
    }

    @Test
    void progressIsToldOfAnUnknownSize() throws IOException {
        List<Long> read = new ArrayList<>();
        write(new byte[100_000]);
        opened(
                (readBytes, sizeBytes, expandedBytes) -> {
                    assertThat(sizeBytes).isZero();
                    read.add(readBytes);
                });
        assertThat(read).containsExactly(65536L, 100_000L);
    }

    @Test
    void whatIsLargerThanAllowedIsRefusedAndNothingStays() throws IOException {
        write(new byte[100_000]);
        ImageOpener opener =
                new ImageOpener(expansions, ExpansionProgress.SILENT).withMostExpanded(99_999);
        assertThatThrownBy(() -> opener.open(pipe))
                .hasMessage(
                        pipe
                                + ": its data is of more than 99999 bytes, which is the limit;"
                                + " --max-expand sets another");
        nothingIsLeft();
    }

    @Test
    void aSocketIsRefusedByName() throws IOException {
        Path socket = temporary.resolve("socket");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            ImageOpener opener = new ImageOpener(expansions, ExpansionProgress.SILENT);
            assertThatThrownBy(() -> opener.open(socket))
                    .hasMessage(
                            socket
                                    + ": is a socket; an image must be a file, a block device or a"
                                    + " pipe");
        }
    }

    private void nothingIsLeft() throws IOException {
        assertThat(expansions).isEmptyDirectory();
        if (OpenFiles.areKnown()) {
            assertThat(OpenFiles.in(expansions)).isEmpty();
        }
    }

    private byte[] opened(ExpansionProgress progress) throws IOException {
        try (BlockDevice device = new ImageOpener(expansions, progress).open(pipe)) {
            assertThat(device.name()).startsWith(pipe.toString());
            byte[] bytes = new byte[Math.toIntExact(device.sizeBytes())];
            device.read(0, MemorySegment.ofArray(bytes));
            return bytes;
        }
    }

    private CompletableFuture<Void> write(byte[] content) {
        return CompletableFuture.runAsync(
                () -> {
                    try (OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
                        out.write(content);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
