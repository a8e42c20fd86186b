// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

/** What a negative {@code nr_pages} means. */
public enum NegativeCount {
    /** The kernel's type is unsigned long: a huge number, up to the end of what is mapped. */
    HUGE,
    /** As the manual page says: none. */
    NONE;

    /** The number of pages to pin, unsigned. */
    long pages(long nrPages) {
        return this == NONE && nrPages < 0 ? 0 : nrPages;
    }
}
