// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** How something that is written is compressed. The same bytes make the same bytes each time. */
public enum OutputCompression {
    /** Not at all. */
    NONE,
    /** As gzip does it, without a name or a time. */
    GZIP,
    /** As xz does it, in one thread; a heap below 192 MiB makes the dictionary smaller. */
    XZ,
    /** As zstd does it, in threads of its own; their number changes no byte. */
    ZSTD;

    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * What the name of an archive says: {@code .tar.gz}, {@code .tgz}, {@code .txz} …; empty for
     * one that is compressed in a way that can be read and not written.
     */
    public static Optional<OutputCompression> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "gz", "tgz", "taz" -> Optional.of(GZIP);
            case "xz", "txz" -> Optional.of(XZ);
            case "zst", "zstd", "tzst" -> Optional.of(ZSTD);
            case "bz2", "tbz", "tbz2", "tz2", "lz", "lzma", "tlz", "lzo", "z" -> Optional.empty();
            default -> Optional.of(NONE);
        };
    }

    /**
     * A stream that compresses into another one, which it closes with itself; or that other one.
     *
     * @throws IOException if the head of the compressed stream cannot be written
     */
    public OutputStream over(OutputStream out) throws IOException {
        return switch (this) {
            case NONE -> out;
            case GZIP -> new EncoderStream(new GZIPOutputStream(out, BUFFER_BYTES));
            case XZ -> new EncoderStream(CommonsEncoders.xz(out));
            case ZSTD -> new EncoderStream(CommonsEncoders.zstd(out));
        };
    }
}
