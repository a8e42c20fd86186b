// SPDX-License-Identifier: Apache-2.0
package ext2cat.archive;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** How a whole file is compressed, told by the signature in its first bytes. */
enum Compression {
    /** RFC 1952: identification and the one method there is, deflate. */
    GZIP("gzip", "1f8b08"),
    /** The .xz file format, stream header magic bytes. */
    XZ("xz", "fd377a585a00"),
    /** RFC 8878: the frame's magic number. */
    ZSTD("zstd", "28b52ffd"),
    /** The letters BZh; the block size and the first block's mark follow. */
    BZIP2("bzip2", "425a68");

    /** Enough to tell every signature. */
    private static final int HEAD_BYTES = 10;

    /** What follows a bzip2 block size from 1 to 9: the mark of a block, or of the end. */
    private static final byte[] BZIP2_BLOCK = HexFormat.of().parseHex("314159265359");

    private static final byte[] BZIP2_END = HexFormat.of().parseHex("177245385090");

    /** What follows the first byte of a skippable frame, 0x50 to 0x5f. */
    private static final byte[] ZSTD_SKIPPABLE = HexFormat.of().parseHex("2a4d18");

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

    /** The compression that the device's first bytes tell of, if any. */
    static Optional<Compression> of(BlockDevice device) throws IOException {
        // The cast is safe: at most HEAD_BYTES.
        byte[] head = new byte[(int) Math.min(HEAD_BYTES, device.sizeBytes())];
        device.read(0, MemorySegment.ofArray(head));
        return Arrays.stream(values()).filter(it -> it.begins(head)).findFirst();
    }

    private boolean begins(byte[] head) {
        boolean signed = startsAt(head, 0, signature);
        return switch (this) {
            case GZIP, XZ -> signed;
            case ZSTD -> signed || beginsWithSkippableFrame(head);
            case BZIP2 ->
                    signed && (startsAt(head, 4, BZIP2_BLOCK) || startsAt(head, 4, BZIP2_END));
        };
    }

    /** Sixteen magic numbers mark frames that are no data; pzstd puts one first. */
    private static boolean beginsWithSkippableFrame(byte[] head) {
        return head.length > 4 && head[0] >> 4 == 5 && startsAt(head, 1, ZSTD_SKIPPABLE);
    }

    private static boolean startsAt(byte[] head, int at, byte[] expected) {
        return head.length >= at + expected.length
                && Arrays.equals(head, at, at + expected.length, expected, 0, expected.length);
    }
}
