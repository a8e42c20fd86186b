// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

final class RecordedScenariosTest {

    private static final int COUNT = 3498;

    private static final String SMALL =
            """
            scenario made/up
            group made
            > map A at=0 pages=1 kind=anon share=private prot=rw
            = vma=0-1:rw-p
            > gup 0 A+0 1 WRITE pages=1 vmas=0 nb=0
            = ret=%s waited=0 io=0 zpins=0 lockheld=1 minflt=1 majflt=0
            | 0 was=none id=ANON#1 w0=0 pins=1 dirty=->0 mapc=%s acc=- now=ANON#1:wd
            end
            """;

    static Stream<Scenario> recorded() throws IOException, URISyntaxException {
        Path directory = Path.of(RecordedScenariosTest.class.getResource("/oracle/gup").toURI());
        List<Scenario> scenarios = ScenarioParser.readAll(directory);
        assertThat(scenarios).as("recorded scenarios").hasSize(COUNT);
        return scenarios.stream();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void theEmulationGivesWhatTheKernelGave(Scenario scenario) {
        assertThat(Judgement.judge(scenario, KernelModel.LINUX_6_1).differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3.10, 3425", "3.10.108, 3425"})
    void theKernelOfTheManualPageIsEmulatedAsRecorded(String name, int count) throws Exception {
        KernelModel model = KernelModel.named(name).orElseThrow();
        List<Scenario> scenarios =
                ScenarioReplay.recordedOf(
                        model,
                        Path.of(
                                RecordedScenariosTest.class
                                        .getResource("/oracle/gup-3.10")
                                        .toURI()));
        List<Comparison.Difference> differences =
                scenarios.stream()
                        .flatMap(
                                scenario -> Judgement.judge(scenario, model).differences().stream())
                        .toList();
        System.out.printf("Linux %s: %d scenarios, %s%n", name, scenarios.size(), differences);
        assertThat(scenarios).hasSize(count);
        assertThat(differences).isEmpty();
    }

    @Test
    void aStackOf310108IsNotThatOf310() throws Exception {
        Path own =
                Path.of(
                        RecordedScenariosTest.class
                                .getResource("/oracle/gup-3.10/linux-3.10.108")
                                .toURI());
        List<Scenario> scenarios = ScenarioParser.readAll(own);
        assertThat(scenarios).hasSize(15);
        assertThat(scenarios)
                .anySatisfy(
                        scenario ->
                                assertThat(
                                                Judgement.judge(scenario, KernelModel.LINUX_3_10)
                                                        .differences())
                                        .isNotEmpty());
    }

    @Test
    void aDifferenceIsPrintedWithItsStepAndCounted() throws IOException {
        assertThat(replay(SMALL.formatted("2", "1")))
                .contains("made/up step 2 (gup 0 A+0 1 WRITE pages=1 vmas=0 nb=0): ret expected 2")
                .endsWith("0 of 1 scenarios equal\n");
    }

    @Test
    void anAdvisoryFieldMayDiffer() throws IOException {
        assertThat(replay(SMALL.formatted("1", "7"))).endsWith("\n1 of 1 scenarios equal\n");
    }

    @Test
    void noScenariosAreNotEqual() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ScenarioReplay.run(List.of(), KernelModel.LINUX_6_1, new PrintStream(bytes)))
                .isFalse();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("0 of 0 scenarios equal\n");
    }

    private static String replay(String text) throws IOException {
        List<Scenario> scenarios =
                ScenarioParser.read(
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ScenarioReplay.run(scenarios, KernelModel.LINUX_6_1, new PrintStream(bytes));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
