// SPDX-License-Identifier: Apache-2.0
package ext2cat.mpage.read;

import static ext2cat.mpage.read.FakeMap.HOLE;
import static ext2cat.mpage.read.Plan.FOUR_BLOCKS;
import static ext2cat.mpage.read.Plan.NOWHERE;
import static ext2cat.mpage.read.Plan.shape;
import static ext2cat.mpage.read.Plan.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.mpage.Advice;
import ext2cat.mpage.GetBlock;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pages that could not be read: they stay, and are read again by whoever comes to them. Pages of
 * four blocks of 1 KiB; the device fails the first reads of some blocks.
 */
final class PageBuffersTest {

    private static final long PAGE = 4096;

    private final BioLines seen = new BioLines();
    private final Map<Long, Integer> failuresOfBlock = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"ext2", "linux-3.10", "ext4"})
    void aPageThatHasBuffersIsReadAgainOnlyWhereItIsNotUpToDate(String model) throws Exception {
        FakeMap map = FakeMap.of(50, 60, 70, 80);
        AddressSpace pages = pages(model, map);
        failuresOfBlock.put(70L, 1);
        pages.readPages(0, 1, 0);
        assertThat(pages.isUptodate(0)).isFalse();
        int asked = map.calls().size();
        seen.lines().clear();
        pages.readFolio(0);
        assertThat(pages.isUptodate(0)).isTrue();
        verify(seen, "confused 0", "R 70+1 d2 confused: has buffers");
        assertThat(map.calls()).as("mapped once").hasSize(asked);
    }

    @Test
    void aBlockThatCouldNotBeMappedIsMappedAgainAndTheOthersAreNotReadAgain() throws Exception {
        FakeMap map = FakeMap.of(50, 60, HOLE, 80);
        int[] failures = {2};
        AddressSpace pages =
                pages(
                        "ext2",
                        (block, count) -> {
                            if (block == 3 && failures[0]-- > 0) {
                                throw new IOException("no map of block 3");
                            }
                            return map.getBlock(block, count);
                        },
                        4);
        pages.readPages(0, 1, 0);
        seen.lines().clear();
        assertThatThrownBy(() -> pages.readFolio(0)).hasMessage("no map of block 3");
        pages.readFolio(0);
        assertThat(pages.isUptodate(0)).isTrue();
        verify(seen, "confused 0", "confused 0", "R 80+1 d3 confused: has buffers");
    }

    @Test
    void partsOfAPageThatAreUpToDateAreHadWithoutTheRest() throws Exception {
        OpenFile file =
                new OpenFile(pages("ext2", FakeMap.of(50, 60, 70, 80)), QueueLimits.DEFAULT);
        failuresOfBlock.put(70L, Integer.MAX_VALUE);
        assertThat(file.read(0, 2048)).isEqualTo(2048);
        seen.lines().clear();
        assertThat(file.read(3 * 1024, 1024)).isEqualTo(1024);
        assertThat(file.read(1024, 1024)).isEqualTo(1024);
        verify(seen);
        assertThatThrownBy(() -> file.read(2000, 100)).hasMessage("unreadable");
        verify(seen, "confused 0", "R 70+1 d2 confused: has buffers");
    }

    @Test
    void aReadEndsBeforeThePageThatCannotBeReadAndTheNextOneFails() throws Exception {
        OpenFile file = new OpenFile(pages("ext2", FakeMap.run(100, 16)), QueueLimits.DEFAULT);
        // The window is one bio, which fails; then the pages are read one by one.
        failuresOfBlock.put(100L, 1);
        failuresOfBlock.put(104L, Integer.MAX_VALUE);
        assertThat(file.read(0, 4 * PAGE)).isEqualTo(PAGE);
        assertThatThrownBy(() -> file.read(PAGE, PAGE)).hasMessage("unreadable");
        verify(
                seen,
                "RA 100+16 d0-15 end of window",
                "R 100+4 d0-3 end of window",
                "R 104+4 d4-7 end of window",
                "R 104+4 d4-7 end of window");
    }

    @Test
    void aFailureMakesTheNextWindowsAQuarterAsLarge() throws Exception {
        OpenFile file =
                new OpenFile(
                        pages("ext2", FakeMap.run(100, 4 * 1000)),
                        QueueLimits.ofKilobytes(128, 128));
        failuresOfBlock.put(100L, 2);
        assertThatThrownBy(() -> file.read(0, PAGE)).hasMessage("unreadable");
        file.fault(500, Advice.NORMAL);
        assertThat(seen.lines()).last().isEqualTo("RA 2084+32 d1984-2015 end of window");
    }

    @Test
    void pagesThatAreDroppedHaveNoBuffersLeft() throws Exception {
        AddressSpace pages = pages("ext2", FakeMap.of(50, 60, 70, 80));
        failuresOfBlock.put(70L, 1);
        pages.readPages(0, 1, 0);
        pages.drop(0, 1);
        seen.lines().clear();
        pages.readPages(0, 1, 0);
        assertThat(seen.lines()).hasSize(5);
        assertThat(pages.isUptodate(0)).isTrue();
    }

    private AddressSpace pages(String model, FakeMap map) {
        return pages(model, map, map.blocks());
    }

    private AddressSpace pages(String model, GetBlock map, int blocks) {
        return new AddressSpace(
                List.of(ReadModel.EXT2, ReadModel.LINUX_3_10, ReadModel.EXT4).stream()
                        .filter(known -> known.name().equals(model))
                        .findFirst()
                        .orElseThrow(),
                shape(FOUR_BLOCKS, blocks),
                map,
                seen.recording(
                        bio -> {
                            if (failuresOfBlock.merge(bio.diskBlock(), -1, Integer::sum) >= 0) {
                                throw new IOException("unreadable");
                            }
                        }),
                NOWHERE,
                seen);
    }
}
