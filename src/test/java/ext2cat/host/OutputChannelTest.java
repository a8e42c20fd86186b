// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ext2cat.device.DeviceShrunkException;
import ext2cat.device.MappedDevice;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What an output's descriptor tells of it, and what is done with that. */
final class OutputChannelTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    @TempDir private Path temporary;

    @BeforeEach
    void requireLinux() {
        assumeThat(DESCRIPTORS).as("a system with /proc").isDirectory();
    }

    @Test
    void aPipeThatManyBytesAreExpectedForIsEnlarged() throws IOException {
        Map<Integer, String> before = descriptors();
        Pipe pipe = Pipe.open();
        try (Pipe.SinkChannel _ = pipe.sink();
                Pipe.SourceChannel _ = pipe.source();
                FileChannel unused = newFile("unused")) {
            List<Integer> ends = openedSince(before, "pipe:");
            assertThat(ends).hasSize(2);
            int end = ends.getFirst();
            OutputChannel output = new OutputChannel(unused, end);
            output.expect(OutputChannel.MANY_BYTES - 1);
            assertThat(output.kind()).isEqualTo(OutputChannel.Kind.UNKNOWN);
            assertThat(new Descriptor(end).pipeBytes())
                    .isBetween(1L, Descriptor.ENOUGH_PIPE_BYTES - 1);
            output.expect(OutputChannel.MANY_BYTES);
            assertThat(output.kind()).isEqualTo(OutputChannel.Kind.PIPE);
            output.finishPreparation();
            assertThat(new Descriptor(end).pipeBytes()).isEqualTo(Descriptor.ENOUGH_PIPE_BYTES);
        }
    }

    @Test
    void whatIsNoPipeHoldsNothing() throws IOException {
        Map<Integer, String> before = descriptors();
        try (FileChannel file = newFile("file")) {
            int descriptor =
                    openedSince(before, temporary.toRealPath().resolve("file").toString())
                            .getFirst();
            assertThat(new Descriptor(descriptor).pipeBytes()).isNegative();
            OutputChannel output = new OutputChannel(file, descriptor);
            output.expect(Long.MAX_VALUE);
            assertThat(output.kind())
                    .isIn(OutputChannel.Kind.FILE, OutputChannel.Kind.UNKNOWN); // reflinks or not
        }
        assertThat(new Descriptor(-1).pipeBytes()).isNegative();
    }

    @Test
    void aFileGetsTheBytesInPiecesAndNotWhatIsLost() throws IOException {
        byte[] content = new byte[(1 << 20) + 77];
        new Random(1).nextBytes(content);
        Path image = Files.write(temporary.resolve("image"), content);
        Map<Integer, String> before = descriptors();
        try (MappedDevice device = MappedDevice.open(image);
                FileChannel file = newFile("file")) {
            Path place = temporary.toRealPath().resolve("file");
            OutputChannel output =
                    new OutputChannel(file, openedSince(before, place.toString()).getFirst());
            assertThat(output.isForTheKernel()).as("not looked at").isTrue();
            output.expect(Long.MAX_VALUE);
            assumeThat(output.kind())
                    .as("a file system in which files share no extents")
                    .isEqualTo(OutputChannel.Kind.FILE);
            assertThat(output.isForTheKernel()).isFalse();
            device.transferTo(3, content.length - 3, output);
            assertThat(Files.readAllBytes(place))
                    .isEqualTo(Arrays.copyOfRange(content, 3, content.length));
            try (FileChannel truncated = FileChannel.open(image, StandardOpenOption.WRITE)) {
                truncated.truncate(1 << 19);
            }
            assertThatThrownBy(() -> device.transferTo(3, content.length - 3, output))
                    .isInstanceOf(DeviceShrunkException.class);
        }
    }

    @Test
    void aLargeFileGetsItsBlocksBeforehandAndKeepsItsSize() throws Exception {
        Map<Integer, String> before = descriptors();
        Path place = temporary.toRealPath().resolve("file");
        try (FileChannel file = newFile("file");
                FileChannel _ = newFile("other")) {
            int other = openedSince(before, place.resolveSibling("other").toString()).getFirst();
            assumeThat(new Descriptor(other).allocate(0, 4096))
                    .as("a file system that gives blocks beforehand")
                    .isTrue();
            OutputChannel output =
                    new OutputChannel(file, openedSince(before, place.toString()).getFirst());
            output.expect(OutputChannel.WORTH_ALLOCATING_BYTES - 1);
            assumeThat(output.kind())
                    .as("a file system in which files share no extents")
                    .isEqualTo(OutputChannel.Kind.FILE);
            output.write(ByteBuffer.allocate(4096));
            long usual = allocatedBytes(place);
            assumeThat(usual).as("what stat tells of allocation").isBetween(0L, 1L << 20);
            output.expect(OutputChannel.WORTH_ALLOCATING_BYTES); // which does not come
            output.expect(1);
            output.write(ByteBuffer.allocate(4096));
            assertThat(allocatedBytes(place)).isLessThan(1 << 20);
            output.expect(OutputChannel.WORTH_ALLOCATING_BYTES);
            output.finishPreparation();
            output.write(ByteBuffer.allocate(4096));
            assertThat(allocatedBytes(place))
                    .isBetween(
                            OutputChannel.ALLOCATION_BYTES,
                            OutputChannel.ALLOCATION_BYTES + (1 << 20));
            assertThat(Files.size(place)).isEqualTo(3 * 4096);
        }
    }

    @Test
    void blocksAreNotGivenInTheMiddleOfAFileOrBehindTheEnd() throws Exception {
        Path place = Files.write(temporary.resolve("file"), new byte[1 << 16]).toRealPath();
        for (long position : new long[] {0, 4096, 1 << 17}) {
            Map<Integer, String> before = descriptors();
            try (FileChannel file = FileChannel.open(place, StandardOpenOption.WRITE)) {
                OutputChannel output =
                        new OutputChannel(file, openedSince(before, place.toString()).getFirst());
                file.position(position);
                output.expect(Long.MAX_VALUE);
                output.finishPreparation();
                output.write(ByteBuffer.allocate(4096));
                long allocatedBytes = allocatedBytes(place);
                assertThat(allocatedBytes).as("at %d", position).isLessThan(1 << 20);
            }
        }
    }

    /** How many bytes the blocks of a file have; negative if there is nothing that tells. */
    private static long allocatedBytes(Path file) throws IOException, InterruptedException {
        Process stat;
        try {
            stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        } catch (IOException e) {
            return -1;
        }
        String answer = new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return stat.waitFor() == 0 ? Long.parseLong(answer.strip()) * 512 : -1;
    }

    private FileChannel newFile(String name) throws IOException {
        return FileChannel.open(
                temporary.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /** The open descriptors of this process, by number, and what they lead to. */
    private static Map<Integer, String> descriptors() throws IOException {
        Map<Integer, String> targets = new HashMap<>();
        try (Stream<Path> links = Files.list(DESCRIPTORS)) {
            for (Path link : links.toList()) {
                targets.put(Integer.valueOf(link.getFileName().toString()), target(link));
            }
        }
        return targets;
    }

    /** What a descriptor leads to; nothing if it was closed meanwhile. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** The descriptors that were opened since, and lead to a place whose name begins like that. */
    private static List<Integer> openedSince(Map<Integer, String> before, String target)
            throws IOException {
        return descriptors().entrySet().stream()
                .filter(it -> !it.getValue().equals(before.get(it.getKey())))
                .filter(it -> it.getValue().startsWith(target))
                .map(Map.Entry::getKey)
                .toList();
    }
}
