// SPDX-License-Identifier: Apache-2.0
package ext2cat.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

final class PartitionTest {

    @TempDir private Path temporary;
    private BlockDevice whole;

    @BeforeEach
    void openDisk() throws IOException {
        Path disk = temporary.resolve("disk.img");
        Files.write(disk, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        whole = MappedDevice.open(disk);
    }

    @AfterEach
    void closeDisk() throws IOException {
        whole.close();
    }

    @Test
    void aPartitionFromAnOffsetReachesToTheEnd() throws IOException {
        Partition partition = Partition.from(whole, 3);
        byte[] bytes = new byte[7];
        partition.read(0, MemorySegment.ofArray(bytes));
        assertThat(partition.sizeBytes()).isEqualTo(7);
        assertThat(bytes).containsExactly(3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void theNameTellsThePartFromTheWhole() throws IOException {
        assertThat(Partition.from(whole, 3).name()).isEqualTo(whole.name() + " (from byte 3)");
    }

    @Test
    void aPartitionOfAPartitionIsReadWhereItLies() throws IOException {
        Partition inner = Partition.of(Partition.of(whole, 2, 6), 3, 2);
        byte[] bytes = new byte[2];
        inner.read(0, MemorySegment.ofArray(bytes));
        assertThat(bytes).containsExactly(5, 6);
    }

    @Test
    void whatLiesBehindThePartitionIsNotRead() throws IOException {
        Partition partition = Partition.of(whole, 2, 6);
        assertThatThrownBy(() -> partition.read(5, MemorySegment.ofArray(new byte[2])))
                .isInstanceOf(EOFException.class)
                .hasMessage(partition.name() + ": 2 bytes at byte 5 are not inside its 6 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 11, Long.MAX_VALUE, Long.MIN_VALUE})
    void anOffsetThatIsNotInsideIsRefused(long offset) {
        assertThatThrownBy(() -> Partition.from(whole, offset))
                .isInstanceOf(EOFException.class)
                .hasMessage(
                        "%s: offset %d is not inside its 10 bytes".formatted(whole.name(), offset));
    }

    @Test
    void anOffsetAtTheEndLeavesAnEmptyPartition() throws IOException {
        assertThat(Partition.from(whole, 10).sizeBytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 11", "10, 1", "5, -1", "-1, 5", "1, 9223372036854775807"})
    void aPartThatIsNotInsideIsRefused(long offset, long length) {
        assertThatThrownBy(() -> Partition.of(whole, offset, length))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("%d bytes at byte %d", length, offset);
    }

    @Test
    void closingThePartitionClosesTheWhole() throws IOException {
        Partition.from(whole, 3).close();
        assertThatThrownBy(() -> whole.read(0, MemorySegment.ofArray(new byte[1])))
                .isInstanceOf(IOException.class);
    }
}
