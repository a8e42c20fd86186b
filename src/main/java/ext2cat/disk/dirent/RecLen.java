// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static ext2cat.disk.bytes.LittleEndian.u16;

/**
 * rec_len, by which the entries of a directory block lead from each to the next, the last to the
 * end. It has 16 bits, so in a block of 64 KiB an entry of the whole block has 65535 or 0 there.
 */
public final class RecLen {

    /** Bytes of an entry before the name. */
    public static final int HEADER_BYTES = 8;

    /** EXT2_DIR_REC_LEN(1): the smallest entry. */
    private static final int LEAST = 12;

    private static final int REC_LEN = 4;

    private static final int WHOLE_BLOCK = 0xffff;
    private static final int LARGEST_BLOCK_BYTES = 0x10000;

    private RecLen() {}

    /**
     * {@return the room that an entry with a name of that length needs (EXT2_DIR_REC_LEN)}
     *
     * @param nameLength the length in bytes, 0 to 255
     */
    public static int needed(int nameLength) {
        return HEADER_BYTES + nameLength + 3 & ~3;
    }

    /**
     * The length of the entry that begins at {@code at}.
     *
     * @param limit where the block ends; at least 8 bytes after {@code at}
     */
    static int at(byte[] block, int at, int limit) {
        int recLen = u16(block, at + REC_LEN);
        boolean whole = recLen == 0 || recLen == WHOLE_BLOCK;
        return whole && limit == LARGEST_BLOCK_BYTES ? LARGEST_BLOCK_BYTES : recLen;
    }

    /**
     * Why the entry that begins at {@code at} leads nowhere, as Linux sees it (ext2_check_folio);
     * empty if it leads on.
     */
    static String flaw(byte[] block, int at, int limit) {
        int room = limit - at;
        if (room < LEAST) {
            return "%d bytes are left, too few for an entry of %d".formatted(room, LEAST);
        }
        int recLen = at(block, at, limit);
        if (recLen < LEAST) {
            return "rec_len %d is less than %d".formatted(recLen, LEAST);
        }
        if (recLen % 4 != 0) {
            return "rec_len %d is not a multiple of 4".formatted(recLen);
        }
        if (recLen > room) {
            return "rec_len %d reaches beyond the %d bytes left in the block"
                    .formatted(recLen, room);
        }
        return "";
    }
}
