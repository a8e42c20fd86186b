// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is compressed by libraries. Apart from {@link OutputCompression}, so that the libraries are
 * loaded when they are needed and not when that class is verified: the jar of xz is sealed, and its
 * classes cannot be in an AOT cache that was made in another folder.
 */
final class CommonsEncoders {

    private static final int MAX_THREADS = 4;
    private static final int SMALL_DICTIONARY_BYTES = 1 << 21;

    private CommonsEncoders() {}

    /**
     * Compresses as {@code xz -6} does, but for the dictionary where the heap is small: one of 8
     * MiB takes 94 MiB, and one of 2 MiB takes 24 MiB, which fit in a heap of 64 MiB.
     */
    static OutputStream xz(OutputStream out) throws IOException {
        LZMA2Options options = new LZMA2Options();
        if (Runtime.getRuntime().maxMemory() / 1024 < 2L * options.getEncoderMemoryUsage()) {
            options.setDictSize(SMALL_DICTIONARY_BYTES);
        }
        return new XZOutputStream(out, options);
    }

    static OutputStream zstd(OutputStream out) throws IOException {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        return ZstdCompressorOutputStream.builder().setOutputStream(out).setWorkers(threads).get();
    }
}
