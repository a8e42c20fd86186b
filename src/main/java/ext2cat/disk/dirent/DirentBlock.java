// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.dirent;

import static ext2cat.disk.bytes.LittleEndian.u32;
import static ext2cat.disk.bytes.LittleEndian.u8;

import ext2cat.disk.FileName;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The entries of one directory block after another, with nothing of them trusted but that rec_len
 * leads on: {@link #start} for each block, then {@link #next} until it answers false.
 *
 * <p>An entry is the inode's number (4 bytes), rec_len (2), name_len (1), the file's type (1) and
 * the name. The entries of a block fill it: rec_len leads from each to the next, the last to the
 * end. An entry with inode 0 is unused. Nothing else needs to be known of a hash index, whose
 * blocks hold their tables in unused entries or after {@code ..}, nor of the checksum at the end of
 * a block, which is in an unused entry too.
 *
 * <p>What is wrong with one entry concerns no other; only a bad rec_len hides the rest of its
 * block. {@link #broken} holds it, and no entry of the next block is in doubt.
 */
public final class DirentBlock {

    private static final int NAME_LEN = 6;
    private static final int FILE_TYPE = 7;

    private static final int LARGEST_BLOCK_BYTES = 0x10000;

    private byte[] block = new byte[0];
    private int limit;
    private int index;
    private int at;
    private int end;
    private int brokenAt;
    private Optional<String> broken = Optional.empty();

    /** Stands at the end of no block. */
    public DirentBlock() {}

    /**
     * Copies a block and stands before its first entry.
     *
     * @param contents the block, 64 KiB at most
     */
    public void start(MemorySegment contents) {
        limit = Math.toIntExact(contents.byteSize());
        if (limit > LARGEST_BLOCK_BYTES) {
            throw new IllegalArgumentException("a directory block of " + limit + " bytes");
        }
        if (block.length < limit) {
            block = new byte[limit];
        }
        MemorySegment.copy(contents, 0, MemorySegment.ofArray(block), 0, limit);
        index = -1;
        at = 0;
        end = 0;
        broken = Optional.empty();
    }

    /**
     * Goes to the next entry, used or not.
     *
     * @return false at the end of the block or of its chain
     */
    public boolean next() {
        return broken.isEmpty() && step() && broken.isEmpty();
    }

    /**
     * Goes to the next entry in use that has a name (ext4_search_dir). As there, any rec_len but 0
     * leads on, so that no name is hidden that Linux finds. An entry that is shorter than its name
     * has every name that its bytes begin with: one of them it was given.
     *
     * @param name the bytes that the whole name must have
     * @return false if no further entry has the name
     */
    public boolean find(FileName name) {
        while (step()) {
            if (inode() != 0 && hasName(name)) {
                return true;
            }
        }
        return false;
    }

    private boolean step() {
        if (end >= limit) {
            return false;
        }
        at = end;
        end = limit;
        index++;
        String flaw = RecLen.flaw(block, at, limit);
        if (!flaw.isEmpty() && broken.isEmpty()) {
            broken = Optional.of(flaw);
            brokenAt = at;
        }
        if (limit - at < RecLen.HEADER_BYTES) {
            return false;
        }
        int recLen = RecLen.at(block, at, limit);
        if (recLen == 0 || recLen > limit - at) {
            return false;
        }
        end = at + recLen;
        return true;
    }

    /** {@return why the entry at {@link #brokenAtBytes} does not lead on, if one does not} */
    public Optional<String> broken() {
        return broken;
    }

    /** {@return where the chain breaks, in bytes from the start of the block} */
    public int brokenAtBytes() {
        return brokenAt;
    }

    /** {@return how many entries of the block lie before this one} */
    public int index() {
        return index;
    }

    /** {@return where the entry begins in its block, in bytes} */
    public int offsetBytes() {
        return at;
    }

    /** {@return the length of the entry in bytes, room after the name included} */
    public int recLen() {
        return end - at;
    }

    /** {@return the inode's number, 0 for an unused entry; else any number at all} */
    public long inode() {
        return u32(block, at);
    }

    /** {@return the byte for the type of the file, in an image without the feature too} */
    public int typeByte() {
        return u8(block, at + FILE_TYPE);
    }

    /** {@return why the entry has no room for its name, if it has none} */
    public Optional<String> shortage() {
        int needed = RecLen.needed(nameLength());
        return recLen() >= needed
                ? Optional.empty()
                : Optional.of(
                        "rec_len %d is less than %d, which a name of %d bytes needs"
                                .formatted(recLen(), needed, nameLength()));
    }

    /** {@return the name as far as the entry has room for it: any bytes, or none} */
    public FileName name() {
        int start = at + RecLen.HEADER_BYTES;
        return FileName.of(block, start, start + roomForName());
    }

    /** {@return how many bytes of the name the entry has room for} */
    public int roomForName() {
        return Math.max(0, Math.min(recLen() - RecLen.HEADER_BYTES, nameLength()));
    }

    /** {@return where an entry has data after its name: at the next multiple of 4 bytes} */
    private int afterName() {
        return at + (RecLen.HEADER_BYTES + nameLength() + 3 & ~3);
    }

    /** {@return whether the entry has room for two words after its name} */
    boolean hasWordsAfterName() {
        return afterName() + 2 * Integer.BYTES <= end;
    }

    /** {@return a word after the name, the first or the second} */
    long wordAfterName(int index) {
        return u32(block, afterName() + index * Integer.BYTES);
    }

    /**
     * {@return whether the entry has this name; makes no copy}
     *
     * @param name the bytes that the whole name must have
     */
    public boolean hasName(FileName name) {
        int room = roomForName();
        boolean isWhole = room == nameLength();
        return name.matches(
                block, at + RecLen.HEADER_BYTES, isWhole ? room : Math.min(room, name.length()));
    }

    /** {@return whether the name is {@code .} or {@code ..}} */
    public boolean isDotOrDotDot() {
        int length = roomForName();
        int start = at + RecLen.HEADER_BYTES;
        return length > 0 && length <= 2 && block[start] == '.' && block[start + length - 1] == '.';
    }

    /** {@return whether a file can have the name, see {@link FileName#isLegal}; makes no copy} */
    public boolean hasLegalName() {
        int start = at + RecLen.HEADER_BYTES;
        return FileName.isLegal(block, start, start + roomForName());
    }

    private int nameLength() {
        return u8(block, at + NAME_LEN);
    }
}
