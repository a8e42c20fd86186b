// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A map from numbers above 0 to numbers, without a box each: 24 to 48 bytes an entry. Where a key
 * lies depends on a number that no image knows, so none can be made whose keys all lie together.
 */
final class NumberMap {

    private static final int FIRST_CAPACITY = 64;

    private final long salt = ThreadLocalRandom.current().nextLong();
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
    private int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        long mixed = (key ^ salt) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 29) * 0xBF58476D1CE4E5B9L;
        int slot = (int) (mixed >>> 33) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
