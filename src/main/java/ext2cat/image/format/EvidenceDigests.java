// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import ext2cat.device.BlockDevice;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an evidence file says the digests of its disk are, in hexadecimal digits.
 *
 * @param md5 empty if it does not say
 * @param sha1 empty if it does not say
 */
record EvidenceDigests(String md5, String sha1) {

    /** Nothing is said. */
    static final EvidenceDigests NONE = new EvidenceDigests("", "");

    private static final int MD5_BYTES = 16;
    private static final int SHA1_BYTES = 20;

    /** Of the section "hash": an MD5. */
    static EvidenceDigests ofHash(byte[] section) {
        return section.length < MD5_BYTES
                ? NONE
                : new EvidenceDigests(hex(section, 0, MD5_BYTES), "");
    }

    /** Of the section "digest": an MD5, then a SHA-1; one that is not set is zero. */
    static EvidenceDigests ofDigest(byte[] section) {
        return section.length < MD5_BYTES + SHA1_BYTES
                ? NONE
                : new EvidenceDigests(
                        hex(section, 0, MD5_BYTES),
                        hex(section, MD5_BYTES, MD5_BYTES + SHA1_BYTES));
    }

    private static String hex(byte[] section, int from, int to) {
        byte[] digest = Arrays.copyOfRange(section, from, to);
        return Arrays.equals(digest, new byte[digest.length])
                ? ""
                : HexFormat.of().formatHex(digest);
    }

    /** These, and others for what is not said here. */
    EvidenceDigests with(EvidenceDigests other) {
        return new EvidenceDigests(
                md5.isEmpty() ? other.md5 : md5, sha1.isEmpty() ? other.sha1 : sha1);
    }

    /** Reads a disk and compares. */
    void verify(BlockDevice file, BlockDevice disk) throws IOException {
        if (md5.isEmpty() && sha1.isEmpty()) {
            throw new UnsupportedContainerException(file, "it states no digest of its disk");
        }
        MessageDigest md5Now = digest("MD5");
        MessageDigest sha1Now = digest("SHA-1");
        byte[] piece = new byte[1 << 20];
        for (long at = 0; at < disk.sizeBytes(); at += piece.length) {
            int length = (int) Math.min(piece.length, disk.sizeBytes() - at);
            disk.read(at, MemorySegment.ofArray(piece).asSlice(0, length));
            md5Now.update(piece, 0, length);
            sha1Now.update(piece, 0, length);
        }
        requireEqual(file, "MD5", md5, md5Now);
        requireEqual(file, "SHA-1", sha1, sha1Now);
    }

    private static void requireEqual(
            BlockDevice file, String name, String stated, MessageDigest now) throws IOException {
        String read = HexFormat.of().formatHex(now.digest());
        if (!stated.isEmpty() && !stated.equals(read)) {
            throw new WrongContainerException(
                    file,
                    "the %s of its disk is %s, not %s as it states".formatted(name, read, stated));
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each JDK has both
        }
    }
}
