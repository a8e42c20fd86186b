// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

/**
 * The hashes by which the kernel finds equal attributes: e_hash of an entry, over name and value,
 * and h_hash of a block, over its entries (ext2_xattr_hash_entry, ext2_xattr_rehash).
 *
 * <p>A name's bytes are signed on some machines and unsigned on others; both hashes are right.
 */
final class XattrHash {

    private static final int NAME_SHIFT = 5;
    private static final int VALUE_SHIFT = 16;

    private XattrHash() {}

    /** Whether a stored e_hash can be that of this name and value. */
    static boolean isOfEntry(int stored, byte[] name, byte[] value) {
        return stored == ofEntry(name, value, 0xff) || stored == ofEntry(name, value, -1);
    }

    /** h_hash of a block with these entries; 0 if one of them has no hash. */
    static int ofBlock(int[] entryHashes) {
        int hash = 0;
        for (int entry : entryHashes) {
            if (entry == 0) {
                return 0; // such a block is not shared
            }
            hash = Integer.rotateLeft(hash, VALUE_SHIFT) ^ entry;
        }
        return hash;
    }

    /**
     * The hash of an entry.
     *
     * @param charMask 0xff for unsigned bytes of the name, -1 for signed ones
     */
    static int ofEntry(byte[] name, byte[] value, int charMask) {
        int hash = 0;
        for (byte b : name) {
            hash = Integer.rotateLeft(hash, NAME_SHIFT) ^ b & charMask;
        }
        for (int at = 0; at < value.length; at += Integer.BYTES) {
            int word = 0;
            for (int i = 0; i < Integer.BYTES && at + i < value.length; i++) {
                word |= (value[at + i] & 0xff) << 8 * i;
            }
            hash = Integer.rotateLeft(hash, VALUE_SHIFT) ^ word;
        }
        return hash;
    }
}
