// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

import ext2cat.disk.CorruptImageException;

import java.nio.ByteBuffer;

/**
 * What a node of extents begins with (struct ext4_extent_header).
 *
 * @param entries how many entries follow
 * @param depth how many levels of nodes are below: 0 for a leaf
 */
record ExtentHeader(int entries, int depth) {

    /** The size of a header, and of an entry of any kind, in bytes. */
    static final int SIZE_BYTES = 12;

    private static final int MAGIC = 0xF30A;

    /**
     * Decodes a header, and checks that its node has room for its entries (__ext4_ext_check).
     *
     * @param node the whole node, little-endian
     * @param where the node, for messages
     */
    static ExtentHeader decode(ByteBuffer node, String where) throws CorruptImageException {
        int magic = u16(node, 0);
        int entries = u16(node, 2);
        int most = u16(node, 4);
        int depth = u16(node, 6);
        int room = (node.limit() - SIZE_BYTES) / SIZE_BYTES;
        if (magic != MAGIC) {
            throw CorruptImageException.at(
                    where, "magic number 0x%04x is not 0x%04x", magic, MAGIC);
        }
        if (most == 0 || most > room) {
            throw CorruptImageException.at(
                    where, "it is said to have room for %d entries, not for 1 to %d", most, room);
        }
        if (entries > most) {
            throw CorruptImageException.at(
                    where, "%d entries are more than the %d there is room for", entries, most);
        }
        if (entries == 0 && depth > 0) {
            throw CorruptImageException.at(where, "no entry, but a depth of %d", depth);
        }
        return new ExtentHeader(entries, depth);
    }

    private static int u16(ByteBuffer node, int at) {
        return Short.toUnsignedInt(node.getShort(at));
    }
}
