// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** A file of one of the trees: what can be compared of it. */
public interface ComparedFile {

    /** The last part of its path. */
    FileName name();

    /** What it is. */
    FileType type();

    /** The twelve bits of chmod(2). */
    int permissions();

    /** The owner. */
    long uid();

    /** The group. */
    long gid();

    /** The size; of no matter for a directory. */
    long sizeBytes();

    /** When its contents changed last. */
    Instant modificationTime();

    /** How many names it has. */
    long links();

    /** What is the same for all names of a file, and different for different files. */
    Object identity();

    /** The number of a device, e.g. {@code 8:1}. */
    String device();

    /** The target of a symbolic link. */
    FileName target() throws IOException;

    /**
     * Extended attributes by whole name.
     *
     * @param damage receives a part that makes no sense
     */
    SortedMap<String, FileName> xattrs(Damage damage) throws IOException;

    /**
     * The entries of a directory in the order of names, without {@code .} and {@code ..}.
     *
     * @param damage receives an entry, or a part of the directory, that cannot be read
     */
    List<ComparedFile> entries(Damage damage) throws IOException;

    /** Opens a regular file. */
    ComparedContents open() throws IOException;

    /** Takes what cannot be read. */
    @FunctionalInterface
    interface Damage {

        /**
         * Something is damaged.
         *
         * @param entry a name in the directory, or an empty one for the file itself
         */
        void tell(FileName entry, IOException thrown) throws IOException;
    }
}
