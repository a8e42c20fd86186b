// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.images.HostileCase;
import ext2cat.images.HostileCase.Kept;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every damaged image ends in one sentence and the right exit code; what was written before is
 * right.
 */
final class HostileImagesTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);
    private static final Pattern JAVA_IN_A_MESSAGE =
            Pattern.compile("Exception|Error\\b|\\bnull\\b|java\\.|\\.java|internal error|%[ds]");

    @TempDir private Path folder;

    static List<HostileCase> cases() throws IOException {
        return new TestImages().hostile();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void damageIsToldInOneSentence(HostileCase hostile) throws Exception {
        Path image = Files.write(folder.resolve("damaged.img"), hostile.bytes());
        Ran ran = runOn(image, hostile);

        assertThat(ran.code()).isIn(hostile.exitCodes());
        for (Pattern message : hostile.messages()) {
            assertThat(ran.err()).containsPattern(message);
        }
        assertThat(ran.failures()).hasSize(ran.code() == 0 ? 0 : 1);
        assertThat(ran.err().lines()).allMatch(line -> line.startsWith("ext2cat: "));
        assertThat(ran.err()).doesNotContainPattern(JAVA_IN_A_MESSAGE);
        checkKept(hostile, ran);
    }

    private void checkKept(HostileCase hostile, Ran ran) throws Exception {
        Path sound = Files.write(folder.resolve("sound.img"), hostile.base().bytes());
        Path right = Ran.ext2cat(folder, sound, hostile.path()).out();
        long written = Files.size(ran.out());
        long mismatch = Files.mismatch(ran.out(), right);
        switch (hostile.kept()) {
            case Kept.All _ -> assertThat(mismatch).as("first wrong byte").isEqualTo(-1);
            case Kept.Beginning(long _, long mostBytes) -> {
                // This reader works by blocks and fills holes: nothing before the damage is
                // missing.
                assertThat(written).isEqualTo(mostBytes);
                assertThat(mismatch).as("first wrong byte").isIn(-1L, written);
            }
            case Kept.Anything _ -> {}
        }
    }

    private Ran runOn(Path image, HostileCase hostile) {
        Object[] args = hostile.arguments().toArray();
        Object[] all =
                args.length == 1
                        ? new Object[] {image, args[0]}
                        : Stream.concat(
                                        Stream.of(args).limit(args.length - 1),
                                        Stream.of(image, hostile.path()))
                                .toArray();
        return assertTimeoutPreemptively(NO_HANG, () -> Ran.ext2cat(folder, all));
    }
}
