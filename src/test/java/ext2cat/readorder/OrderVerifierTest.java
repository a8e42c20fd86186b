// SPDX-License-Identifier: Apache-2.0
package ext2cat.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.observe.OrderVerifier;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

class OrderVerifierTest {

    @Test
    void usualLayoutIsInOrder() throws IOException {
        OrderVerifier verifier = verify(ReadModel.EXT2, LaidOutFile.usual(1500, 100));
        assertThat(verifier.verdict().first()).isEmpty();
        assertThat(verifier.reads()).isGreaterThan(10);
    }

    @Test
    void seekBackToDataThatTheIndirectBlockOvertookIsAnOffence() throws IOException {
        OrderVerifier verifier = verify(ReadModel.NO_BOUNDARY, LaidOutFile.usual(16, 6183));
        assertThat(verifier.verdict().first())
                .hasValueSatisfying(
                        offence -> {
                            assertThat(offence).isInstanceOf(Offence.BackwardSeek.class);
                            assertThat(offence.read()).isEqualTo(2);
                        });
        assertThat(verifier.verdict().offences()).isEqualTo(1);
    }

    @Test
    void fileThatLiesBackwardsForcesItsSeeks() throws IOException {
        OrderVerifier verifier =
                verify(
                        ReadModel.EXT2,
                        LaidOutFile.of(36, 37, 38, 39, 32, 33, 34, 35, 28, 29, 30, 31));
        assertThat(verifier.reads()).isEqualTo(3);
        assertThat(verifier.verdict().first()).isEmpty();
    }

    @Test
    void indirectBlockInFrontOfTheFileForcesItsSeek() throws IOException {
        long[] disk = new long[16];
        for (int i = 0; i < disk.length; i++) {
            disk[i] = 500 + i;
        }
        OrderVerifier verifier = verify(ReadModel.EXT2, LaidOutFile.of(disk).indirectAt(12, 100));
        assertThat(verifier.reads()).isEqualTo(3);
        assertThat(verifier.verdict().first()).isEmpty();
    }

    @Test
    void holeAtTheLastDirectBlockLetsTheIndirectBlockOvertake() throws IOException {
        LaidOutFile file =
                LaidOutFile.of(10, 11, 12, 13, 14, 15, 16, 17, 0, 0, 0, 0, 31, 32, 33, 34)
                        .indirectAt(12, 30);
        assertThat(verify(ReadModel.EXT2, file).verdict().first())
                .hasValueSatisfying(
                        offence -> assertThat(offence).isInstanceOf(Offence.BackwardSeek.class));
    }

    @Test
    void oneBlockReadsOfAdjacentBlocksAreNotMerged() throws IOException {
        OrderVerifier verifier = verify(ReadModel.PER_BLOCK, LaidOutFile.usual(4, 100));
        assertThat(verifier.verdict().offences()).isEqualTo(3);
        assertThat(verifier.verdict().first())
                .hasValueSatisfying(
                        offence -> assertThat(offence).isInstanceOf(Offence.NotMerged.class));
    }

    @Test
    void confusedPagesAreSplitByDesign() throws IOException {
        // Data after a hole in the second page: its blocks 101 and 102 are read one by one.
        LaidOutFile file = LaidOutFile.of(97, 98, 99, 100, 0, 0, 101, 102);
        List<Bio> bios = Predicted.by(ReadModel.EXT2, file);
        assertThat(Predicted.places(bios)).containsExactly("97+4", "101+1", "102+1");
        assertThat(verify(ReadModel.EXT2, file).verdict().first()).isEmpty();
    }

    @Test
    void boundarySplitsByDesignOnlyWhereTheModelHonoursIt() {
        assertThat(splitAt(EndReason.BOUNDARY, ReadModel.EXT2)).isFalse();
        assertThat(splitAt(EndReason.BOUNDARY, ReadModel.NO_BOUNDARY)).isTrue();
        assertThat(splitAt(EndReason.WINDOW_END, ReadModel.NO_BOUNDARY)).isFalse();
        assertThat(splitAt(EndReason.DISCONTIGUOUS, ReadModel.EXT2)).isTrue();
    }

    @Test
    void blockReadTwiceIsNamed() {
        OrderVerifier verifier = new OrderVerifier(ReadModel.EXT2);
        verifier.submit(data(0, 40_000, 40_000, EndReason.WINDOW_END));
        verifier.submit(data(40_000, 79_990, 20, EndReason.WINDOW_END));
        assertThat(verifier.verdict().first())
                .hasValueSatisfying(
                        offence -> {
                            assertThat(offence).isInstanceOf(Offence.ReadTwice.class);
                            assertThat(((Offence.ReadTwice) offence).diskBlock()).isEqualTo(79990);
                        });
    }

    private static boolean splitAt(EndReason reason, ReadModel model) {
        OrderVerifier verifier = new OrderVerifier(model);
        verifier.submit(data(0, 100, 4, reason));
        verifier.submit(data(4, 104, 4, EndReason.WINDOW_END));
        return verifier.verdict().first().isPresent();
    }

    private static Bio data(long fileBlock, long diskBlock, long blocks, EndReason end) {
        return new Bio(
                diskBlock,
                blocks,
                Bio.Op.READAHEAD,
                BlockUse.DATA,
                List.of(new BioVec(fileBlock, blocks)),
                end,
                (_, _, _, _) -> {});
    }

    private static OrderVerifier verify(ReadModel model, LaidOutFile file) throws IOException {
        OrderVerifier verifier = new OrderVerifier(model);
        Predicted.of(file).model(model).predict(verifier);
        return verifier;
    }
}
