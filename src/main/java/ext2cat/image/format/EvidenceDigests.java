// SPDX-License-Identifier: Apache-2.0
package ext2cat.image.format;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What an evidence file says the digests of its disk are, in hexadecimal digits.
 *
 * @param md5 empty if it does not say
 * @param sha1 empty if it does not say
 */
public record EvidenceDigests(String md5, String sha1) {

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
}
