// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The table "Where Linux 6.1 and 3.10 differ", row by row, in the language of the recording. */
final class KernelDifferencesTest {

    private static final String ANON = "> map A at=0 pages=4 kind=anon share=private prot=rw\n";
    private static final String COLD_FILE =
            """
            > file F pages=4 fs=disk
            > evict F
            > map A at=0 pages=4 kind=file share=shared prot=rw file=F fd=rw
            > iodelay 200
            """;

    @Test
    void aNegativeNumberIsHugeInTheKernelAndNoneInTheManual() throws IOException {
        String text = ANON + "> gup 0 A+0 -1 0 pages=1 vmas=0 nb=0\n";
        assertThat(last61(text)).startsWith("ret=4 ");
        assertThat(last310(text)).startsWith("ret=4 ");
        assertThat(results(KernelModel.MANUAL, text).getLast()).startsWith("ret=0 ");
    }

    @Test
    void aDirtiedSharedPageStopsTheWalkOnlyIn61() throws IOException {
        String text =
                """
                > file F pages=4 fs=disk
                > map A at=0 pages=4 kind=file share=shared prot=rw file=F fd=rw
                > gup 0 A+0 4 WRITE pages=1 vmas=0 nb=1
                """;
        assertThat(last61(text)).startsWith("ret=0 nb=0 ");
        assertThat(last310(text)).startsWith("ret=4 nb=1 ");
    }

    @Test
    void nowaitClearsNonblockingOnlyIn310() throws IOException {
        String text = COLD_FILE + "> gup 0 A+0 4 NOWAIT pages=1 vmas=0 nb=1\n";
        assertThat(last61(text)).startsWith("ret=0 nb=1 waited=0 io=1");
        assertThat(last310(text)).startsWith("ret=0 nb=0 waited=0 io=1");
    }

    @Test
    void nonblockingAloneWaitsWithoutTheLockInBoth() throws IOException {
        String text = COLD_FILE + "> gup 0 A+0 4 0 pages=1 vmas=0 nb=1\n";
        assertThat(last61(text)).startsWith("ret=0 nb=0 waited=1 io=1");
        assertThat(last310(text)).startsWith("ret=0 nb=0 waited=1 io=1");
    }

    @Test
    void aHoleOfAFileNeedsNoWaitIn310() throws IOException {
        String text =
                """
                > file F pages=4 sparse=1 fs=disk
                > map A at=0 pages=4 kind=file share=shared prot=rw file=F fd=rw
                > gup 0 A+0 4 0 pages=1 vmas=0 nb=1
                """;
        assertThat(last61(text)).startsWith("ret=0 nb=0 waited=0 io=0");
        assertThat(last310(text)).startsWith("ret=4 nb=1 waited=0 io=0");
    }

    @Test
    void nowaitWaitsAfterMadvRandomOnlyIn61() throws IOException {
        String text =
                COLD_FILE
                        + """
                        > madvise A+0 4 random
                        > gup 0 A+0 4 NOWAIT pages=1 vmas=0 nb=0
                        """;
        assertThat(last61(text)).startsWith("ret=4 waited=1");
        assertThat(last310(text)).startsWith("ret=0 waited=0 io=1 iopages=1 inflight=1");
    }

    @Test
    void aForcedWriteToASharedMappingIsRefusedIn61AndCopiesIn310() throws IOException {
        String text =
                """
                > file F pages=4 fs=disk
                > map A at=0 pages=4 kind=file share=shared prot=r file=F fd=rw
                > gup 0 A+0 1 FORCE|WRITE pages=1 vmas=0 nb=0
                > kwrite 0 0 KERNEL00
                > pte A+0
                > fread F 0
                """;
        assertThat(results(KernelModel.LINUX_6_1, text).subList(2, 4))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ret=-EFAULT "),
                        line -> assertThat(line).isEqualTo("nopin"));
        assertThat(results(KernelModel.LINUX_3_10, text).subList(2, 6))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ret=1 "),
                        line -> assertThat(line).isEqualTo("ok"),
                        line -> assertThat(line).startsWith("ANON#1 pte=rd "),
                        line -> assertThat(line).isEqualTo("n=8 val=F_pg0000"));
    }

    @Test
    void aForcedWriteToAFileOpenedReadOnlyIsRefusedInBoth() throws IOException {
        String text =
                """
                > file F pages=4 fs=disk
                > map A at=0 pages=4 kind=file share=shared prot=r file=F fd=ro
                > gup 0 A+0 1 FORCE|WRITE pages=1 vmas=0 nb=0
                """;
        assertThat(last61(text)).startsWith("ret=-EFAULT ");
        assertThat(last310(text)).startsWith("ret=-EFAULT ");
    }

    @Test
    void aForcedWriteToAPrivateMappingCopiesInBoth() throws IOException {
        String text =
                """
                > map A at=0 pages=1 kind=anon share=private prot=none
                > gup 0 A+0 1 FORCE|WRITE pages=1 vmas=0 nb=0
                > kwrite 0 0 KERNEL00
                > gup 1 A+0 1 FORCE|WRITE pages=1 vmas=0 nb=0
                > mprotect A+0 1 rw
                > same 0 0 A+0
                > same 1 0 A+0
                > touch r A+0
                """;
        assertThat(results(KernelModel.LINUX_6_1, text)).endsWith("yes", "yes", "ok val=KERNEL00");
        assertThat(results(KernelModel.LINUX_3_10, text)).endsWith("yes", "yes", "ok val=KERNEL00");
    }

    @Test
    void aStackGrowsUnderAWalkOnlyIn310() throws IOException {
        String text =
                """
                > map A at=1000 pages=4 kind=anon share=private prot=rw grow=1
                > gup 0 A-2 3 WRITE pages=1 vmas=0 nb=0
                """;
        assertThat(last61(text)).startsWith("ret=-EFAULT ");
        assertThat(last310(text)).startsWith("ret=3 ");
    }

    @Test
    void aStackDoesNotGrowIntoTheGuardGapOfItsNeighbour() throws IOException {
        String text =
                """
                > map A at=1000 pages=4 kind=anon share=private prot=rw grow=1
                > map B at=900 pages=4 kind=anon share=private prot=rw
                > gup 0 A-1 1 WRITE pages=1 vmas=0 nb=0
                """;
        assertThat(results(KernelModel.LINUX_3_10_108, text).getLast()).startsWith("ret=-EFAULT ");
        assertThat(last310(text)).as("only its guard page keeps it apart").startsWith("ret=1 ");
    }

    @Test
    void aPinMakesAWriteCopyAfterForkOnlyIn61() throws IOException {
        String text =
                ANON
                        + """
                        > touch w A+0 USERWR00
                        > gup 0 A+0 1 0 pages=1 vmas=0 nb=0
                        > fork
                        > exitchild
                        > touch w A+0 AFTERX00
                        > kread 0 0
                        > same 0 0 A+0
                        """;
        assertThat(results(KernelModel.LINUX_6_1, text)).endsWith("val=USERWR00", "no");
        assertThat(results(KernelModel.LINUX_3_10, text)).endsWith("val=AFTERX00", "yes");
    }

    @Test
    void anEntryWithoutAPageIsAnErrorWithoutPagesOnlyIn310() throws IOException {
        String map = "> map A at=0 pages=4 kind=dev dev=mixedpfn share=shared prot=rw\n";
        String withPages = map + "> gup 0 A+0 4 0 pages=1 vmas=0 nb=0\n";
        String without = map + "> gup 0 A+0 4 0 pages=0 vmas=0 nb=0\n";
        assertThat(last61(withPages)).startsWith("ret=-EEXIST ");
        assertThat(last310(withPages)).startsWith("ret=-EFAULT ");
        assertThat(last61(without)).startsWith("ret=4 ");
        assertThat(last310(without)).startsWith("ret=-EFAULT ");
    }

    @Test
    void aReadFaultMapsTheNeighboursOnlyIn61() throws IOException {
        String text =
                """
                > file F pages=4 fs=disk
                > map A at=0 pages=4 kind=file share=shared prot=r file=F fd=ro
                > touch r A+1
                > pte A+2
                """;
        assertThat(last61(text)).startsWith("CACHE(F,2)#1 pte=r ");
        assertThat(last310(text)).startsWith("none ");
    }

    private static String last61(String text) throws IOException {
        return results(KernelModel.LINUX_6_1, text).getLast();
    }

    private static String last310(String text) throws IOException {
        return results(KernelModel.LINUX_3_10, text).getLast();
    }

    private static List<String> results(KernelModel model, String text) throws IOException {
        String scenario = "scenario made/up\ngroup made\n" + text + "end\n";
        Scenario parsed =
                ScenarioParser.read(
                                new ByteArrayInputStream(
                                        scenario.getBytes(StandardCharsets.US_ASCII)))
                        .getFirst();
        try (Guest guest = new Guest(model, 2)) {
            List<String> results =
                    ScenarioRunner.replay(guest, parsed).steps().stream()
                            .map(Scenario.Step::result)
                            .toList();
            assertThat(guest.machine().frames().pagesInUse()).isZero();
            return results;
        }
    }
}
