// SPDX-License-Identifier: Apache-2.0
package ext2cat.map;

/**
 * Where the indirect blocks of one map lie in the file. A sound map has each of them once: one that
 * is met at a second place makes a file of terabytes out of a few blocks.
 *
 * <p>A hash table with open addressing, at most three quarters full: 21 to 43 bytes for each
 * indirect block. A file of 2 TiB in blocks of 4 KiB has half a million of them.
 */
final class TablePlaces {

    private static final int FIRST_CAPACITY = 8;

    /** Spreads numbers that differ in few bits (Fibonacci hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Disk blocks; 0 where nothing is. */
    private long[] tables = new long[FIRST_CAPACITY];

    private long[] places = new long[FIRST_CAPACITY];
    private int count;

    /**
     * Remembers where a table was met, unless that is known.
     *
     * @param diskBlock the table's block, from 1
     * @param firstFileBlock the first file block that it maps
     * @return where it was met first
     */
    long meet(long diskBlock, long firstFileBlock) {
        int at = find(tables, diskBlock);
        if (tables[at] == diskBlock) {
            return places[at];
        }
        tables[at] = diskBlock;
        places[at] = firstFileBlock;
        count++;
        if (count > tables.length / 4 * 3) {
            grow();
        }
        return firstFileBlock;
    }

    private void grow() {
        long[] oldTables = tables;
        long[] oldPlaces = places;
        tables = new long[2 * oldTables.length];
        places = new long[tables.length];
        for (int i = 0; i < oldTables.length; i++) {
            if (oldTables[i] != 0) {
                int at = find(tables, oldTables[i]);
                tables[at] = oldTables[i];
                places[at] = oldPlaces[i];
            }
        }
    }

    /** The slot that holds the table, or would. */
    private static int find(long[] tables, long table) {
        int mask = tables.length - 1; // the length is a power of two
        // The upper bits of the product are the mixed ones; a table has 8 slots at least.
        int at = (int) (table * SPREAD >>> Long.numberOfLeadingZeros(mask));
        while (tables[at] != 0 && tables[at] != table) {
            at = at + 1 & mask;
        }
        return at;
    }
}
