// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.LZMAInputStream;
import org.tukaani.xz.MemoryLimitException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The decoders of libraries, each of one member. Nothing else names them, so that they are loaded
 * with this class and not before.
 */
final class LibraryDecoders {

    private LibraryDecoders() {}

    /**
     * Asks for single bytes, of which none is lost where a block is wrong: a checksum of bzip2 is
     * compared when the byte after its block is asked for.
     */
    private static final class ByteStream extends FilterInputStream {

        ByteStream(InputStream decoder) {
            super(decoder);
        }

        @Override
        public int read(byte[] buffer, int offset, int lengthBytes) throws IOException {
            return in.read(buffer, offset, 1);
        }
    }

    static InputStream xz(CompressedInput in) throws IOException {
        return new XzStream(in, memoryLimitKib());
    }

    static InputStream zstd(CompressedInput in) throws IOException {
        return new ZstdFrame(in);
    }

    static InputStream bzip2(CompressedInput in) throws IOException {
        return new ByteStream(new BZip2CompressorInputStream(in, false));
    }

    static InputStream lz4(CompressedInput in) throws IOException {
        return new ExactStream(new FramedLZ4CompressorInputStream(in, false), in);
    }

    static InputStream legacyLz4(CompressedInput in) throws IOException {
        return new Lz4LegacyFrame(in);
    }

    static InputStream lzma(CompressedInput in) throws IOException {
        try {
            LZMAInputStream lzma = new LZMAInputStream(in, memoryLimitKib());
            lzma.enableRelaxedEndCondition();
            return new ExactStream(lzma, in);
        } catch (MemoryLimitException e) {
            throw new TooLittleMemoryException(e);
        }
    }

    /** A file may ask for a dictionary of 4 GiB: it gets three quarters of the heap at most. */
    private static int memoryLimitKib() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 1024 * 3 / 4);
    }
}
