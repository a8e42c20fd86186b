// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.device.MappedDevice;
import ext2cat.images.TestImages;
import ext2cat.map.ExtentFile;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

final class LargeRunsTest {

    private static final int SIZE = 4;
    private static final int BLOCKS = 28;
    private static final int SIZE_HIGH = 108;

    @TempDir private Path folder;

    /** An archive would hold 8 GiB of zeros for it. */
    @ParameterizedTest
    @ValueSource(strings = {"tree-default-1k", "tree-default-2k", "tree-default-4k"})
    void aFileThatSaysThatItHasMoreBlocksThanTheFileSystemIsNotBelieved(String name)
            throws IOException {
        byte[] image = new TestImages().named(name).bytes();
        Path file = Files.write(folder.resolve("image"), image);
        int inode;
        try (Volume volume = open(file)) {
            Inode whole = ImagePath.typed("/70000-bytes").lookup(volume);
            assertThat(dataBytes(whole)).isEqualTo(70_000);
            inode =
                    (int)
                            (volume.groupDescriptor(0).inodeTable() * volume.blockSizeBytes()
                                    + (whole.number() - 1) * volume.superblock().inodeSizeBytes());
        }
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(inode + SIZE, 0)
                .putInt(inode + SIZE_HIGH, 2)
                .putInt(inode + BLOCKS, -1);
        try (Volume volume = open(Files.write(file, image))) {
            Inode large = ImagePath.typed("/70000-bytes").lookup(volume);
            assertThat(large.sizeBytes()).isEqualTo(8L << 30);
            assertThat(dataBytes(large))
                    .isEqualTo((70_000L / volume.blockSizeBytes() + 1) * volume.blockSizeBytes());
        }
    }

    @Test
    void anyKindOfMapHasItsDataShown() throws IOException {
        ExtentFile file = new ExtentFile();
        List<String> runs = new ArrayList<>();
        new LargeRuns(file.map(file.disk().submitter()), file.sizeBytes(), ExtentFile.BLOCK_BITS)
                .forEachRun((offset, length) -> runs.add(offset + " " + length));
        List<String> expected = new ArrayList<>();
        for (long block = 0; block < file.sizeBlocks(); block++) {
            long first = block;
            while (file.isData(block)) {
                block++;
            }
            if (block > first) {
                long offset = first << ExtentFile.BLOCK_BITS;
                expected.add(offset + " " + (block - first << ExtentFile.BLOCK_BITS));
            }
        }
        assertThat(runs).isEqualTo(expected).hasSizeGreaterThan(15);
    }

    private static Volume open(Path file) throws IOException {
        return Volume.open(MappedDevice.open(file));
    }

    private static long dataBytes(Inode file) throws IOException {
        long[] sum = new long[1];
        LargeRuns.of(file).forEachRun((_, lengthBytes) -> sum[0] += lengthBytes);
        return sum[0];
    }
}
