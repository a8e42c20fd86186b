// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.FileName;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The entries of one directory block, used or not, with nothing of them trusted. Where {@link
 * ext2cat.disk.DirentCursor} throws, this tells {@link #broken why} the next entry cannot be found,
 * and all entries before can still be looked at.
 */
final class DirectoryBlock {

    private static final int HEADER_BYTES = 8;
    private static final int MIN_REC_LEN = 12;
    private static final int WHOLE_BLOCK_REC_LEN = 0xffff;
    private static final int LARGEST_BLOCK_BYTES = 0x10000;

    private final ByteBuffer block;
    private final byte[] bytes;
    private int at;
    private int end;
    private Optional<String> broken = Optional.empty();

    /** Stands before the first entry of a little-endian buffer that has an array. */
    DirectoryBlock(ByteBuffer block) {
        this.block = block;
        this.bytes = block.array();
    }

    /** Goes to the next entry; false at the end of the block or of what can be followed. */
    boolean next() {
        if (end >= bytes.length || broken.isPresent()) {
            return false;
        }
        at = end;
        int room = bytes.length - at;
        if (room < MIN_REC_LEN) {
            return breaks("%d bytes are left, too few for an entry of %d", room, MIN_REC_LEN);
        }
        int recLen = recLen();
        if (recLen < MIN_REC_LEN) {
            return breaks("rec_len %d is less than %d", recLen, MIN_REC_LEN);
        }
        if (recLen % 4 != 0) {
            return breaks("rec_len %d is not a multiple of 4", recLen);
        }
        int needed = HEADER_BYTES + nameLength() + 3 & ~3;
        if (recLen < needed) {
            return breaks(
                    "rec_len %d is less than %d, which a name of %d bytes needs",
                    recLen, needed, nameLength());
        }
        if (recLen > room) {
            return breaks("rec_len %d reaches beyond the %d bytes left in the block", recLen, room);
        }
        end = at + recLen;
        return true;
    }

    /** Why the entry at {@link #offsetBytes} cannot be followed, if that was so. */
    Optional<String> broken() {
        return broken;
    }

    int offsetBytes() {
        return at;
    }

    long inode() {
        return Integer.toUnsignedLong(block.getInt(at));
    }

    /** rec_len in bytes, a whole block of 64 KiB included. */
    int recLen() {
        int recLen = Short.toUnsignedInt(block.getShort(at + 4));
        boolean whole = recLen == 0 || recLen == WHOLE_BLOCK_REC_LEN;
        return whole && bytes.length == LARGEST_BLOCK_BYTES ? LARGEST_BLOCK_BYTES : recLen;
    }

    int nameLength() {
        return Byte.toUnsignedInt(bytes[at + 6]);
    }

    /** The byte for the type of the file, used or not. */
    int typeByte() {
        return Byte.toUnsignedInt(bytes[at + 7]);
    }

    FileName name() {
        return FileName.of(nameBytes());
    }

    byte[] nameBytes() {
        return Arrays.copyOfRange(bytes, at + HEADER_BYTES, at + HEADER_BYTES + nameLength());
    }

    boolean isDot() {
        return nameLength() == 1 && bytes[at + HEADER_BYTES] == '.';
    }

    boolean isDotDot() {
        return nameLength() == 2
                && bytes[at + HEADER_BYTES] == '.'
                && bytes[at + HEADER_BYTES + 1] == '.';
    }

    private boolean breaks(String text, Object... values) {
        broken = Optional.of(text.formatted(values));
        return false;
    }
}
