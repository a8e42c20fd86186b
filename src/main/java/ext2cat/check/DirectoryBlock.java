// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.disk.FileName;
import ext2cat.disk.RecLen;

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
        String flaw = RecLen.flaw(bytes, at, bytes.length);
        if (!flaw.isEmpty()) {
            broken = Optional.of(flaw);
            return false;
        }
        end = at + recLen();
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
        return RecLen.at(bytes, at, bytes.length);
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
}
