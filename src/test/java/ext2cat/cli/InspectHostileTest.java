// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ext2cat.images.HostileCase;
import ext2cat.images.TestImages;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Damaged images end each command that looks at structures in a sentence, and soon. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class InspectHostileTest {

    private static final Set<Integer> CODES = Set.of(0, 1, 3, 4);
    private static final int METADATA_BYTES = 64 << 10;

    @TempDir private Path folder;
    private Path image;

    @BeforeEach
    void name() {
        image = folder.resolve("hostile.img");
    }

    static List<HostileCase> cases() throws IOException {
        return new TestImages().hostile();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachCaseEndsInOrder(HostileCase hostile) throws IOException {
        Files.write(image, hostile.bytes());
        checkAll(hostile.name());
    }

    @Test
    void soDoImagesChangedByChance() throws IOException {
        byte[] sound = new TestImages().named("deleted-1k").bytes();
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            byte[] changed = sound.clone();
            for (int i = 0; i < 1 << random.nextInt(6); i++) {
                int at = 1024 + random.nextInt(METADATA_BYTES);
                changed[at] = random.nextBoolean() ? (byte) 0xff : (byte) random.nextInt();
            }
            Files.write(image, changed);
            checkAll("seed " + seed);
        }
    }

    private void checkAll(String name) throws IOException {
        check(name, "info", "--groups", "--json", image);
        check(name, "lsdel", "--all", image);
        check(name, "timeline", image);
        check(name, words("inode", "", "--no-paths", image));
        check(name, words("blocks", "<", image));
        check(name, words("block", "", image));
        check(name, "blocks", "--plot", folder.resolve("use.svg"), image);
    }

    /** A command on the first inodes or blocks. */
    private static Object[] words(String command, String before, Object... more) {
        Stream<String> numbers =
                LongStream.range(1, 24).mapToObj(n -> before.isEmpty() ? "" + n : "<" + n + ">");
        return Stream.concat(Stream.concat(Stream.of(command), Stream.of(more)), numbers).toArray();
    }

    private void check(String name, Object... words) throws IOException {
        Ran ran = Ran.ext2(folder, words);
        assertThat(ran.err()).as(name + ", " + words[0]).doesNotContain("internal error");
        assertThat(ran.code()).as(name + ", " + words[0] + ": " + ran.err()).isIn(CODES);
        assertThat(ran.text().chars()).as(name).noneMatch(c -> c < ' ' && c != '\n');
        Files.delete(ran.out());
    }
}
