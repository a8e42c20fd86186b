// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.Xattr;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a file is encrypted (fscrypt_context): the value of an attribute that Linux lists to nobody.
 *
 * @param version of the policy: 1 or 2
 * @param contentsMode the cipher of contents, a number of FSCRYPT_MODE
 * @param namesMode the cipher of names and targets
 * @param flags the bits of FSCRYPT_POLICY_FLAG
 * @param masterKey what the key of the policy is found by: 8 bytes of a descriptor, or with version
 *     2, 16 bytes of an identifier
 * @param nonce 16 random bytes, from which the file's own key comes
 */
public record EncryptionContext(
        int version, int contentsMode, int namesMode, int flags, byte[] masterKey, byte[] nonce) {

    /** EXT4_XATTR_INDEX_ENCRYPTION, which no prefix of a name stands for. */
    private static final int NAME_INDEX = 9;

    private static final String NAME = "c";

    private static final int DESCRIPTOR_BYTES = 8;
    private static final int IDENTIFIER_BYTES = 16;
    private static final int NONCE_BYTES = 16;
    private static final int KEY_OF_1 = 4;
    private static final int KEY_OF_2 = 8;

    private static final List<String> MODES =
            List.of(
                    "none",
                    "AES-256-XTS",
                    "AES-256-GCM",
                    "AES-256-CBC",
                    "AES-256-CBC-CTS",
                    "AES-128-CBC-ESSIV",
                    "AES-128-CBC-CTS",
                    "SM4-XTS",
                    "SM4-CBC-CTS",
                    "Adiantum",
                    "AES-256-HCTR2");

    private static final int PADDING_MASK = 3;
    private static final int LEAST_PADDING_BYTES = 4;
    private static final List<String> FLAGS =
            List.of("DIRECT_KEY", "IV_INO_LBLK_64", "IV_INO_LBLK_32");
    private static final int FIRST_FLAG_BIT = 2;

    /** {@return whether an attribute is such a context} */
    public static boolean isOne(Xattr xattr) {
        return xattr.nameIndex() == NAME_INDEX && xattr.name().toString().equals(NAME);
    }

    /**
     * Looks for the context among the attributes of an inode.
     *
     * @param where the inode, for the message
     * @throws CorruptImageException if it has no form that is known
     */
    public static Optional<EncryptionContext> among(List<Xattr> xattrs, String where)
            throws CorruptImageException {
        for (Xattr xattr : xattrs) {
            if (isOne(xattr)) {
                return Optional.of(decode(xattr.value(), where));
            }
        }
        return Optional.empty();
    }

    private static EncryptionContext decode(byte[] value, String where)
            throws CorruptImageException {
        int version = value.length == 0 ? 0 : value[0];
        int keyAt = version == 1 ? KEY_OF_1 : KEY_OF_2;
        int nonceAt = keyAt + (version == 1 ? DESCRIPTOR_BYTES : IDENTIFIER_BYTES);
        if (version != 1 && version != 2 || value.length != nonceAt + NONCE_BYTES) {
            throw CorruptImageException.at(
                    where,
                    "its encryption has a context of version %d and %d bytes, not of 1 and 28 or 2"
                            + " and 40",
                    version,
                    value.length);
        }
        return new EncryptionContext(
                version,
                Byte.toUnsignedInt(value[1]),
                Byte.toUnsignedInt(value[2]),
                Byte.toUnsignedInt(value[3]),
                Arrays.copyOfRange(value, keyAt, nonceAt),
                Arrays.copyOfRange(value, nonceAt, value.length));
    }

    /** {@return a number above 0 that nearly only contexts of one policy share} */
    public long policyHash() {
        int hash =
                Objects.hash(version, contentsMode, namesMode, flags, Arrays.hashCode(masterKey));
        return 1 + Integer.toUnsignedLong(hash);
    }

    /** {@return the name of the cipher of contents} */
    public String contentsCipher() {
        return cipher(contentsMode);
    }

    /** {@return the name of the cipher of names} */
    public String namesCipher() {
        return cipher(namesMode);
    }

    private static String cipher(int mode) {
        return mode < MODES.size() ? MODES.get(mode) : "mode " + mode;
    }

    /** {@return to a multiple of how many bytes names are padded: 4, 8, 16 or 32} */
    public int paddingBytes() {
        return LEAST_PADDING_BYTES << (flags & PADDING_MASK);
    }

    /** {@return the names of the other flags} */
    public List<String> flagLabels() {
        return FLAGS.stream()
                .filter(name -> (flags >> FIRST_FLAG_BIT + FLAGS.indexOf(name) & 1) != 0)
                .toList();
    }
}
