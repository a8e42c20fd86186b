// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ext2cat.device.BlockDevice;
import ext2cat.device.ChildJvm;
import ext2cat.device.MappedDevice;
import ext2cat.device.OpenFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

final class TemporaryFileTest {

    private static final int CHUNK = TemporaryFile.CHUNK_BYTES;

    @TempDir private Path temporary;

    @Test
    void chunksOfZerosAreReadAsZerosAndTakeNoRoom() throws Exception {
        assumeTrue(OpenFiles.areKnown(), "the system does not list open files");
        byte[] sevens = new byte[CHUNK];
        Arrays.fill(sevens, (byte) 7);
        byte[] zeros = new byte[CHUNK];
        try (TemporaryFile image = TemporaryFile.createIn(temporary)) {
            for (int i = 0; i < 1000; i++) {
                image.append(i == 3 ? sevens : zeros, CHUNK);
            }
            image.append(zeros, 5);
            try (BlockDevice device = MappedDevice.ofOwnFile("image", image.handOver())) {
                assertThat(device.sizeBytes()).isEqualTo(1000L * CHUNK + 5);
                byte[] around = new byte[CHUNK + 2];
                device.read(3L * CHUNK - 1, MemorySegment.ofArray(around));
                assertThat(around).startsWith(0, 7).endsWith(7, 0);
                byte[] end = new byte[10];
                device.read(device.sizeBytes() - 10, MemorySegment.ofArray(end));
                assertThat(end).containsOnly(0);
                // Some file systems need a block or two of their own for the one chunk.
                assertThat(allocatedBytes()).isBetween((long) CHUNK, 4L * CHUNK);
            }
        }
    }

    @Test
    void aByteOtherThanZeroAnywhereInAChunkIsKept() throws IOException {
        for (int at : new int[] {0, 1, CHUNK / 2, CHUNK - 1}) {
            byte[] chunk = new byte[CHUNK];
            chunk[at] = 1;
            try (TemporaryFile image = TemporaryFile.createIn(temporary)) {
                image.append(chunk, CHUNK);
                try (BlockDevice device = MappedDevice.ofOwnFile("image", image.handOver())) {
                    byte[] read = new byte[CHUNK];
                    device.read(0, MemorySegment.ofArray(read));
                    assertThat(read).isEqualTo(chunk);
                }
            }
        }
    }

    @Test
    void theFileIsItsOwnersAloneAndHasNoNameWhileItIsOpen() throws IOException {
        assumeTrue(OpenFiles.areKnown(), "the system does not list open files");
        try (TemporaryFile image = TemporaryFile.createIn(temporary)) {
            assertThat(temporary).isEmptyDirectory();
            Path file = onlyOpenFile();
            assertThat((int) Files.getAttribute(file, "unix:mode") & 0777).isEqualTo(0600);
            image.append(new byte[] {1}, 1);
        }
        assertThat(OpenFiles.in(temporary)).isEmpty();
    }

    @Test
    void aDeviceOutlivesTheImageAndFreesItsFile() throws IOException {
        assumeTrue(OpenFiles.areKnown(), "the system does not list open files");
        BlockDevice device;
        try (TemporaryFile image = TemporaryFile.createIn(temporary)) {
            image.append(new byte[] {1, 2, 3}, 3);
            device = MappedDevice.ofOwnFile("image", image.handOver());
        }
        byte[] bytes = new byte[3];
        device.read(0, MemorySegment.ofArray(bytes));
        assertThat(bytes).containsExactly(1, 2, 3);
        device.close();
        assertThat(OpenFiles.in(temporary)).isEmpty();
    }

    @Test
    void aDirectoryThatIsMissingIsNamed() {
        Path missing = temporary.resolve("missing");
        assertThatThrownBy(() -> TemporaryFile.createIn(missing))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        missing
                                + ": a temporary image cannot be written there:"
                                + " there is no such directory");
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsNamedOnce() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> TemporaryFile.createIn(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(
                        file
                                + ": a temporary image cannot be written there: it is not a"
                                + " directory");
    }

    @Test
    void aFileThatMayNotGrowAnyMoreIsAnErrorThatNamesTheDirectoryAndStaysNowhere()
            throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh");
        List<String> command = ChildJvm.command(List.of(), FullTemporaryFile.class, temporary);
        // The limit is in blocks of 512 or 1024 bytes, depending on the shell.
        String limited = "ulimit -f 256; exec \"$0\" \"$@\"";
        ChildJvm.Result result =
                ChildJvm.run(
                        Stream.concat(List.of("/bin/sh", "-c", limited).stream(), command.stream())
                                .toList());
        assertThat(result.output())
                .startsWith(temporary + ": a temporary image cannot be written there: ");
        assertThat(temporary).isEmptyDirectory();
    }

    private Path onlyOpenFile() throws IOException {
        List<Path> open = OpenFiles.in(temporary);
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private long allocatedBytes() throws Exception {
        String link =
                "/proc/" + ProcessHandle.current().pid() + "/fd/" + onlyOpenFile().getFileName();
        ChildJvm.Result stat = ChildJvm.run(List.of("stat", "-L", "-c", "%b", link));
        return Long.parseLong(stat.output().strip()) * 512;
    }
}
