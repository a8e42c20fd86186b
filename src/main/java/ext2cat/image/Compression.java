// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * How a whole file is compressed, told by the signature in its first bytes: the table of formats
 * that can be expanded. A format is a line here and a class that expands one member of it.
 */
enum Compression {
    /** RFC 1952: identification and the one method there is, deflate. */
    GZIP("gzip", "1f8b08"),
    /** The .xz file format, stream header magic bytes. */
    XZ("xz", "fd377a585a00"),
    /** RFC 8878: the frame's magic number. */
    ZSTD("zstd", "28b52ffd"),
    /** The letters BZh; the block size and the first block's mark follow. */
    BZIP2("bzip2", "425a68"),
    /** The lz4 frame format: the frame's magic number. */
    LZ4("lz4", "04224d18"),
    /** What {@code lz4 -l} makes, for kernels. */
    LZ4_LEGACY("legacy lz4", "02214c18"),
    /** The format before xz, which has no magic number: see {@link #isLzma}. */
    LZMA("lzma", "");

    /** Enough to tell every signature. */
    static final int HEAD_BYTES = 14;

    /** What follows a bzip2 block size from 1 to 9: the mark of a block, or of the end. */
    private static final byte[] BZIP2_BLOCK = HexFormat.of().parseHex("314159265359");

    private static final byte[] BZIP2_END = HexFormat.of().parseHex("177245385090");

    /** What follows the first byte of a skippable frame, 0x50 to 0x5f. */
    private static final byte[] SKIPPABLE = HexFormat.of().parseHex("2a4d18");

    /** 256 GiB: a larger size in the header of an lzma file is chance. */
    private static final long MOST_LZMA_BYTES = 1L << 38;

    private final String label;
    private final byte[] signature;

    Compression(String label, String signature) {
        this.label = label;
        this.signature = HexFormat.of().parseHex(signature);
    }

    /** What an error message calls it. */
    String label() {
        return label;
    }

    /** The compression that the first bytes of the device show, if any. */
    static Optional<Compression> of(BlockDevice device) throws IOException {
        byte[] head = Head.of(device, HEAD_BYTES);
        return Arrays.stream(values()).filter(it -> it.begins(head)).findFirst();
    }

    /** Whether bytes are the beginning of a member. */
    boolean begins(byte[] head) {
        boolean signed = Head.has(head, 0, signature);
        return switch (this) {
            case GZIP, XZ, LZ4_LEGACY -> signed;
            // Sixteen magic numbers mark frames that are no data; pzstd puts one first.
            case ZSTD, LZ4 -> signed || isSkippable(head);
            case BZIP2 ->
                    signed && (Head.has(head, 4, BZIP2_BLOCK) || Head.has(head, 4, BZIP2_END));
            case LZMA -> isLzma(head);
        };
    }

    /**
     * Expands the member that the input stands at.
     *
     * @return its bytes; after the last one the input stands at the first byte after the member,
     *     and no byte is lost before an exception
     * @throws IOException if it does not begin as it should, or cannot be read
     */
    InputStream open(CompressedInput input) throws IOException {
        return switch (this) {
            case GZIP -> new GzipMember(input);
            case XZ -> LibraryDecoders.xz(input);
            case ZSTD ->
                    isSkipped(input) ? InputStream.nullInputStream() : LibraryDecoders.zstd(input);
            case BZIP2 -> LibraryDecoders.bzip2(input);
            case LZ4 ->
                    isSkipped(input) ? InputStream.nullInputStream() : LibraryDecoders.lz4(input);
            case LZ4_LEGACY -> LibraryDecoders.legacyLz4(input);
            case LZMA -> LibraryDecoders.lzma(input);
        };
    }

    private static boolean isSkippable(byte[] head) {
        return head.length > 4 && head[0] >> 4 == 5 && Head.has(head, 1, SKIPPABLE);
    }

    /** Passes over a skippable frame: a magic number, its size in 4 bytes, and that many bytes. */
    private static boolean isSkipped(CompressedInput input) throws IOException {
        if (!isSkippable(input.peek(HEAD_BYTES))) {
            return false;
        }
        input.skipNBytes(4);
        input.skipNBytes(input.number(4));
        return true;
    }

    /**
     * Whether the 13 bytes of a header make sense: lc, lp and pb in one byte, which is 0x5d for
     * nearly every file, a dictionary of 2^n or 3 * 2^n bytes, and a size or -1; the LZMA data
     * begins with a zero.
     */
    private static boolean isLzma(byte[] head) {
        if (head.length < HEAD_BYTES || Byte.toUnsignedInt(head[0]) >= 9 * 5 * 5 || head[13] != 0) {
            return false;
        }
        long dictionaryBytes = Head.number(head, 1, 4);
        long sizeBytes = Head.number(head, 5, 8);
        long high = Long.highestOneBit(dictionaryBytes);
        boolean usualDictionary =
                dictionaryBytes >= 1 << 12
                        && (dictionaryBytes == high || dictionaryBytes == high + high / 2);
        return usualDictionary && sizeBytes >= -1 && sizeBytes < MOST_LZMA_BYTES;
    }
}
