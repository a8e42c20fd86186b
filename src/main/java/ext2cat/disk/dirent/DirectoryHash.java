// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import ext2cat.disk.SuperblockDetails;

/**
 * The hashes of names by which directories are indexed (ext4fs_dirhash). All three are of 32 bits,
 * of which the lowest is not part of the hash: in an index it says that names with the same hash
 * lie in the block before, too.
 *
 * <p>A name is hashed in pieces of 16 (TEA) or 32 bytes (half MD4), each put into words with the
 * first byte highest; the last piece is filled up with its own length. Bytes are signed or unsigned
 * as on the machine that made the directory.
 */
public final class DirectoryHash {

    /** DX_HASH_LEGACY. */
    static final int LEGACY = 0;

    /** DX_HASH_HALF_MD4. */
    static final int HALF_MD4 = 1;

    /** DX_HASH_TEA. */
    static final int TEA = 2;

    /** EXT2_FLAGS_UNSIGNED_HASH. */
    private static final long FLAG_UNSIGNED = 2;

    /** The hash that marks the end of a directory, which no name has. */
    private static final int END = 0x7fffffff << 1;

    private static final int[] MD4_START = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
    private static final int MD4_SECOND_ROUND = 0x5a827999;
    private static final int MD4_THIRD_ROUND = 0x6ed9eba1;
    private static final int TEA_DELTA = 0x9e3779b9;
    private static final int TEA_ROUNDS = 16;

    private final int version;
    private final boolean signed;
    private final int[] start;

    /**
     * {@return whether there is a function of that version}
     *
     * @param version s_def_hash_version, or that of an index
     */
    public static boolean isKnown(int version) {
        return version >= LEGACY && version <= TEA;
    }

    /**
     * {@return the function of a file system}
     *
     * @param version a known version
     * @param details tell the seed, and whether bytes are signed
     */
    public static DirectoryHash of(int version, SuperblockDetails details) {
        boolean signed = (details.flags() & FLAG_UNSIGNED) == 0;
        return new DirectoryHash(version, details.hashSeed(), signed);
    }

    /**
     * A hash function.
     *
     * @param version one of the constants here
     * @param seed s_hash_seed, four words; zeros for the start values of MD4
     * @param signed whether bytes from 0x80 on are negative
     */
    DirectoryHash(int version, long[] seed, boolean signed) {
        if (!isKnown(version)) {
            throw new IllegalArgumentException("hash version " + version);
        }
        this.version = version;
        this.signed = signed;
        boolean seeded = (seed[0] | seed[1] | seed[2] | seed[3]) != 0;
        this.start =
                seeded
                        ? new int[] {(int) seed[0], (int) seed[1], (int) seed[2], (int) seed[3]}
                        : MD4_START.clone();
    }

    /**
     * {@return the hash of a name, an unsigned number of 32 bits whose lowest is 0}
     *
     * @param name the bytes of the name
     */
    public long of(byte[] name) {
        int hash =
                switch (version) {
                    case LEGACY -> legacy(name);
                    case HALF_MD4 -> halfMd4(name)[1];
                    default -> tea(name)[0];
                };
        hash &= ~1;
        return Integer.toUnsignedLong(hash == END ? END - 2 : hash);
    }

    /**
     * {@return 32 further bits, by which Linux orders names of one hash; 0 with the legacy hash}
     *
     * @param name the bytes of the name
     */
    public long minorOf(byte[] name) {
        return switch (version) {
            case LEGACY -> 0;
            case HALF_MD4 -> Integer.toUnsignedLong(halfMd4(name)[2]);
            default -> Integer.toUnsignedLong(tea(name)[1]);
        };
    }

    private int legacy(byte[] name) {
        int before = 0x37abe8f9;
        int hash = 0x12a3fe2d;
        for (byte b : name) {
            int next = before + (hash ^ value(b) * 7152373);
            if (next < 0) {
                next -= 0x7fffffff;
            }
            before = hash;
            hash = next;
        }
        return hash << 1;
    }

    private int[] halfMd4(byte[] name) {
        int[] state = start.clone();
        int[] words = new int[8];
        for (int at = 0; at < name.length; at += 32) {
            words(name, at, words);
            halfMd4Piece(state, words);
        }
        return state;
    }

    private int[] tea(byte[] name) {
        int[] state = start.clone();
        int[] words = new int[4];
        for (int at = 0; at < name.length; at += 16) {
            words(name, at, words);
            teaPiece(state, words);
        }
        return state;
    }

    /** The words for the piece at {@code at}, which what remains of the name begins. */
    private void words(byte[] name, int at, int[] words) {
        int rest = name.length - at;
        int fill = rest | rest << 8;
        fill |= fill << 16;
        int bytes = Math.min(rest, words.length * Integer.BYTES);
        for (int i = 0; i < words.length; i++) {
            int word = fill;
            int end = Math.min(bytes, (i + 1) * Integer.BYTES);
            for (int b = i * Integer.BYTES; b < end; b++) {
                word = value(name[at + b]) + (word << 8);
            }
            words[i] = word;
        }
    }

    private int value(byte b) {
        return signed ? b : b & 0xff;
    }

    /** Three rounds of MD4, of eight steps each instead of sixteen. */
    private static void halfMd4Piece(int[] state, int[] in) {
        int[] s = state.clone();
        int[][] orders = {
            {0, 1, 2, 3, 4, 5, 6, 7}, {1, 3, 5, 7, 0, 2, 4, 6}, {3, 7, 2, 6, 1, 5, 0, 4}
        };
        int[][] shifts = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
        int[] constants = {0, MD4_SECOND_ROUND, MD4_THIRD_ROUND};
        for (int round = 0; round < 3; round++) {
            for (int step = 0; step < 8; step++) {
                // The words take turns: a, d, c, b.
                int a = -step & 3;
                int b = s[a + 1 & 3];
                int c = s[a + 2 & 3];
                int d = s[a + 3 & 3];
                int mixed = s[a] + mix(round, b, c, d) + in[orders[round][step]];
                s[a] = Integer.rotateLeft(mixed + constants[round], shifts[round][step & 3]);
            }
        }
        for (int i = 0; i < 4; i++) {
            state[i] += s[i];
        }
    }

    private static int mix(int round, int x, int y, int z) {
        return switch (round) {
            case 0 -> z ^ x & (y ^ z);
            case 1 -> (x & y) + ((x ^ y) & z);
            default -> x ^ y ^ z;
        };
    }

    /** Sixteen rounds of TEA, the name as the key. */
    private static void teaPiece(int[] state, int[] in) {
        int left = state[0];
        int right = state[1];
        int sum = 0;
        for (int round = 0; round < TEA_ROUNDS; round++) {
            sum += TEA_DELTA;
            left += (right << 4) + in[0] ^ right + sum ^ (right >>> 5) + in[1];
            right += (left << 4) + in[2] ^ left + sum ^ (left >>> 5) + in[3];
        }
        state[0] += left;
        state[1] += right;
    }
}
