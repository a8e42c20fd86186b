// SPDX-License-Identifier: Apache-2.0
package ext2cat.export.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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

    /** Archives of other formats, those that bsdtar writes by their name among them. */
    private static final Set<String> OTHER_ARCHIVES =
            Set.of(
                    "7z",
                    "a",
                    "ar",
                    "apk",
                    "arj",
                    "cab",
                    "cpio",
                    "deb",
                    "ear",
                    "iso",
                    "jar",
                    "lha",
                    "lzh",
                    "rar",
                    "rpm",
                    "shar",
                    "sqfs",
                    "squashfs",
                    "war",
                    "warc",
                    "wim",
                    "xar",
                    "zip",
                    "zipx");

    /**
     * {@return what the name of an archive says: {@code .tar.gz}, {@code .tgz}, {@code .txz} …;
     * empty for one that is no tar archive, or is compressed in a way that is not written}
     *
     * @param fileName the last name of the archive's path, or all of it
     */
    public static Optional<OutputCompression> ofName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1);
        Optional<OutputCompression> compression =
                switch (ending) {
                    case "gz", "tgz", "taz" -> Optional.of(GZIP);
                    case "xz", "txz" -> Optional.of(XZ);
                    case "zst", "zstd", "tzst" -> Optional.of(ZSTD);
                    case "bz2", "bz", "tbz", "tbz2", "tz2", "bz3", "tbz3", "lz", "tlz", "lzma" ->
                            Optional.empty();
                    case "lz4", "tlz4", "lzo", "tzo", "lrz", "br", "tbr", "sz", "z", "zz" ->
                            Optional.empty();
                    default ->
                            OTHER_ARCHIVES.contains(ending) ? Optional.empty() : Optional.of(NONE);
                };
        boolean isCompressed = compression.isPresent() && compression.get() != NONE;
        // What is compressed may be none of tar either: .cpio.gz
        return isCompressed && dot > 0
                ? ofName(name.substring(0, dot)).flatMap(_ -> compression)
                : compression;
    }

    /**
     * {@return a stream that compresses into another one, which it closes with itself; or that
     * other one}
     *
     * @param out takes what is compressed
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
