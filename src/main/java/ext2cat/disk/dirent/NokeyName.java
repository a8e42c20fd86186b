// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * An encrypted name as Linux shows it to who has no key (struct fscrypt_nokey_name): two words of
 * hash and the encrypted bytes, in base64 for file names. Of a name longer than 149 bytes, the
 * SHA-256 of the rest stands for the rest.
 *
 * <p>So 16 bytes, the shortest that are encrypted, are shown in 32 characters, and 150 to 255 bytes
 * in 252, which is still a name.
 */
public final class NokeyName {

    /** FSCRYPT_FNAME_MIN_MSG_LEN: shorter names are padded before they are encrypted. */
    static final int SHORTEST_BYTES = 16;

    private static final int HASH_BYTES = 8;
    private static final int PLAIN_BYTES = 149;
    private static final int DIGEST_BYTES = 32;

    private NokeyName() {}

    /**
     * {@return what is shown}
     *
     * @param encrypted the bytes of the name
     * @param hash the hash by which its directory is indexed, or 0
     * @param minorHash the further bits of that hash, or 0
     */
    public static byte[] of(byte[] encrypted, long hash, long minorHash) {
        int plain = Math.min(encrypted.length, PLAIN_BYTES);
        ByteBuffer name =
                ByteBuffer.allocate(HASH_BYTES + PLAIN_BYTES + DIGEST_BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt((int) hash)
                        .putInt((int) minorHash)
                        .put(encrypted, 0, plain);
        if (plain < encrypted.length) {
            MessageDigest digest = sha256();
            digest.update(encrypted, plain, encrypted.length - plain);
            name.put(digest.digest());
        }
        byte[] bytes = new byte[name.position()];
        name.flip().get(bytes);
        return Base64.getUrlEncoder().withoutPadding().encode(bytes);
    }

    /**
     * {@return how many characters are shown for so many encrypted bytes: four for three bytes}
     *
     * @param encryptedBytes how many, at least 1
     */
    public static long length(long encryptedBytes) {
        long bytes = encryptedBytes > PLAIN_BYTES ? PLAIN_BYTES + DIGEST_BYTES : encryptedBytes;
        return Math.ceilDiv((HASH_BYTES + bytes) * 4, 3);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
