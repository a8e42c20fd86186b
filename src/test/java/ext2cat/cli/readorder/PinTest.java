// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import ext2cat.cli.Ext2;
import ext2cat.cli.run.Streams;
import ext2cat.images.HostileCase;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code ext2 pin}: faults, reads and pages over a mapped file. */
class PinTest {

    /** A file of 16 blocks of 1 KiB: 12 of them, the indirect block, 4 more. */
    private static final String MAN_PAGE = "/man-page";

    @TempDir static Path folder;
    private static Path image = Path.of("");

    /** What a command did. */
    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void expandImage() throws IOException {
        image = new TestImages().named("tour").expandInto(folder);
    }

    @Test
    void theFirstPageReadsTheWindowAndTheOthersAreThereThen() {
        Run run = run(MAN_PAGE);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        /man-page: 16384 bytes, mapped private at 0x1000000000; Linux 6.1, driver ext2

                        get_user_pages(0x1000000000, 4, FOLL_TOUCH|FOLL_GET) = 4

                           page         address  fault  entry  refs  disk blocks  flags
                              0    0x1000000000  major  r         3  1000-1003    referenced,uptodate
                                 reads RA 2000 + 24 (data 0-11)
                                 reads R 2024 + 2 (IND for block 12)
                                 reads RA 2026 + 8 (data 12-15)
                              1    0x1000001000  minor  r         3  1004-1007    referenced,uptodate
                              2    0x1000002000  none   r         3  1008-1011    referenced,uptodate
                              3    0x1000003000  none   r         3  1013-1016    referenced,uptodate

                        Pinned 4 of 4 pages; 1 major fault, 1 minor fault; 3 bios, 17408 bytes read.
                        """);
        assertThat(run.code()).isZero();
    }

    @Test
    void theExt4DriverReadsTheIndirectBlockFirst() {
        assertThat(run("--driver=ext4", MAN_PAGE).out())
                .containsSubsequence("reads R 2024 + 2 (IND", "reads RA 2000 + 24 (data 0-11)");
    }

    @Test
    void toBeWrittenToAPrivateMappingGetsCopies() {
        Run run = run("--write", "--start=1", "--pages=2", MAN_PAGE);
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("get_user_pages(0x1000001000, 2, FOLL_WRITE|FOLL_TOUCH|FOLL_GET) = 2")
                .containsPattern("1  +0x1000001000  major  rw  +2  copy of 1004-1007 .*,anon")
                .containsPattern("2  +0x1000002000  minor  rw  +2  copy of 1008-1011 .*,anon")
                .contains("Pinned 2 of 2 pages; 1 major fault, 1 minor fault;");
    }

    @Test
    void toBeWrittenToASharedMappingIsABadAddressAndReadsNothing() {
        Run run = run("--write", "--shared", MAN_PAGE);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("mapped shared and read-only at")
                .contains(
                        "Stopped at 0x1000000000: -EFAULT, the mapping is shared and read-only, so"
                                + " nothing can be pinned for writing.")
                .contains("Pinned 0 of 4 pages; 0 major faults, 0 minor faults; 0 bios, 0 bytes");
    }

    @Test
    void behindTheEndOfTheFileTheCallStopsAndTheNextOneFails() {
        Run run = run("--start=2", "--pages=4", MAN_PAGE);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("get_user_pages(0x1000002000, 4, FOLL_TOUCH|FOLL_GET) = 2\n")
                .contains("get_user_pages(0x1000004000, 2, FOLL_TOUCH|FOLL_GET) = -EFAULT\n")
                .contains(
                        "Stopped at 0x1000004000: -EFAULT, page 4 is beyond the end of the file,"
                                + " where an access is a bus error.\n")
                .contains("Pinned 2 of 4 pages;");
    }

    @Test
    void nonblockingDropsTheLockInsteadOfWaitingUnderIt() {
        assertThat(run("--nonblocking", MAN_PAGE).out())
                .contains(
                        """
                        get_user_pages(0x1000000000, 4, FOLL_TOUCH|FOLL_GET) = 0, the lock dropped to wait
                        get_user_pages(0x1000000000, 1, FOLL_TOUCH|FOLL_GET|FOLL_TRIED) = 1
                        get_user_pages(0x1000001000, 3, FOLL_TOUCH|FOLL_GET) = 3
                        """)
                .contains("1 major fault, 0 minor faults; 3 bios");
    }

    @Test
    void linux310MapsNoNeighboursAndHasEachPageInAFaultOfItsOwn() {
        assertThat(run("--model=3.10", "--nonblocking", MAN_PAGE).out())
                .contains("Linux 3.10, driver ext2", "FOLL_TOUCH|FOLL_GET) = 4\n")
                .doesNotContain("none")
                .contains("1 major fault, 3 minor faults");
    }

    @Test
    void aHoleIsAPageOfZerosForWhichNothingIsRead() throws IOException {
        Path sparse = new TestImages().named("sparse-4k").expandInto(folder);
        Run run = run(sparse, "--start=100", "--pages=1", "/past-4-gib");
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .containsPattern("100  +0x1000064000  major  r  +3  hole ")
                .contains("0 bios, 0 bytes read");
        assertThat(run(sparse, "/past-4-gib").out()).contains("Pinned 256 of 256 pages;");
    }

    @Test
    void aDamagedMapStopsItAtThePageThatCannotBeRead() throws IOException {
        Run run = run(hostile("indirect-entry-beyond"), "/single");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("ext2 pin: /single: ").contains("99999999");
        assertThat(run.out())
                .contains("-EFAULT, page 3 cannot be read.\n")
                .contains("Pinned 3 of 5 pages;");
    }

    @Test
    void anImageThatIsCutOffStopsItAtThePageThatCannotBeRead() throws IOException {
        Run run = run(hostile("cut-inside-file"), "/single");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("ext2 pin: /single: ", "block 30, at byte 30720");
        assertThat(run.out())
                .contains("-EFAULT, page 1 cannot be read.\n")
                .contains("Pinned 1 of 5 pages;");
    }

    @Test
    void jsonHoldsTheSame() throws IOException {
        Run run = run("--json", "--pages=5", MAN_PAGE);
        assertThat(run.code()).isEqualTo(1);
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(run.out())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue()) {
                    values.add(parser.currentName() + "=" + parser.getText());
                }
            }
        }
        assertThat(values)
                .containsSubsequence(
                        "path=/man-page",
                        "size_bytes=16384",
                        "kernel=Linux 6.1",
                        "kind=private",
                        "result=4",
                        "error=-EFAULT",
                        "address=0x1000000000",
                        "major_faults=1",
                        "disk_block=1000",
                        "sectors=24",
                        "what=IND for block 12",
                        "address=0x1000003000",
                        "reason=page 4 is beyond the end of the file, where an access is a bus"
                                + " error",
                        "pages_asked=5",
                        "pages_pinned=4",
                        "read_bytes=17408");
    }

    @Test
    void whatCannotBeMappedIsSaid() {
        assertThat(run("/")).isEqualTo(failed("/: is a directory, which is not mapped"));
        assertThat(run("/none")).isEqualTo(failed("/none: no such file or directory"));
    }

    @Test
    void anInodeMayBeNamedByItsNumber() {
        assertThat(run("<12>").out()).startsWith("<12>: 466 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--start=-1",
                "--pages=65537",
                "--model=2.6",
                "--driver=minix",
                "--private --shared",
                "--read-ahead-kb=99999999"
            })
    void whatMakesNoSenseIsAUsageError(String options) {
        Run run = run(Stream.of(options.split(" "), new String[] {MAN_PAGE}));
        assertThat(run.code()).as(options).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    private static Path hostile(String name) throws IOException {
        HostileCase damaged =
                new TestImages()
                        .hostile().stream()
                                .filter(one -> one.name().equals(name))
                                .findFirst()
                                .orElseThrow();
        return Files.write(folder.resolve(name + ".img"), damaged.bytes());
    }

    private static Run failed(String sentence) {
        return new Run(1, "", "ext2 pin: " + sentence + "\n");
    }

    private static Run run(Stream<String[]> args) {
        return run(image, args.flatMap(Stream::of).toArray(String[]::new));
    }

    private static Run run(String... args) {
        return run(image, args);
    }

    /** The last argument is the path. */
    private static Run run(Path of, String... args) {
        List<String> all = new ArrayList<>(List.of("pin"));
        all.addAll(List.of(args));
        all.add(all.size() - 1, of.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Streams streams = new Streams(Channels.newChannel(out), new PrintWriter(err, true), false);
        int code = Ext2.run(all.toArray(String[]::new), streams);
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString());
    }
}
