// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/** Whatever bytes are in an image, reading it ends, in an answer or an IOException. */
final class MutationTest {

    private static final Duration NO_HANG = Duration.ofMinutes(2);
    private static final int MUTATIONS = 1500;

    @ParameterizedTest
    @CsvSource({
        "base-1k, /dir/../fast, 24",
        "base-4k, /dir/../slow, 40",
        "tour, /notes/latest, 48"
    })
    void anImageChangedByChanceIsReadToAnEnd(String name, String path, int metadataKib)
            throws Exception {
        MutatedImage image =
                new MutatedImage(new TestImages().named(name), path, metadataKib * 1024);
        assertTimeoutPreemptively(
                NO_HANG,
                () -> {
                    for (long seed = 0; seed < MUTATIONS; seed++) {
                        image.read(seed);
                    }
                });
        // Enough of the changes hit something, and enough do not.
        assertThat(image.failures()).isBetween(MUTATIONS / 20, MUTATIONS * 19 / 20);
    }
}
