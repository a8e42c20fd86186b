// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ext2cat.device.ChannelDevice;
import ext2cat.device.MappedDevice;
import ext2cat.disk.Ext2Exception;
import ext2cat.images.HostileCase;
import ext2cat.images.TestImage;
import ext2cat.images.TestImages;
import ext2cat.volume.OpenOptions;
import ext2cat.volume.Volume;

import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Nothing is found in sound images, and in damaged ones what was done to them. */
final class CheckImagesTest {

    private static final Duration NO_HANG = Duration.ofSeconds(60);

    static List<TestImage> soundImages() throws IOException {
        return new TestImages().all();
    }

    /** Each case of the table of hostile images with the kinds of findings it must lead to. */
    static List<Arguments> hostileImages() throws IOException {
        Map<String, HostileCase> cases =
                new TestImages()
                        .hostile().stream()
                                .collect(Collectors.toMap(HostileCase::name, Function.identity()));
        return expectations().stream()
                .map(fields -> Arguments.of(cases.get(fields[0]), List.of(fields[1].split(" "))))
                .toList();
    }

    private static List<String[]> expectations() throws IOException {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        CheckImagesTest.class.getResourceAsStream(
                                                "/check/hostile.tsv")),
                                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("soundImages")
    void nothingIsFoundInASoundImage(TestImage image, @TempDir Path folder) throws IOException {
        List<String> findings = new ArrayList<>();
        try (Volume volume = Volume.open(MappedDevice.open(image.expandInto(folder)))) {
            CheckResult result =
                    new Check(volume)
                            .run(
                                    Long.MAX_VALUE,
                                    finding -> {
                                        if (finding.problem().severity() != Severity.NOTE) {
                                            findings.add(finding.sentence());
                                        }
                                    });
            assertThat(findings).isEmpty();
            assertThat(result.isClean()).isTrue();
            assertThat(result.partial()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("hostileImages")
    void theDamageOfAHostileImageIsFound(HostileCase hostile, List<String> kinds) {
        assertTimeoutPreemptively(NO_HANG, () -> assertThat(find(hostile)).isEqualTo(kinds));
    }

    @Test
    void everyHostileImageIsInTheTable() throws IOException {
        assertThat(expectations().stream().map(fields -> fields[0]).toList())
                .containsExactlyElementsOf(
                        new TestImages().hostile().stream().map(HostileCase::name).toList());
    }

    /** The labels of what is found, {@code clean}, or {@code refused}. */
    private static List<String> find(HostileCase hostile) throws IOException {
        OpenOptions options = OpenOptions.DEFAULT;
        if (hostile.arguments().getFirst().equals("--superblock")) {
            options = options.withSuperblock(Long.parseLong(hostile.arguments().get(1)));
        }
        try (Volume volume =
                Volume.open(
                        ChannelDevice.of(
                                hostile.name(), new SeekableInMemoryByteChannel(hostile.bytes())),
                        options)) {
            CheckResult result = new Check(volume).run(0, _ -> {});
            return result.counts().isEmpty()
                    ? List.of("clean")
                    : result.counts().keySet().stream().map(Problem::label).toList();
        } catch (Ext2Exception e) {
            return List.of("refused");
        }
    }
}
