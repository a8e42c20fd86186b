// SPDX-License-Identifier: Apache-2.0
package ext2cat.oracle.bio;

import ext2cat.image.ExpansionProgress;
import ext2cat.image.ImageOpener;
import ext2cat.volume.Volume;

import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The recorded cases of one image.
 *
 * @param golden the recordings, {@code NAME.tsv.gz} or {@code .xz}, with {@code .nobnd} behind the
 *     name if the boundary flag was suppressed
 * @param image the image, {@code NAME.img.gz} or {@code .xz}
 */
record Recording(Path golden, Path image) {

    /**
     * All recordings below a folder: in it, in {@code golden/} or in {@code open/golden/}.
     *
     * @param images the folder with {@code images/}, or the folder above it with {@code
     *     open/images/}
     */
    static List<Recording> in(Path folder, Path images) throws IOException {
        Path goldens = firstFolder(folder.resolve("golden"), folder.resolve("open/golden"), folder);
        Path imageFolder = firstFolder(images.resolve("images"), images.resolve("open/images"));
        try (Stream<Path> files = Files.list(goldens)) {
            List<Path> found = files.filter(file -> name(file).contains(".tsv")).sorted().toList();
            List<Recording> recordings = new ArrayList<>();
            for (Path file : found) {
                recordings.add(new Recording(file, image(imageFolder, name(file))));
            }
            return recordings;
        }
    }

    /** The image's name, e.g. {@code kern-1k-a}. */
    String imageName() {
        return name(image).replaceFirst("\\.img.*", "");
    }

    List<GoldenCase> cases() throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(expanded(golden), StandardCharsets.UTF_8))) {
            return GoldenCase.parse(reader);
        }
    }

    Volume open() throws IOException {
        return Volume.open(
                new ImageOpener(ImageOpener.defaultTemporaryDirectory(), ExpansionProgress.SILENT)
                        .open(image));
    }

    private static InputStream expanded(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (name(file).endsWith(".gz")) {
            return new GZIPInputStream(in);
        }
        return name(file).endsWith(".xz") ? new XZCompressorInputStream(in) : in;
    }

    private static Path image(Path folder, String golden) throws IOException {
        String name = golden.substring(0, golden.indexOf('.')) + ".img";
        for (String suffix : List.of("", ".gz", ".xz")) {
            if (Files.exists(folder.resolve(name + suffix))) {
                return folder.resolve(name + suffix);
            }
        }
        throw new NoSuchFileException(folder.resolve(name).toString(), null, "for " + golden);
    }

    private static Path firstFolder(Path... candidates) throws IOException {
        for (Path candidate : candidates) {
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        throw new NoSuchFileException(candidates[0].toString());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
