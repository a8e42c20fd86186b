// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of one directory, of each a number of 64 bits that is taken for the name: among a
 * million names, two that differ have the same one with a chance of 1 in 30 million. The numbers
 * begin with one that no image knows, so none can be made to have many names of one number.
 */
final class NameSet {

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int MOST_NAMES = 1 << 21;

    private final long salt = ThreadLocalRandom.current().nextLong();
    private long[] table = new long[FIRST_CAPACITY];
    private int size;

    /** Forgets all names. */
    void clear() {
        if (table.length > FIRST_CAPACITY) {
            table = new long[FIRST_CAPACITY];
        } else {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    /** Whether no more names are kept; then {@link #add} finds no duplicates of later ones. */
    boolean isFull() {
        return size >= MOST_NAMES;
    }

    /** Adds a name; false if it is there already. */
    boolean add(byte[] name) {
        long number = number(name);
        int slot = slot(table, number);
        if (table[slot] == number) {
            return false;
        }
        if (!isFull()) {
            table[slot] = number;
            size++;
            if (size > table.length / 2) {
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
    private long number(byte[] name) {
        long number = salt + name.length;
        for (byte b : name) {
            number = (number ^ b & 0xff) * 0x9E3779B97F4A7C15L;
            number ^= number >>> 32;
        }
        return number == 0 ? 1 : number;
    }
}
