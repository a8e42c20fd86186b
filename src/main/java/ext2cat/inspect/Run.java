// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

/**
 * Adjacent blocks or inodes.
 *
 * @param first the first of them
 * @param count how many, at least 1
 */
public record Run(long first, long count) {

    /** The last of them. */
    public long last() {
        return first + count - 1;
    }

    /** Whether a number is one of them. */
    public boolean contains(long number) {
        return number >= first && number - first < count;
    }

    /** As dumpe2fs prints it: {@code 7}, or {@code 7-9}. */
    @Override
    public String toString() {
        return count == 1 ? Long.toString(first) : first + "-" + last();
    }
}
