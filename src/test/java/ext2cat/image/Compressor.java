// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/** Compresses bytes in each format that images can have. */
final class Compressor {

    private static final int LEGACY_BLOCK_BYTES = 8 << 20;

    private Compressor() {}

    static byte[] compress(Compression compression, byte[] content) throws IOException {
        if (compression == Compression.LZ4_LEGACY) {
            return legacyLz4(content);
        }
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
            case LZ4 -> new FramedLZ4CompressorOutputStream(out);
            case LZMA -> new LZMAOutputStream(out, new LZMA2Options(), -1);
            case LZ4_LEGACY -> throw new IllegalArgumentException("no library writes it");
        };
    }

    private static byte[] legacyLz4(byte[] content) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(new byte[] {2, 0x21, 0x4c, 0x18});
        for (int at = 0; at < content.length; at += LEGACY_BLOCK_BYTES) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            try (BlockLZ4CompressorOutputStream out = new BlockLZ4CompressorOutputStream(block)) {
                out.write(content, at, Math.min(LEGACY_BLOCK_BYTES, content.length - at));
            }
            all.write(
                    ByteBuffer.allocate(4)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putInt(block.size())
                            .array());
            block.writeTo(all);
        }
        return all.toByteArray();
    }
}
