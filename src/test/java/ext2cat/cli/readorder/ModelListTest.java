// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.readorder;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.cli.Ran;
import ext2cat.cli.line.ExitCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The models that can be asked for, and how they are found out. */
final class ModelListTest {

    private static final Path TOUR = Path.of("testimages", "tour.img.gz");

    @TempDir private Path folder;

    @Test
    void eachModelThatIsListedIsTaken() throws Exception {
        List<String> lines = list("readorder", "--model", "list");
        assertThat(lines.getFirst()).startsWith("MODEL ");
        assertThat(lines).hasSizeGreaterThan(5);
        for (String line : lines.subList(1, lines.size())) {
            assertThat(line.length()).isLessThanOrEqualTo(120);
            String name = line.substring(0, line.indexOf(' '));
            assertThat(Ran.ext2(folder, "readorder", "--model", name, TOUR, "/man-page").code())
                    .isZero();
            assertThat(Ran.ext2(folder, "pin", "--driver", name, TOUR, "/man-page").code())
                    .isZero();
        }
    }

    @Test
    void theListIsTheSameHoweverItIsAskedFor() throws Exception {
        List<String> lines = list("readorder", "--model", "list");
        assertThat(list("readorder", "--model=list")).isEqualTo(lines);
        assertThat(list("readorder", "image", "/path", "--model", "list")).isEqualTo(lines);
        assertThat(list("pin", "--driver", "list")).isEqualTo(lines);
    }

    @Test
    void eachKernelThatPinListsIsTaken() throws Exception {
        List<String> lines = list("pin", "--model", "list");
        assertThat(lines).hasSize(5);
        for (String line : lines.subList(1, lines.size())) {
            String name = line.substring(0, line.indexOf(' '));
            assertThat(Ran.ext2(folder, "pin", "--model", name, TOUR, "/man-page").code()).isZero();
        }
    }

    @Test
    void theManualPagesOrderIsThatOfItsOwnKernelWithoutTheFlag() throws Exception {
        assertThat(firstBlocks("linux-3.10")).containsExactly("1000", "1012", "1013");
        assertThat(firstBlocks("linux-3.10-no-boundary")).containsExactly("1012", "1000", "1013");
    }

    private List<String> firstBlocks(String model) throws Exception {
        Ran ran =
                Ran.ext2(
                        folder, "readorder", "--format=csv", "--model=" + model, TOUR, "/man-page");
        List<String> lines = Files.readAllLines(ran.out());
        int column = List.of(lines.getFirst().split(",")).indexOf("disk_block");
        return lines.stream().skip(1).map(line -> line.split(",")[column]).toList();
    }

    private List<String> list(Object... words) throws Exception {
        Ran ran = Ran.ext2(folder, words);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isNotEmptyFile();
        assertThat(ran.code()).isEqualTo(ExitCode.OK.value());
        return Files.readAllLines(ran.out());
    }
}
