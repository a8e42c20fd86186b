// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.walk;

import ext2cat.disk.CorruptImageException;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;

/**
 * The directories that one walk has entered, which keeps it finite: a directory has one name, so
 * whoever comes to it again goes round in a circle, or meets a hard link that no system makes.
 *
 * <p>It belongs to one walk from one start: a second start may well lie below the first.
 */
public final class Entered {

    /** A path has 4095 bytes at most, so no program reaches a directory that is deeper. */
    public static final int MAX_DEPTH = 2048;

    private final NumberSet directories = new NumberSet();

    /** A walk that has entered nothing. */
    public Entered() {}

    /**
     * Enters a directory.
     *
     * @param directory the directory that the walk has met
     * @param depth how many directories of the walk lie above it
     * @throws CorruptImageException if it was entered before, or is too deep
     */
    public void enter(Inode directory, int depth) throws CorruptImageException {
        verifyDepth(depth);
        enter(directory);
    }

    /**
     * Enters a directory whose depth was checked.
     *
     * @param directory the directory that the walk has met
     * @throws CorruptImageException if it was entered before
     */
    public void enter(Inode directory) throws CorruptImageException {
        if (!directories.add(directory.number())) {
            throw again(directory);
        }
    }

    /**
     * Checks how far a walk goes down.
     *
     * @param depth how many directories of the walk lie above the next one
     * @throws CorruptImageException if it is too deep
     */
    public static void verifyDepth(int depth) throws CorruptImageException {
        if (depth >= MAX_DEPTH) {
            throw new CorruptImageException("more than " + MAX_DEPTH + " directories deep");
        }
    }

    /**
     * {@return whether a directory was entered}
     *
     * @param directory the directory that the walk has met
     */
    public boolean contains(Inode directory) {
        return directories.contains(directory.number());
    }

    /**
     * {@return what is wrong with a name of a directory that was entered by another}
     *
     * @param directory the directory that the walk has met
     */
    public static CorruptImageException again(Inode directory) {
        return new CorruptImageException(
                "directory inode %d has another name: it was entered before"
                        .formatted(directory.number()));
    }
}
