// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What is compressed by Commons Compress. Apart from {@link OutputCompression}, so that the
 * libraries are loaded when they are needed and not when that class is verified: the jar of xz is
 * sealed, and its classes cannot be in an AOT cache that was made in another folder.
 */
final class CommonsEncoders {

    private static final int MAX_THREADS = 4;

    private CommonsEncoders() {}

    static OutputStream xz(OutputStream out) throws IOException {
        return new XZCompressorOutputStream(out);
    }

    static OutputStream zstd(OutputStream out) throws IOException {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        return ZstdCompressorOutputStream.builder().setOutputStream(out).setWorkers(threads).get();
    }
}
