// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The decoders of Commons Compress. Nothing else names them, so that they are loaded with this
 * class and not before.
 */
final class CommonsDecoders {

    private static final int INPUT_BYTES = 1 << 16;

    private CommonsDecoders() {}

    /** Expands all streams or frames that follow each other in {@code in}. */
    static InputStream open(Compression compression, InputStream in) throws IOException {
        InputStream input = new BufferedInputStream(in, INPUT_BYTES);
        return switch (compression) {
            case XZ ->
                    XZCompressorInputStream.builder()
                            .setInputStream(input)
                            .setDecompressConcatenated(true)
                            .setMemoryLimitKiB(memoryLimitKib())
                            .get();
            case ZSTD -> new ZstdCompressorInputStream(input);
            case BZIP2 -> new BZip2CompressorInputStream(input, true);
            case GZIP -> throw new IllegalArgumentException("gzip has a decoder of its own");
        };
    }

    /** Whether a decoder gave up because it would need more memory than it may have. */
    static boolean isMemoryLimit(Exception e) {
        return e instanceof MemoryLimitException;
    }

    /** An xz file may ask for a dictionary of 4 GiB: it gets three quarters of the heap at most. */
    private static int memoryLimitKib() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 1024 * 3 / 4);
    }
}
