// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses bytes in each format that images can have. */
final class Compressor {

    private Compressor() {}

    static byte[] compress(Compression compression, byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = encoder(compression, compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    private static OutputStream encoder(Compression compression, OutputStream out)
            throws IOException {
        return switch (compression) {
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZCompressorOutputStream(out);
            // The program zstd writes checksums, too.
            case ZSTD ->
                    ZstdCompressorOutputStream.builder()
                            .setOutputStream(out)
                            .setChecksum(true)
                            .get();
            case BZIP2 -> new BZip2CompressorOutputStream(out);
        };
    }
}
