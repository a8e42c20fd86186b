// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ext2cat.images.TestImages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Paths in an image. The JDK's own paths on Linux are asked the same, and say the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Ext2PathTest {

    private static final List<String> PATHS =
            List.of(
                    "",
                    "/",
                    "//",
                    ".",
                    "..",
                    "/..",
                    "/../a",
                    "a",
                    "a/",
                    "/a",
                    "/a/",
                    "a/b",
                    "/a/b",
                    "a//b",
                    "/a//b/",
                    "a/b/c",
                    "/a/b/c",
                    "a/./b",
                    "/./a",
                    "a/../b",
                    "/a/../../b",
                    "../a",
                    "../../a/b",
                    "a/..",
                    "a/b/../..",
                    "./a/..",
                    "b",
                    "/b/c",
                    "A",
                    "ab",
                    "/ab",
                    ".a",
                    "é/ü",
                    "/日本",
                    " ",
                    "a b",
                    "a\\b",
                    "\uD83D\uDE00/x");

    private static final Map<String, Function<Path, Object>> OF_ONE =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("isAbsolute", Path::isAbsolute),
                            Map.entry("getRoot", path -> String.valueOf(path.getRoot())),
                            Map.entry("getFileName", path -> String.valueOf(path.getFileName())),
                            Map.entry("getParent", path -> String.valueOf(path.getParent())),
                            Map.entry("getNameCount", Path::getNameCount),
                            Map.entry("names", Ext2PathTest::names),
                            Map.entry("subpaths", Ext2PathTest::subpaths),
                            Map.entry("normalize", path -> path.normalize().toString()),
                            Map.entry("toString", Path::toString)));

    private static final Map<String, BiFunction<Path, Path, Object>> OF_TWO =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("startsWith", Path::startsWith),
                            Map.entry("endsWith", Path::endsWith),
                            Map.entry("startsWithText", (a, b) -> a.startsWith(b.toString())),
                            Map.entry("endsWithText", (a, b) -> a.endsWith(b.toString())),
                            Map.entry("resolve", (a, b) -> a.resolve(b).toString()),
                            Map.entry("sibling", (a, b) -> a.resolveSibling(b).toString()),
                            Map.entry("relativize", (a, b) -> a.relativize(b).toString()),
                            Map.entry("equals", Path::equals),
                            Map.entry("order", (a, b) -> Integer.signum(a.compareTo(b)))));

    private FileSystem image;
    private FileSystem other;

    @BeforeAll
    void open() throws IOException {
        Path packed = new TestImages().named("tour").packed();
        image = FileSystems.newFileSystem(packed);
        other = FileSystems.newFileSystem(packed);
    }

    @AfterAll
    void close() throws IOException {
        image.close();
        other.close();
    }

    static Stream<String> operationsOnOne() {
        return OF_ONE.keySet().stream();
    }

    static Stream<String> operationsOnTwo() {
        return OF_TWO.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("operationsOnOne")
    void onePathIsTakenApartAsTheJdkDoes(String operation) {
        for (String text : PATHS) {
            assertThat(result(() -> OF_ONE.get(operation).apply(image.getPath(text))))
                    .as("%s of '%s'", operation, text)
                    .isEqualTo(result(() -> OF_ONE.get(operation).apply(Path.of(text))));
        }
    }

    @ParameterizedTest
    @MethodSource("operationsOnTwo")
    void twoPathsAreComparedAndJoinedAsTheJdkDoes(String operation) {
        for (String a : PATHS) {
            for (String b : PATHS) {
                assertThat(
                                result(
                                        () ->
                                                OF_TWO.get(operation)
                                                        .apply(image.getPath(a), image.getPath(b))))
                        .as("%s of '%s' and '%s'", operation, a, b)
                        .isEqualTo(
                                result(() -> OF_TWO.get(operation).apply(Path.of(a), Path.of(b))));
            }
        }
    }

    private interface Operation {
        Object run();
    }

    /** The result, or the class of what was thrown. */
    private static Object result(Operation operation) {
        try {
            return operation.run();
        } catch (IllegalArgumentException e) {
            return e.getClass();
        }
    }

    private static List<String> names(Path path) {
        List<String> names = new ArrayList<>();
        path.forEach(name -> names.add(name.toString()));
        return names;
    }

    private static List<String> subpaths(Path path) {
        List<String> subpaths = new ArrayList<>();
        for (int begin = -1; begin <= path.getNameCount(); begin++) {
            for (int end = begin - 1; end <= path.getNameCount() + 1; end++) {
                int from = begin;
                int to = end;
                subpaths.add(result(() -> path.subpath(from, to).toString()).toString());
            }
        }
        return subpaths;
    }

    @Test
    void equalPathsHaveOneHashCode() {
        assertThat(image.getPath("/a//b/")).hasSameHashCodeAs(image.getPath("/a", "b"));
        assertThat(image.getPath("/a")).isNotEqualTo(other.getPath("/a"));
        assertThat(image.getPath("/a").startsWith(other.getPath("/a"))).isFalse();
    }

    @Test
    void partsAreJoinedAsTheJdkJoinsThem() {
        assertThat(image.getPath("", "a", "", "b")).hasToString(Path.of("", "a", "", "b") + "");
        assertThat(image.getPath("/", "a", "/b")).hasToString(Path.of("/", "a", "/b") + "");
    }

    @Test
    void pathsOfOtherProvidersAreRefused() {
        Path path = image.getPath("/a");
        assertThatThrownBy(() -> path.resolve(Path.of("b")))
                .isInstanceOf(ProviderMismatchException.class);
        assertThatThrownBy(() -> path.relativize(Path.of("/b")))
                .isInstanceOf(ProviderMismatchException.class);
        assertThat(path.startsWith(Path.of("/a"))).isFalse();
        assertThat(path.endsWith(Path.of("a"))).isFalse();
        assertThat(path.equals(Path.of("/a"))).isFalse();
        assertThatThrownBy(path::toFile).isInstanceOf(UnsupportedOperationException.class);
    }

    /** All names of one and two bytes, and random ones: valid, cut and overlong UTF-8. */
    @Test
    void anyBytesAreATextThatLeadsBackToThem() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[i < 65_536 ? 2 : 1 + random.nextInt(6)];
            if (i < 65_536) {
                bytes[0] = (byte) (i >> 8);
                bytes[1] = (byte) i;
            } else {
                random.nextBytes(bytes);
            }
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = bytes[at] == 0 ? (byte) 0xff : bytes[at];
            }
            assertThat(PathText.toBytes(PathText.of(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void bytesThatAreNoUtf8AreLoneSurrogates() {
        assertThat(PathText.of(new byte[] {'c', 'a', 'f', (byte) 0xe9})).isEqualTo("caf\udce9");
        assertThat(PathText.of("café".getBytes(StandardCharsets.UTF_8))).isEqualTo("café");
        assertThat(PathText.of(new byte[] {(byte) 0xc3, '/', (byte) 0xa9}))
                .isEqualTo("\udcc3/\udca9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud800", "a\udc7f", "\udd00"})
    void aTextThatStandsForNoBytesIsRefused(String text) {
        assertThatThrownBy(() -> image.getPath(text)).isInstanceOf(InvalidPathException.class);
    }

    @Test
    void aUriLeadsBackToItsPathWhateverTheBytes() throws IOException {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i == 0 ? '/' : i);
        }
        List<byte[]> paths = new ArrayList<>(List.of(bytes, "/a!/b".getBytes(), "/%41".getBytes()));
        Collections.addAll(paths, "/".getBytes(), "/\u00e9".getBytes(StandardCharsets.UTF_8));
        URI imageUri = URI.create("file:///tmp/odd!/disk%20image.img");
        for (byte[] path : paths) {
            ImageUri back = ImageUri.of(ImageUri.of(imageUri, path).toUri(false));
            assertThat(back.image()).isEqualTo(imageUri);
            assertThat(back.path()).isEqualTo(path);
        }
    }

    @Test
    void pathsAreSortedByTheirBytes() {
        List<String> texts = new ArrayList<>(PATHS);
        Collections.shuffle(texts, new Random(3));
        assertThat(texts.stream().map(image::getPath).sorted().map(Path::toString))
                .containsExactlyElementsOf(
                        texts.stream().map(Path::of).sorted().map(Path::toString).toList());
    }
}
