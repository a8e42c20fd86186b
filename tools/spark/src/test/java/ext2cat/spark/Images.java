// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The test images of the product. */
final class Images {

    private Images() {}

    static Path folder() {
        return Path.of(System.getProperty("testimages")).toAbsolutePath().normalize();
    }

    /** An image, expanded into a folder. */
    static Path expanded(String image, Path into) throws IOException {
        Path target = into.resolve(Path.of(image).getFileName().toString().replace(".gz", ""));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder().resolve(image)))) {
            Files.copy(in, target);
        }
        return target;
    }
}
