// SPDX-License-Identifier: Apache-2.0
package ext2cat.export;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.images.Carrier;
import ext2cat.images.TestImages;
import ext2cat.map.BlockMap;
import ext2cat.mpage.Contents;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.Mapping;
import ext2cat.readorder.observe.RecordingSubmitter;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The reads of a window go front to back. */
final class DiskOrderTest {

    private static final int BLOCK_BITS = 10;

    @TempDir private Path folder;
    private final List<Bio> bios = Collections.synchronizedList(new ArrayList<>());

    @ParameterizedTest
    @ValueSource(
            strings = {"tree-default-1k", "tree-default-2k", "tree-default-4k", "tree-inode256-4k"})
    void aWindowIsReadInOneSweep(String image) throws IOException {
        List<Bio> window = readAll(image);
        assertThat(window).hasSizeGreaterThan(20).extracting(Bio::use).contains(BlockMap.use(1));
        assertThat(backwardSeeks(window)).isZero();
    }

    @Test
    void whatLiesBehindTheSweepIsReadByASecondOne() {
        DiskOrder order = new DiskOrder(bios::add, BLOCK_BITS);
        order.add(file(order, 90, 95));
        order.add(file(order, 60, 100, 50, 101, 65, 40));
        order.sweep();
        assertThat(bios)
                .extracting(Bio::diskBlock)
                .containsExactly(60L, 65L, 90L, 95L, 100L, 101L, 40L, 50L);
    }

    /** A file whose blocks lie there. */
    private static DiskOrder.Errand file(DiskOrder order, long... diskBlocks) {
        int sizeBytes = diskBlocks.length << BLOCK_BITS;
        GetBlock map = (block, _) -> new Mapping.Mapped(diskBlocks[(int) block], 1, false);
        Contents reader = Contents.ofBlocks(sizeBytes, BLOCK_BITS, map, order);
        Piece piece = new Piece(Slab.of(ExportOptions.DEFAULT), 0, 0, sizeBytes);
        return new DiskOrder.Errand() {
            @Override
            public long diskBlock() {
                return diskBlocks[0];
            }

            @Override
            public void run(DiskOrder order) {
                order.plan(reader, 0, sizeBytes, piece);
            }
        };
    }

    /** The bios that follow the walk, which is one window's. */
    private List<Bio> readAll(String image) throws IOException {
        OpenOptions options =
                OpenOptions.DEFAULT.withObserver(disk -> new RecordingSubmitter(bios::add, disk));
        Received received = new Received();
        int[] walkEnd = new int[1];
        try (Volume volume =
                Volume.open(Carrier.MAPPED.open(new TestImages().named(image), folder), options)) {
            new Export(volume, ExportOptions.DEFAULT.withXattrs().withSlabs(64 << 20, 1))
                    .run(
                            visitor -> {
                                ExportTest.all(volume).walk(visitor);
                                walkEnd[0] = bios.size();
                            },
                            received);
        }
        assertThat(received.damage).isEmpty();
        return bios.subList(walkEnd[0], bios.size());
    }

    private static long backwardSeeks(List<Bio> bios) {
        long seeks = 0;
        for (int i = 1; i < bios.size(); i++) {
            if (bios.get(i).diskBlock() < bios.get(i - 1).diskBlock()) {
                seeks++;
            }
        }
        return seeks;
    }
}
