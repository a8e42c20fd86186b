// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.bio.Bio;
import ext2cat.bio.BioVec;
import ext2cat.bio.BlockUse;
import ext2cat.bio.EndReason;
import ext2cat.mpage.QueueLimits;
import ext2cat.mpage.ReadModel;
import ext2cat.readorder.Offence;
import ext2cat.readorder.OrderVerdict;
import ext2cat.readorder.ReaderProgram;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

class OrderTableTest {

    private static final Asked CAT =
            new Asked(ReadModel.EXT2, ReaderProgram.CAT, QueueLimits.DEFAULT);

    @Test
    void largeNumbersAndLongSentencesFitEightyColumns() throws IOException {
        StringWriter out = new StringWriter();
        OrderTable table = new OrderTable(out, 10, CAT);
        Bio before = data(9_000_000, new BioVec(3, 9));
        Bio bio = data(7_654_320, new BioVec(0, 1), new BioVec(4, 1));
        table.startFile("/x\ny", 8 << 10);
        table.submit(before);
        table.submit(bio);
        Offence offence = new Offence.BackwardSeek(2, before, bio);
        table.endFile(
                new FileResult(
                        List.of(),
                        Optional.of(new OrderVerdict(3, Optional.of(offence))),
                        Optional.empty()));
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
        assertThat(out)
                .hasToString(
                        """
                        /x?y: 8192 bytes in blocks of 1024, read by cat, model ext2

                          read    file pages         disk blocks blocks  what  ends by
                             1           0-2     9000000-9000008      9  data  confused: data after hole
                             2          0..1     7654320-7654321      2  data  confused: data after hole

                        verify: 3 offences, the first: read 2 (data 0,4 at 7654320-7654321) lies before
                          read 1 (data 3-11 at 9000000-9000008) on disk, and in the file too: in file
                          order there is no such seek back of 1345689 blocks
                        """);
    }

    @Test
    void aBlockReadTwiceIsNamed() {
        assertThat(OffenceText.of(new Offence.ReadTwice(2, data(79, new BioVec(40, 20)), 88)))
                .isEqualTo("read 2 (data 40-59 at 79-98) brings block 88, which was read before");
    }

    @Test
    void anOrderWithoutOffencesIsAsItShouldBe() {
        assertThat(OffenceText.of(new OrderVerdict(0, Optional.empty())))
                .isEqualTo("the order is as it should be");
    }

    private static Bio data(long diskBlock, BioVec... vecs) {
        return new Bio(
                diskBlock,
                List.of(vecs).stream().mapToLong(BioVec::blocks).sum(),
                Bio.Op.READAHEAD,
                BlockUse.DATA,
                List.of(vecs),
                EndReason.CONFUSED_HOLE,
                (_, _, _, _) -> {});
    }
}
