// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.UUID;

/**
 * A name in an open directory that a file is to have. Where another file has it, or the new one
 * takes long to write, the new one is made under a name of its own and is renamed when it is whole;
 * so what was there stays until then, and no name stands for half a file.
 */
final class Place {

    /** Makes a file under a name that nothing has. */
    @FunctionalInterface
    interface Maker {
        void make(byte[] name) throws SystemCallException;
    }

    private final int directory;
    private final byte[] name;
    private final boolean overwrite;
    private volatile byte[] madeAs = {}; // for who abandons it

    /**
     * A place that nothing was put into yet.
     *
     * @param overwrite whether what has the name may be replaced
     */
    Place(int directory, byte[] name, boolean overwrite) {
        this.directory = directory;
        this.name = name;
        this.overwrite = overwrite;
    }

    /** The directory's descriptor. */
    int directory() {
        return directory;
    }

    /** The name that the file has now. */
    byte[] madeAs() {
        return madeAs;
    }

    /**
     * Makes the file, under its own name if that is free.
     *
     * @throws FileAlreadyExistsException if it is not, and may not be replaced
     */
    void make(NativeFiles files, Maker maker) throws FileSystemException {
        try {
            makeAs(name, maker);
        } catch (SystemCallException e) {
            if (e.errno() != SystemCallException.EEXIST) {
                throw e;
            }
            verifyReplaceable(files);
            makeAs(ownName(), maker);
        }
    }

    /** Makes the file under a name of its own. */
    void makeApart(NativeFiles files, Maker maker) throws FileSystemException {
        try {
            files.identity(directory, name);
            verifyReplaceable(files);
        } catch (SystemCallException e) {
            if (e.errno() != SystemCallException.ENOENT) {
                throw e;
            }
        }
        makeAs(ownName(), maker);
    }

    /** Lets the file have its name. */
    void take(NativeFiles files) throws SystemCallException {
        if (Arrays.equals(madeAs, name)) {
            return;
        }
        if (overwrite) {
            files.replace(directory, madeAs, name);
        } else {
            files.rename(directory, madeAs, name);
        }
    }

    /**
     * Removes the name of its own that a further name of a file may still have: to rename one name
     * of a file to another of the same file does nothing.
     */
    void discardOwnName(NativeFiles files) {
        if (!Arrays.equals(madeAs, name)) {
            discard(files);
        }
    }

    /** Removes the file, if it was made. */
    void discard(NativeFiles files) {
        if (madeAs.length > 0) {
            try {
                files.unlink(directory, madeAs);
            } catch (SystemCallException _) {
                // Whoever hears why it is discarded hears enough.
            }
        }
    }

    private void makeAs(byte[] newName, Maker maker) throws SystemCallException {
        maker.make(newName);
        madeAs = newName;
    }

    private void verifyReplaceable(NativeFiles files) throws FileSystemException {
        if (!overwrite) {
            throw new FileAlreadyExistsException(null, null, "is there already");
        }
        if (files.identity(directory, name).isDirectory()) {
            throw new FileAlreadyExistsException(null, null, "is there already, as a directory");
        }
    }

    private static byte[] ownName() {
        return (".ext2cat-" + UUID.randomUUID() + ".part").getBytes(StandardCharsets.US_ASCII);
    }
}
