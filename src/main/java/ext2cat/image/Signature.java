// SPDX-License-Identifier: Apache-2.0
package ext2cat.image;

import ext2cat.device.BlockDevice;
import ext2cat.image.format.Head;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes by which something is told that is no image of ext2, ext3 or ext4.
 *
 * @param what it is, e.g. {@code a zip archive}
 * @param advice how to come to the image in it; empty if there is hardly one
 * @param atBytes where the bytes stand
 * @param magic the bytes
 */
record Signature(String what, String advice, long atBytes, byte[] magic) {

    static Signature hex(String what, String advice, long atBytes, String hex) {
        return new Signature(what, advice, atBytes, HexFormat.of().parseHex(hex));
    }

    static Signature text(String what, String advice, long atBytes, String text) {
        return new Signature(what, advice, atBytes, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a device has the bytes. */
    boolean isOf(BlockDevice device) throws IOException {
        return Head.has(Head.at(device, atBytes, magic.length), 0, magic);
    }

    /** What it is, and what to do about it. */
    String sentence() {
        return advice.isEmpty() ? what : what + "; " + advice;
    }
}
