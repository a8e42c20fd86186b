// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.record;

import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a file with the flag verity must hold (struct fsverity_descriptor): the root of a tree of
 * hashes over its blocks. The descriptor lies after the tree, and the tree after the file's end.
 *
 * @param hash the algorithm of the tree
 * @param blockSizeBytes the size of a block of the tree
 * @param dataSizeBytes the size of the file
 * @param rootHash the hash of the root of the tree
 * @param salt what each hash begins with, perhaps nothing
 * @param signatureBytes how many bytes of a signature follow
 * @param digest the hash of all this but the signature: what {@code fsverity measure} prints
 */
public record VerityDescriptor(
        Hash hash,
        long blockSizeBytes,
        long dataSizeBytes,
        byte[] rootHash,
        byte[] salt,
        long signatureBytes,
        byte[] digest) {

    /** A hash algorithm (FS_VERITY_HASH_ALG). */
    public enum Hash {
        /** 1. */
        SHA256("sha256", "SHA-256", 32),
        /** 2. */
        SHA512("sha512", "SHA-512", 64);

        private final String label;
        private final String javaName;
        private final int sizeBytes;

        Hash(String label, String javaName, int sizeBytes) {
            this.label = label;
            this.javaName = javaName;
            this.sizeBytes = sizeBytes;
        }

        /** {@return the name that fsverity has for it} */
        public String label() {
            return label;
        }

        private byte[] of(byte[] bytes) {
            try {
                return MessageDigest.getInstance(javaName).digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has " + javaName, e);
            }
        }
    }

    /** The size of a descriptor without a signature. */
    public static final int SIZE_BYTES = 256;

    private static final int SALT_SIZE = 3;
    private static final int SIGNATURE_SIZE = 4;
    private static final int DATA_SIZE = 8;
    private static final int ROOT_HASH = 16;
    private static final int SALT = 80;
    private static final int MOST_SALT_BYTES = 32;
    private static final int LEAST_LOG_BLOCK_SIZE = 10;
    private static final int MOST_LOG_BLOCK_SIZE = 16;

    /**
     * Decodes a descriptor.
     *
     * @param bytes {@link #SIZE_BYTES} of it
     * @param where the file, for the message
     * @throws CorruptImageException if it is none
     */
    public static VerityDescriptor decode(byte[] bytes, String where) throws CorruptImageException {
        int algorithm = bytes[1];
        int logBlockSize = bytes[2];
        int saltBytes = Byte.toUnsignedInt(bytes[SALT_SIZE]);
        if (bytes[0] != 1
                || algorithm < 1
                || algorithm > Hash.values().length
                || logBlockSize < LEAST_LOG_BLOCK_SIZE
                || logBlockSize > MOST_LOG_BLOCK_SIZE
                || saltBytes > MOST_SALT_BYTES) {
            throw CorruptImageException.at(
                    where,
                    "its verity descriptor has version %d, hash algorithm %d, blocks of 2^%d bytes"
                            + " and a salt of %d, which makes no sense",
                    bytes[0],
                    algorithm,
                    logBlockSize,
                    saltBytes);
        }
        Hash hash = Hash.values()[algorithm - 1];
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] unsigned = Arrays.copyOf(bytes, SIZE_BYTES);
        Arrays.fill(unsigned, SIGNATURE_SIZE, SIGNATURE_SIZE + Integer.BYTES, (byte) 0);
        return new VerityDescriptor(
                hash,
                1L << logBlockSize,
                words.getLong(DATA_SIZE),
                Arrays.copyOfRange(bytes, ROOT_HASH, ROOT_HASH + hash.sizeBytes),
                Arrays.copyOfRange(bytes, SALT, SALT + saltBytes),
                Integer.toUnsignedLong(words.getInt(SIGNATURE_SIZE)),
                hash.of(unsigned));
    }
}
