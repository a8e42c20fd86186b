// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.Superblock;
import ext2cat.disk.dirent.Dirent;
import ext2cat.disk.dirent.DirentCursor;
import ext2cat.disk.dirent.RecLen;
import ext2cat.volume.walk.Damage;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries of one block of a directory, those deleted among them.
 *
 * <p>Who deletes an entry adds its room to the entry before, whose rec_len then leads over it; its
 * bytes stay until the room is used again. So after each name, up to the next entry, an older entry
 * may lie at any multiple of 4. One is taken for real if its number is that of an inode, its name
 * has legal bytes and fits, and its type exists; a hash index may look so by chance.
 */
public final class DirectorySlots {

    /** What an entry is. */
    public enum State {
        /** Linux lists it. */
        LIVE,
        /** Its inode number is 0. */
        UNUSED,
        /** It lies in the room of another one. */
        DELETED
    }

    /**
     * An entry.
     *
     * @param offsetBytes where it begins in the block
     * @param recLen how long it says that it is, in bytes
     */
    public record Slot(int offsetBytes, int recLen, State state, Dirent dirent) {}

    private static final ValueLayout.OfInt U32 =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort U16 =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER_BYTES = 8;
    private static final int REC_LEN = 4;
    private static final int NAME_LEN = 6;
    private static final int FILE_TYPE = 7;

    private final MemorySegment block;
    private final long directory;
    private final Superblock superblock;
    private final DirentCursor cursor;
    private final List<Slot> slots = new ArrayList<>();

    private DirectorySlots(
            MemorySegment block, Superblock superblock, long directory, DirentCursor cursor) {
        this.directory = directory;
        this.block = block;
        this.superblock = superblock;
        this.cursor = cursor;
    }

    /**
     * All entries of a block, by their place.
     *
     * @param directory the inode of the directory, for messages
     * @param fileBlock the block's number in it, for messages
     * @param damage receives entries that make no sense, which are not in the answer, and if none
     *     can be found from some point on
     */
    public static List<Slot> of(
            MemorySegment block,
            Superblock superblock,
            long directory,
            long fileBlock,
            Damage damage)
            throws IOException {
        DirentCursor cursor = DirentCursor.of(superblock, directory);
        cursor.start(block, fileBlock);
        DirectorySlots slots = new DirectorySlots(block, superblock, directory, cursor);
        try {
            slots.run(damage);
        } catch (CorruptImageException e) {
            damage.lost(new Damage.Inodes(directory), e);
        }
        return slots.slots;
    }

    private void run(Damage damage) throws IOException {
        while (cursor.nextSlot()) {
            Dirent dirent = cursor.dirent();
            State state = dirent.inode() == 0 ? State.UNUSED : State.LIVE;
            try {
                if (state == State.LIVE) {
                    cursor.verify();
                }
                slots.add(new Slot(cursor.offsetBytes(), cursor.recLen(), state, dirent));
            } catch (CorruptImageException e) {
                damage.lost(new Damage.Inodes(directory), e);
            }
            int end = cursor.offsetBytes() + cursor.recLen();
            int at = cursor.offsetBytes() + RecLen.needed(dirent.name().length());
            while (at + HEADER_BYTES < end) {
                Optional<Slot> old = deleted(at, end);
                old.ifPresent(slots::add);
                at += old.isPresent() ? RecLen.needed(old.get().dirent().name().length()) : 4;
            }
        }
    }

    private Optional<Slot> deleted(int at, int end) {
        long inode = Integer.toUnsignedLong(block.get(U32, at));
        int recLen = Short.toUnsignedInt(block.get(U16, at + REC_LEN));
        int nameLength = Byte.toUnsignedInt(block.get(ValueLayout.JAVA_BYTE, at + NAME_LEN));
        int fileType = Byte.toUnsignedInt(block.get(ValueLayout.JAVA_BYTE, at + FILE_TYPE));
        int needed = RecLen.needed(nameLength);
        if (inode < 1
                || inode > superblock.inodesCount()
                || nameLength == 0
                || recLen < needed
                || recLen % 4 != 0
                || at + needed > end
                || fileType > FileType.SYMLINK.direntValue()) {
            return Optional.empty();
        }
        FileName name =
                FileName.of(
                        block.asSlice(at + HEADER_BYTES, nameLength)
                                .toArray(ValueLayout.JAVA_BYTE));
        if (!name.isLegal() || name.isDotOrDotDot()) {
            return Optional.empty();
        }
        Dirent dirent = new Dirent(inode, FileType.ofDirent(fileType), name);
        return Optional.of(new Slot(at, recLen, State.DELETED, dirent));
    }
}
