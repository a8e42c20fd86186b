// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a device without any signature is filled with, as far as its first MiB tells. */
enum Filling {
    NOTHING("it is empty"),
    ZEROS("all of its first %d bytes are zero"),
    ERASED_FLASH("all of its first %d bytes are 0xff, as of erased flash"),
    TEXT("it is a text file");

    private static final int HEAD_BYTES = 1 << 20;

    private final String sentence;

    Filling(String sentence) {
        this.sentence = sentence;
    }

    /** What a message says of a device that is filled so; empty if it is filled otherwise. */
    static Optional<String> sentence(BlockDevice device) throws IOException {
        byte[] head = Head.of(device, HEAD_BYTES);
        return of(head, device.sizeBytes()).map(it -> it.sentence.formatted(head.length));
    }

    private static Optional<Filling> of(byte[] head, long sizeBytes) {
        if (head.length == 0) {
            return Optional.of(NOTHING);
        }
        if (isAll(head, 0)) {
            return Optional.of(ZEROS);
        }
        if (isAll(head, -1)) {
            return Optional.of(ERASED_FLASH);
        }
        return isText(head, sizeBytes) ? Optional.of(TEXT) : Optional.empty();
    }

    private static boolean isAll(byte[] head, int value) {
        byte[] expected = new byte[head.length];
        Arrays.fill(expected, (byte) value);
        return Arrays.equals(head, expected);
    }

    /** Whether it is UTF-8 without control characters but for those that lay text out. */
    private static boolean isText(byte[] head, long sizeBytes) {
        for (byte value : head) {
            boolean layout = value >= '\t' && value <= '\r' || value == 033;
            if (value >= 0 && value < ' ' && !layout || value == 0x7f) {
                return false;
            }
        }
        // The end of the head may split a character of 4 bytes.
        int whole = head.length < sizeBytes ? lastBoundary(head) : head.length;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, whole));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Where the last character begins. */
    private static int lastBoundary(byte[] head) {
        int at = head.length - 1;
        while (at > 0 && (head[at] & 0xc0) == 0x80) {
            at--;
        }
        return at;
    }
}
