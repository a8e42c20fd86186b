// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The images of {@code testimages/}: sound ones with what is in them, and ways to damage two of
 * them.
 */
public final class TestImages {

    private final Path folder;

    /** The images of this checkout. */
    public TestImages() {
        // Surefire sets basedir; an IDE runs tests in the project's folder.
        this.folder =
                Path.of(System.getProperty("basedir", "")).resolve("testimages").toAbsolutePath();
    }

    /** The folder in which they are. */
    public Path folder() {
        return folder;
    }

    /** All sound images, by name. */
    public List<TestImage> all() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().flatMap(file -> image(file).stream()).toList();
        }
    }

    /** Those of one case, e.g. {@code maps}. */
    public List<TestImage> of(String testCase) throws IOException {
        return all().stream()
                .filter(image -> image.packed().startsWith(folder.resolve(testCase)))
                .toList();
    }

    /** The image of that name, e.g. {@code maps-4k}. */
    public TestImage named(String name) throws IOException {
        return all().stream()
                .filter(image -> image.name().equals(name))
                .findAny()
                .orElseThrow(
                        () -> new NoSuchElementException("no image " + name + " in " + folder));
    }

    /** The damaged images. */
    public List<HostileCase> hostile() throws IOException {
        Path hostile = folder.resolve("hostile");
        try (Stream<String> lines = Files.lines(hostile.resolve("patches.tsv"))) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split("\t", -1)))
                    .map(
                            fields ->
                                    HostileCase.of(
                                            fields,
                                            image(hostile.resolve(fields.get(1))).orElseThrow()))
                    .toList();
        }
    }

    private static Optional<TestImage> image(Path file) {
        return Packing.of(file)
                .map(
                        packing -> {
                            String packed = file.getFileName().toString();
                            int length = packed.length() - packing.suffix().length();
                            return new TestImage(packed.substring(0, length), file, packing);
                        });
    }
}
