// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is in {@code testimages/} hangs together, so that other tests may rely on it. */
final class TestImagesTest {

    private static final int MAGIC_OFFSET = 1024 + 56;
    private static final int LOG_BLOCK_SIZE_OFFSET = 1024 + 24;
    private static final long HASHED_UP_TO_BYTES = 8L << 30;
    private static final long EXTENTS_FROM_BYTES = 16 << 20;
    private static final long ALL_TOGETHER_BYTES = 3 << 20;

    private final TestImages images = new TestImages();

    static List<TestImage> all() throws IOException {
        return new TestImages().all();
    }

    static List<HostileCase> hostile() throws IOException {
        return new TestImages().hostile();
    }

    @Test
    void everyPackingIsUsed() throws Exception {
        assertThat(images.all()).extracting(TestImage::packing).contains(Packing.values());
    }

    @Test
    void everyBlockSizeIsUsed() throws Exception {
        assertThat(images.all())
                .extracting(image -> image.name().replaceAll(".*-", ""))
                .contains("1k", "2k", "4k", "8k", "64k");
    }

    @Test
    void theFolderIsSmall() throws Exception {
        try (Stream<Path> files = Files.walk(images.folder())) {
            long sum =
                    files.filter(Files::isRegularFile)
                            .mapToLong(file -> file.toFile().length())
                            .sum();
            assertThat(sum).isBetween(1L, ALL_TOGETHER_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void anImageBeginsWithASuperblockOfTheBlockSizeThatItsNameTells(TestImage image)
            throws Exception {
        ByteBuffer start;
        try (InputStream in = image.open()) {
            start = ByteBuffer.wrap(in.readNBytes(2048)).order(ByteOrder.LITTLE_ENDIAN);
        }
        assertThat(start.getShort(MAGIC_OFFSET)).isEqualTo((short) 0xEF53);
        Matcher size = Pattern.compile(".*-(\\d+)k").matcher(image.name());
        int kib = size.matches() ? Integer.parseInt(size.group(1)) : 1;
        assertThat(1 << start.getInt(LOG_BLOCK_SIZE_OFFSET)).isEqualTo(kib);
    }

    @ParameterizedTest
    @MethodSource("all")
    void expectationsNameEachPathOnceAndEachHardLinkAFile(TestImage image) throws Exception {
        Map<String, ExpectedEntry> entries = byPath(image);
        assertThat(entries).containsKeys("/", "/lost+found");
        for (ExpectedEntry entry : entries.values()) {
            if (entry.is("hardlink")) {
                assertThat(entries.get(entry.detail().orElseThrow()).type())
                        .as(entry.path())
                        .isEqualTo("file");
            } else {
                assertThat(entry.links()).as(entry.path()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyFileHasAHashOrExtents(TestImage image) throws Exception {
        Map<String, List<WrittenExtent>> extents =
                image.extents().stream().collect(Collectors.groupingBy(WrittenExtent::path));
        for (ExpectedEntry entry : image.expected()) {
            if (!entry.is("file")) {
                continue;
            }
            long size = entry.sizeBytes().orElseThrow();
            assertThat(entry.sha256().isPresent())
                    .as(entry.path())
                    .isEqualTo(size <= HASHED_UP_TO_BYTES);
            for (WrittenExtent extent : extents.getOrDefault(entry.path(), List.of())) {
                assertThat(size).as(entry.path()).isGreaterThanOrEqualTo(EXTENTS_FROM_BYTES);
                assertThat(extent.offsetBytes() + extent.lengthBytes())
                        .as(entry.path())
                        .isLessThanOrEqualTo(size);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void mapsAreThoseOfTheFiles(TestImage image) throws Exception {
        Map<String, ExpectedEntry> entries = byPath(image);
        for (ExpectedMap map : image.maps()) {
            assertThat(entries.get(map.path()).sizeBytes())
                    .as(map.path())
                    .hasValue(map.sizeBytes());
            long last = -1;
            for (MapLine line : map.lines()) {
                if (line instanceof MapLine.Data data) {
                    assertThat(data.fileBlock()).as(map.path()).isGreaterThan(last);
                    last = data.fileBlock() + data.countBlocks() - 1;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileCaseChangesItsImage(HostileCase hostile) throws Exception {
        assertThat(hostile.exitCodes()).isSubsetOf(0, 1, 3, 4);
        assertThat(Arrays.equals(hostile.bytes(), hostile.base().bytes()))
                .isEqualTo(hostile.change().equals("nothing"));
    }

    @Test
    void aBeginningThatIsKeptMayMissTheLastPage() throws Exception {
        assertThat(images.hostile())
                .filteredOn(hostile -> hostile.name().matches("direct-all-ones|double-beyond"))
                .extracting(HostileCase::kept)
                .containsExactly(
                        new HostileCase.Kept.Beginning(8192, 11264),
                        new HostileCase.Kept.Beginning(1024, 274432));
    }

    @Test
    void hostileCasesHaveNamesOfTheirOwn() throws Exception {
        List<String> names = images.hostile().stream().map(HostileCase::name).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(150);
    }

    @Test
    void patchesWriteFillAndCut() {
        byte[] image = {1, 2, 3, 4};
        byte[] patched = image;
        for (Patch patch : Patch.parse("1*2=07 0=ff 3! 4=0a0b")) {
            patched = patch.applyTo(patched);
        }
        assertThat(patched).containsExactly(0xff, 7, 7, 0, 0x0a, 0x0b);
        assertThat(image).containsExactly(1, 2, 3, 4);
    }

    @Test
    void anEscapedNameIsItsBytes() {
        assertThat(Escaped.bytes("a\\x5cb\\xff")).containsExactly('a', '\\', 'b', 0xff);
    }

    @Test
    void anExpandedFileHoldsTheBytesOfTheImage(@TempDir Path folder) throws Exception {
        for (Packing packing : Packing.values()) {
            TestImage image =
                    images.of("tree").stream()
                            .filter(i -> i.packing() == packing)
                            .findFirst()
                            .orElseThrow();
            assertThat(image.expandInto(folder)).hasBinaryContent(image.bytes());
        }
    }

    @Test
    void imagesOfACaseShareTheirExpectationsUnlessTheyHaveTheirOwn() throws Exception {
        assertThat(images.named("tree-rev0-4k").expected())
                .isEqualTo(images.named("tree-default-64k").expected());
        assertThat(images.named("tree-rev0-4k").xattrs()).isEmpty();
        assertThat(images.named("tree-default-64k").xattrs()).isNotEmpty();
        assertThat(Set.copyOf(images.named("maps-1k").maps()))
                .isNotEqualTo(Set.copyOf(images.named("maps-2k").maps()));
    }

    private static Map<String, ExpectedEntry> byPath(TestImage image) throws IOException {
        return image.expected().stream()
                .collect(Collectors.toMap(ExpectedEntry::path, Function.identity()));
    }
}
