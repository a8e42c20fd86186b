// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.util.Arrays;

/** A map from numbers above 0 to numbers, without a box each: 16 bytes and a half an entry. */
final class NumberMap {

    private static final int FIRST_CAPACITY = 64;

    private long[] keys = new long[FIRST_CAPACITY];
    private long[] values = new long[FIRST_CAPACITY];
    private int size;

    /** How many keys there are. */
    int size() {
        return size;
    }

    /** The value, or 0 if there is none. */
    long get(long key) {
        return values[slot(keys, key)];
    }

    /** Sets the value of a key above 0. */
    void put(long key, long value) {
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        values[slot] = value;
        if (size > keys.length / 3 * 2) {
            grow();
        }
    }

    /** Adds 1 to a value, which counts from 0. */
    void increment(long key) {
        put(key, get(key) + 1);
    }

    /** All keys, ascending. */
    long[] sortedKeys() {
        long[] sorted = Arrays.stream(keys).filter(key -> key != 0).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private void grow() {
        long[] newKeys = new long[keys.length * 2];
        long[] newValues = new long[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(newKeys, keys[i]);
                newKeys[slot] = keys[i];
                newValues[slot] = values[i];
            }
        }
        keys = newKeys;
        values = newValues;
    }

    /** Where the key is or would be; the value of an empty slot is 0. */
    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * 0x9E3779B97F4A7C15L >>> 33) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
