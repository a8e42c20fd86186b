// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** How an image is packed, which its name tells. */
public enum Packing {
    GZ,
    XZ,
    ZST,
    BZ2;

    /** What the name of such an image ends with. */
    String suffix() {
        return ".img." + name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<Packing> of(Path packed) {
        return Stream.of(values())
                .filter(packing -> packed.getFileName().toString().endsWith(packing.suffix()))
                .findAny();
    }

    InputStream open(Path packed) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(packed));
        return switch (this) {
            case GZ -> new GzipCompressorInputStream(in);
            case XZ -> new XZCompressorInputStream(in);
            case ZST -> new ZstdCompressorInputStream(in);
            case BZ2 -> new BZip2CompressorInputStream(in);
        };
    }
}
