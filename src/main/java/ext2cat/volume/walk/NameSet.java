// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.FileName;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of one directory, of each a number of 64 bits that is taken for the name: among a
 * million names, two that differ have the same one with a chance of 1 in 30 million. The numbers
 * begin with one that no image knows, so none can be made to have many names of one number.
 */
public final class NameSet {

    private static final int FIRST_CAPACITY = 1 << 5;
    private static final int MOST_NAMES = 1 << 21;

    private final long salt = ThreadLocalRandom.current().nextLong();
    private final byte[] bytes = new byte[FileName.MAX_LENGTH_BYTES];
    private long[] table = new long[FIRST_CAPACITY];
    private int size;

    /** The empty set. */
    public NameSet() {}

    /** Forgets all names. */
    public void clear() {
        if (table.length > FIRST_CAPACITY) {
            table = new long[FIRST_CAPACITY];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    /**
     * {@return whether no more names are kept; then {@link #add} finds no duplicates of later ones}
     */
    public boolean isFull() {
        return size >= MOST_NAMES;
    }

    /** How many names it has. */
    int size() {
        return size;
    }

    /** Whether a name is there. */
    boolean contains(FileName name) {
        long number = number(name);
        return table[slot(table, number)] == number;
    }

    /**
     * Adds a name.
     *
     * @param name any name, of which a number of 64 bits is kept
     * @return false if it is there already
     */
    public boolean add(FileName name) {
        long number = number(name);
        int slot = slot(table, number);
        if (table[slot] == number) {
            return false;
        }
        if (!isFull()) {
            table[slot] = number;
            size++;
            if (size > table.length / 4 * 3) {
                grow();
            }
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long number : table) {
            if (number != 0) {
                larger[slot(larger, number)] = number;
            }
        }
        table = larger;
    }

    private static int slot(long[] table, long number) {
        int mask = table.length - 1;
        int slot = (int) (number >>> 32) & mask;
        while (table[slot] != 0 && table[slot] != number) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** A number for a name, never 0. */
    private long number(FileName name) {
        int length = name.length(); // of an entry, so at most 255
        name.copyTo(bytes, 0);
        long number = salt + length;
        for (int i = 0; i < length; i++) {
            number = (number ^ bytes[i] & 0xff) * 0x9E3779B97F4A7C15L;
            number ^= number >>> 32;
        }
        return number == 0 ? 1 : number;
    }
}
