// SPDX-License-Identifier: Apache-2.0
package ext2cat.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The flags of both architectures are those of the kernel's headers, where these are installed. */
final class OpenFlagsTest {

    private static final List<Path> AMD64_FLAGS =
            List.of(Path.of("/usr/include/asm-generic/fcntl.h"));
    private static final List<Path> AARCH64_FLAGS =
            List.of(
                    Path.of("/usr/aarch64-linux-gnu/include/asm/fcntl.h"),
                    Path.of("/usr/include/aarch64-linux-gnu/asm/fcntl.h"));

    @ParameterizedTest
    @EnumSource
    void flagsAreThoseOfTheHeader(Architecture architecture) throws IOException {
        String header = header(architecture == Architecture.AMD64 ? AMD64_FLAGS : AARCH64_FLAGS);
        assertThat(value(header, "O_DIRECTORY", 8)).isEqualTo(architecture.directoryFlag());
        assertThat(value(header, "O_NOFOLLOW", 8)).isEqualTo(architecture.noFollowFlag());
    }

    private static String header(List<Path> places) throws IOException {
        for (Path place : places) {
            if (Files.exists(place)) {
                return Files.readString(place);
            }
        }
        assumeTrue(false, "not run: there is none of " + places);
        return "";
    }

    private static long value(String header, String name, int radix) {
        Matcher line =
                Pattern.compile("^#define\\s+" + name + "\\s+(\\d+)", Pattern.MULTILINE)
                        .matcher(header);
        assertThat(line.find()).as(name).isTrue();
        return Long.parseLong(line.group(1), radix);
    }
}
