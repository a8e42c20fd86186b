// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;

import java.util.HashMap;
import java.util.Map;

/**
 * The page table of one address space. It is its own lock (the page table lock): every read and
 * change happens in a block synchronized on it.
 */
final class PageTable {

    private static final int TABLE_SHIFT = 9;
    private static final int TABLE_ENTRIES = 1 << TABLE_SHIFT;

    private final Map<Long, Pte[]> tables = new HashMap<>();
    private long cachedKey = -1;
    private Pte[] cachedTable = {};

    /** Changes one entry. */
    @FunctionalInterface
    interface Change {
        /** What is to stand at {@code address} instead of {@code pte}. */
        Pte apply(long address, Pte pte);
    }

    /** The entry for the page at {@code address}. */
    Pte get(long address) {
        long pageNumber = address >>> Page.SHIFT;
        Pte[] table = table(pageNumber >>> TABLE_SHIFT);
        if (table.length == 0) {
            return Pte.None.NONE;
        }
        Pte pte = table[(int) pageNumber & TABLE_ENTRIES - 1];
        return pte == null ? Pte.None.NONE : pte;
    }

    /** Puts an entry in; references are the caller's business. */
    void set(long address, Pte pte) {
        long pageNumber = address >>> Page.SHIFT;
        Pte[] table = table(pageNumber >>> TABLE_SHIFT);
        if (table.length == 0) {
            table = new Pte[TABLE_ENTRIES];
            tables.put(pageNumber >>> TABLE_SHIFT, table);
            cachedKey = pageNumber >>> TABLE_SHIFT;
            cachedTable = table;
        }
        table[(int) pageNumber & TABLE_ENTRIES - 1] = pte;
    }

    /** Applies {@code change} to every entry from {@code start} to {@code end} that is not none. */
    void change(long start, long end, Change change) {
        long address = start;
        while (address < end) {
            Pte[] table = table(address >>> Page.SHIFT + TABLE_SHIFT);
            if (table.length == 0) {
                address = ((address >>> Page.SHIFT + TABLE_SHIFT) + 1) << Page.SHIFT + TABLE_SHIFT;
                continue;
            }
            int i = (int) (address >>> Page.SHIFT) & TABLE_ENTRIES - 1;
            Pte pte = table[i];
            if (pte != null && pte != Pte.None.NONE) {
                table[i] = change.apply(address, pte);
            }
            address += Page.SIZE_BYTES;
        }
    }

    private Pte[] table(long key) {
        if (key == cachedKey) {
            return cachedTable;
        }
        Pte[] table = tables.get(key);
        if (table == null) {
            return new Pte[0];
        }
        cachedKey = key;
        cachedTable = table;
        return table;
    }
}
