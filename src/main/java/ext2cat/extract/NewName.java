// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.extract.NativeFiles.Identity;
import ext2cat.host.Errno;
import ext2cat.host.SystemCallException;
import ext2cat.host.UnfinishedFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Arrays;

/**
 * A name in an open directory that a file is to have. Where another file has it, the new one is
 * made under a name of its own and renamed when it is whole; so what was there stays until then.
 */
final class NewName {

    /** Makes a file under a name that nothing has. */
    @FunctionalInterface
    interface Maker {
        void make(byte[] name) throws SystemCallException;
    }

    private final int directory;
    private final byte[] name;
    private final boolean overwrite;
    private final boolean givesAcl;
    private byte[] madeAs = {};

    /**
     * A name under which nothing was made yet.
     *
     * @param overwrite whether what has the name may be replaced
     * @param givesAcl see {@link #givesAcl}
     */
    NewName(int directory, byte[] name, boolean overwrite, boolean givesAcl) {
        this.directory = directory;
        this.name = name;
        this.overwrite = overwrite;
        this.givesAcl = givesAcl;
    }

    /**
     * Whether what is put there gets an access list from the directory, which it is not to have.
     */
    boolean givesAcl() {
        return givesAcl;
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
            if (!e.is(Errno.EEXIST)) {
                throw e;
            }
            verifyReplaceable(files.identity(directory, name));
            makeAs(ownName(), maker);
        }
    }

    /** Makes the file under a name of its own. */
    void makeApart(Maker maker) throws SystemCallException {
        makeAs(ownName(), maker);
    }

    /**
     * Makes sure, for now, that the file can have its name.
     *
     * @throws FileAlreadyExistsException if what has it may not be replaced
     */
    void verifyFree(NativeFiles files) throws FileSystemException {
        try {
            verifyReplaceable(files.identity(directory, name));
        } catch (SystemCallException e) {
            if (!e.is(Errno.ENOENT)) {
                throw e;
            }
        }
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

    /** Makes the name one more of a file that is there. */
    void link(NativeFiles files, int fromDirectory, byte[] from) throws FileSystemException {
        make(files, free -> files.link(fromDirectory, from, directory, free));
        if (!Arrays.equals(madeAs, name)) {
            try {
                take(files);
            } finally {
                // To rename one name of a file to another of the same file does nothing.
                discard(files);
            }
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

    private void makeAs(byte[] free, Maker maker) throws SystemCallException {
        maker.make(free);
        madeAs = free;
    }

    private void verifyReplaceable(Identity there) throws FileSystemException {
        if (!overwrite) {
            throw new FileAlreadyExistsException(null, null, "is there already");
        }
        if (there.isDirectory()) {
            throw new FileAlreadyExistsException(null, null, "is there already, as a directory");
        }
    }

    private static byte[] ownName() {
        return UnfinishedFile.newName().getBytes(StandardCharsets.US_ASCII);
    }
}
