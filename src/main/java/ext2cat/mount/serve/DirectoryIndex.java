// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.serve;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.dirent.DirentCursor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of one directory, in the order in which they lie there, and found by what they are. It
 * is made for directories of millions: a name of 20 bytes takes some 40 bytes here.
 *
 * <p>The hash begins with a number that no image knows, so none can be made to have many names of
 * one hash. Of two equal names the first is found, as Linux finds it.
 */
final class DirectoryIndex {

    private static final int FIRST_NAMES = 16;

    /** When the names are as many as there is room for, at most half of the slots are taken. */
    private static final int SLOTS_OF_A_NAME = 2;

    private final long salt = ThreadLocalRandom.current().nextLong();
    private byte[] bytes = new byte[FIRST_NAMES * 16];
    private int[] ends = new int[FIRST_NAMES];
    private int[] inodes = new int[FIRST_NAMES]; // 32 bits without a sign
    private byte[] types = new byte[FIRST_NAMES];
    private int[] slots = new int[FIRST_NAMES * SLOTS_OF_A_NAME]; // a name's number from 1 on
    private int size;
    private @Nullable IOException damage;

    /** Adds an entry that a cursor stands at. */
    void add(DirentCursor entry) {
        FileName name = entry.name();
        int start = end(size - 1);
        if (size == ends.length) {
            grow();
        }
        int end = Math.addExact(start, name.length());
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * end, Integer.MAX_VALUE - 8));
        }
        name.copyTo(bytes, start);
        ends[size] = end;
        inodes[size] = (int) entry.inode();
        FileType type = entry.fileType();
        types[size] = (byte) (type == FileType.UNKNOWN ? 0 : type.modeBits() >> 12);
        size++;
        int slot = slot(bytes, start, end);
        if (slots[slot] == 0) {
            slots[slot] = size;
        }
    }

    /** Keeps in mind the first thing that is wrong with the directory. */
    void lost(IOException thrown) {
        if (damage == null) {
            damage = thrown;
        }
    }

    /**
     * Throws what is wrong with the directory, if anything is.
     *
     * @throws IOException what kept a part of it from being read
     */
    void requireSound() throws IOException {
        if (damage != null) {
            throw damage;
        }
    }

    /** How many names there are. */
    int size() {
        return size;
    }

    /** Roughly how much memory this takes. */
    long memoryBytes() {
        return bytes.length + types.length + 4L * (ends.length + inodes.length + slots.length);
    }

    /** The inode of a name; 0 if it is not there. */
    long find(byte[] name) {
        int entry = slots[slot(name, 0, name.length)];
        return entry == 0 ? 0 : inode(entry - 1);
    }

    /** The inode of an entry. */
    long inode(int entry) {
        return Integer.toUnsignedLong(inodes[entry]);
    }

    /** What the entry says of the file's type, as a mode moved down by 12 bits; 0 if nothing. */
    int type(int entry) {
        return types[entry];
    }

    /** The name of an entry. */
    byte[] name(int entry) {
        return Arrays.copyOfRange(bytes, end(entry - 1), ends[entry]);
    }

    private int end(int entry) {
        return entry < 0 ? 0 : ends[entry];
    }

    /** The slot of a name, or the one that it would get. */
    private int slot(byte[] from, int start, int end) {
        long hash = salt + end - start;
        for (int i = start; i < end; i++) {
            hash = (hash ^ from[i] & 0xff) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        int slot = (int) Long.remainderUnsigned(hash, slots.length);
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, from, start, end)) {
            slot = (slot + 1) % slots.length;
        }
        return slot;
    }

    private boolean isAt(int entry, byte[] from, int start, int end) {
        return Arrays.equals(bytes, end(entry - 1), ends[entry], from, start, end);
    }

    private void grow() {
        int names = Math.multiplyExact(size, 2);
        ends = Arrays.copyOf(ends, names);
        inodes = Arrays.copyOf(inodes, names);
        types = Arrays.copyOf(types, names);
        slots = new int[Math.multiplyExact(names, SLOTS_OF_A_NAME)];
        for (int entry = 0; entry < size; entry++) {
            int slot = slot(bytes, end(entry - 1), ends[entry]);
            if (slots[slot] == 0) {
                slots[slot] = entry + 1;
            }
        }
    }
}
