// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What real kernels did, and what our readers do. */
final class RecordedCasesTest {

    @ParameterizedTest
    @CsvSource({
        "bio, bio, EXT2, 10669",
        "bio/noboundary, bio, NO_BOUNDARY, 175",
        "bio-3.10, bio, LINUX_3_10, 10669",
        "bio-3.10/noboundary, bio, LINUX_3_10_NO_BOUNDARY, 3257",
        "bio-ext4, bio, EXT4, 10669",
        // Of 14,465 cases 8 of each image and mode, and one at least of each file.
        "bio-ext4-extents, bio-ext4-extents, EXT4, 2204",
        "bio-live, bio-live, EXT4, 300", // kept by tools/compare/live-order, smaller images
    })
    void everyRecordedCaseIsReadInTheSameOrder(
            String folder, String images, Driver driver, int cases) throws Exception {
        int equal = 0;
        for (Recording recording : Recording.in(resource(folder), resource(images))) {
            try (Volume volume = recording.open()) {
                equal += equalCases(recording, new CaseReplayer(driver, volume));
            }
        }
        System.out.printf("%s: %d of %d cases equal%n", folder, equal, cases);
        assertThat(equal).isEqualTo(cases);
    }

    @Test
    void aDifferenceIsTheFirstLineThatIsNotTheSame() {
        assertThat(Difference.first(List.of("a", "b"), List.of("a", "b"))).isEmpty();
        assertThat(Difference.first(List.of("a", "b"), List.of("a", "c")))
                .contains(new Difference(2, "b", "c"));
        assertThat(Difference.first(List.of("a"), List.of("a", "c")))
                .contains(new Difference(2, "END", "c"));
    }

    private static int equalCases(Recording recording, CaseReplayer replayer) throws IOException {
        List<GoldenCase> cases = recording.cases();
        for (GoldenCase recorded : cases) {
            String where = recording.imageName() + " " + recorded.id();
            Optional<Difference> none = Optional.empty();
            assertThat(replayer.fromCalls(recorded)).as(where + " from calls").isEqualTo(none);
            assertThat(replayer.fromWindows(recorded)).as(where + " from windows").isEqualTo(none);
        }
        return cases.size();
    }

    private static Path resource(String folder) throws URISyntaxException {
        return Path.of(
                Objects.requireNonNull(RecordedCasesTest.class.getResource("/oracle/" + folder))
                        .toURI());
    }
}
