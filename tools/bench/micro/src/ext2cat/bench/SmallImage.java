// SPDX-License-Identifier: Apache-2.0
package ext2cat.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The image of the quick start. */
final class SmallImage {

    private SmallImage() {}

    /** All of it, not compressed. */
    static byte[] bytes() throws IOException {
        Path image = Path.of(System.getProperty("ext2cat.image", "testimages/tour.img.gz"));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(image))) {
            return in.readAllBytes();
        }
    }

    /** Its superblock, 1024 bytes. */
    static byte[] superblock() throws IOException {
        return Arrays.copyOfRange(bytes(), 1024, 2048);
    }
}
