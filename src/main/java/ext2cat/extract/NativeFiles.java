// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileType;
import ext2cat.host.Architecture;
import ext2cat.host.Errno;
import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;
import ext2cat.host.SystemCallException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Makes files in open directories of the host. A file is named by the descriptor of its directory
 * and one name, never by a path, and no symbolic link is followed; so nothing that somebody changes
 * above it, or puts into its place, leads anywhere else, and no path is too long.
 *
 * <p>Descriptors are plain numbers here; who opens one closes it. For one thread at a time.
 */
final class NativeFiles implements AutoCloseable {

    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0100;
    private static final int O_EXCL = 0200;
    private static final int O_CLOEXEC = 02000000;
    private static final int O_PATH = 010000000;

    /** O_TMPFILE without O_DIRECTORY, which goes with it. */
    private static final int TMPFILE_FLAG = 020000000;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int RENAME_NOREPLACE = 1;

    /** _MKNOD_VER of glibc on 64-bit Linux. */
    private static final int MKNOD_VERSION = 0;

    private static final int STATX_BASIC_STATS = 0x7FF;
    private static final int STATX_BYTES = 256;

    private static final int OWNER_ONLY = 0600;
    private static final byte[] DOT = {'.'};

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final Libc libc;
    private final NativeAttributes attributes;
    private final NameArgument name;
    private final NameArgument otherName;
    private final MemorySegment stat;
    private final MemorySegment value;
    private final int directoryFlag;
    private final int noFollowFlag;
    private boolean makesUnnamed;
    private boolean linksDescriptors = true;

    /**
     * What a file is, whatever its name.
     *
     * @param device the device of the file system
     * @param inode the file's number in it
     * @param mode type and permissions
     */
    record Identity(long device, long inode, int mode) {

        boolean isDirectory() {
            return FileType.ofMode(mode) == FileType.DIRECTORY;
        }

        boolean isSameFile(Identity other) {
            return device == other.device && inode == other.inode;
        }
    }

    /**
     * For one thread.
     *
     * @throws UnsupportedOperationException if this system is not a Linux that is known here
     */
    NativeFiles() {
        this(!isBelowPseudo());
    }

    /**
     * For one thread, on a file system that may have no files without names.
     *
     * @param makesUnnamed whether files are made without a name until they are complete
     */
    NativeFiles(boolean makesUnnamed) {
        this.makesUnnamed = makesUnnamed;
        Architecture architecture =
                Architecture.current().orElseThrow(UnsupportedOperationException::new);
        directoryFlag = architecture.directoryFlag();
        noFollowFlag = architecture.noFollowFlag();
        libc = new Libc();
        attributes = new NativeAttributes(libc);
        name = new NameArgument(libc);
        otherName = new NameArgument(libc);
        stat = libc.allocate(STATX_BYTES);
        value = libc.allocate(Long.BYTES);
    }

    /** Whether this is root, or a user under fakeroot or its kin who is told so. */
    boolean isRoot() {
        return libc.attempt(Function.GETEUID, 0) == 0;
    }

    /** Sets what files have. */
    NativeAttributes attributes() {
        return attributes;
    }

    /** Opens a directory that a user named; a symbolic link is followed. */
    int openNamedDirectory(byte[] path) throws SystemCallException {
        return open(NativeAttributes.WORKING_DIRECTORY, path, directoryFlag);
    }

    int openDirectory(int directory, byte[] entry) throws SystemCallException {
        return open(directory, entry, directoryFlag | noFollowFlag);
    }

    /** Opens a directory only to name files in it; it need not be readable. */
    int openDirectoryPath(int directory, byte[] entry) throws SystemCallException {
        return open(directory, entry, O_PATH | directoryFlag | noFollowFlag);
    }

    /** Whether it is worth a try to make files without names. */
    boolean makesUnnamed() {
        return makesUnnamed;
    }

    /**
     * Makes a file that has no name yet, for its owner alone, and opens it to be written.
     *
     * @param directory where it will be
     * @return -1 if the file system has no such files
     */
    int createUnnamed(int directory) throws SystemCallException {
        long result = tryOpen(directory, DOT, O_WRONLY | TMPFILE_FLAG | directoryFlag);
        // So says a file system, or a kernel, that does not know O_TMPFILE.
        if (Errno.isOneOf(result, Errno.EOPNOTSUPP, Errno.EISDIR, Errno.EINVAL)) {
            makesUnnamed = false;
            return -1;
        }
        return (int) libc.check(result);
    }

    /** Gives a file that {@link #createUnnamed} made its name. */
    void linkUnnamed(int descriptor, int directory, byte[] entry) throws SystemCallException {
        long to = name.of(entry);
        if (linksDescriptors) {
            long path = otherName.of(new byte[0]);
            long result =
                    libc.attempt(Function.LINKAT, descriptor, path, directory, to, AT_EMPTY_PATH);
            // So says a kernel that lets only privileged users do this.
            if (!Errno.isOneOf(result, Errno.ENOENT)) {
                libc.check(result);
                return;
            }
            linksDescriptors = false;
        }
        long path = otherName.ofDescriptor(descriptor);
        libc.call(
                Function.LINKAT,
                NativeAttributes.WORKING_DIRECTORY,
                path,
                directory,
                to,
                AT_SYMLINK_FOLLOW);
    }

    /** Makes a file that is not there yet, for its owner alone, and opens it to be written. */
    int createFile(int directory, byte[] entry) throws SystemCallException {
        return open(directory, entry, O_WRONLY | O_CREAT | O_EXCL | noFollowFlag);
    }

    /** Opens a file of any type, only to have its attributes set. */
    int openPath(int directory, byte[] entry) throws SystemCallException {
        return open(directory, entry, O_PATH | noFollowFlag);
    }

    /** Closes a descriptor; a write error that only now shows comes out. */
    void close(int descriptor) throws SystemCallException {
        libc.call(Function.CLOSE, descriptor);
    }

    /** Makes a directory, for its owner alone. */
    void makeDirectory(int directory, byte[] entry) throws SystemCallException {
        libc.call(Function.MKDIRAT, directory, name.of(entry), 0700);
    }

    /** Makes a symbolic link. */
    void makeSymlink(int directory, byte[] entry, byte[] target) throws SystemCallException {
        libc.call(Function.SYMLINKAT, otherName.of(target), directory, name.of(entry));
    }

    /** Makes a device, a fifo or a socket, for its owner alone. */
    void makeNode(int directory, byte[] entry, int typeBits, long device)
            throws SystemCallException {
        long at = name.of(entry);
        int mode = typeBits | OWNER_ONLY;
        if (libc.has(Function.MKNODAT)) {
            libc.call(Function.MKNODAT, directory, at, mode, device);
        } else {
            value.set(LONG, 0, device);
            long where = value.address();
            libc.call(Function.XMKNODAT, MKNOD_VERSION, directory, at, mode, where);
        }
    }

    /** Gives a file one more name. */
    void link(int fromDirectory, byte[] from, int toDirectory, byte[] to)
            throws SystemCallException {
        libc.call(Function.LINKAT, fromDirectory, otherName.of(from), toDirectory, name.of(to), 0);
    }

    /** Gives a file another name in its directory, in one step; what has that name is gone. */
    void replace(int directory, byte[] from, byte[] to) throws SystemCallException {
        long old = otherName.of(from);
        long entry = name.of(to);
        libc.call(Function.RENAMEAT, directory, old, directory, entry);
    }

    /** Renames a file, to a name that nothing has. */
    void rename(int directory, byte[] from, byte[] to) throws SystemCallException {
        long old = otherName.of(from);
        long entry = name.of(to);
        long result =
                libc.attempt(
                        Function.RENAMEAT2, directory, old, directory, entry, RENAME_NOREPLACE);
        // So says a file system, or a C library, that does not know RENAME_NOREPLACE.
        if (Errno.isOneOf(result, Errno.EINVAL, Errno.ENOSYS)) {
            result = libc.attempt(Function.RENAMEAT, directory, old, directory, entry);
        }
        libc.check(result);
    }

    /** Removes a name that is not that of a directory. */
    void unlink(int directory, byte[] entry) throws SystemCallException {
        libc.call(Function.UNLINKAT, directory, name.of(entry), 0);
    }

    /** Writes native memory at a place of an open file. */
    void write(int descriptor, MemorySegment bytes, long positionBytes) throws SystemCallException {
        for (long done = 0; done < bytes.byteSize(); ) {
            done +=
                    libc.call(
                            Function.PWRITE,
                            descriptor,
                            bytes.address() + done,
                            bytes.byteSize() - done,
                            positionBytes + done);
        }
    }

    /** Makes an open file as long as this. */
    void setSize(int descriptor, long sizeBytes) throws SystemCallException {
        libc.call(Function.FTRUNCATE, descriptor, sizeBytes);
    }

    /** What an open file is. */
    Identity identity(int descriptor) throws SystemCallException {
        return identity(descriptor, new byte[0], AT_EMPTY_PATH);
    }

    /** What a name stands for. */
    Identity identity(int directory, byte[] entry) throws SystemCallException {
        return identity(directory, entry, AT_SYMLINK_NOFOLLOW);
    }

    /** Asks by statx, whose structure is the same on all machines. */
    private Identity identity(int directory, byte[] entry, int how) throws SystemCallException {
        libc.call(
                Function.STATX, directory, name.of(entry), how, STATX_BASIC_STATS, stat.address());
        return new Identity(
                stat.get(LONG, 136), // stx_dev_major and stx_dev_minor
                stat.get(LONG, 32),
                stat.get(ValueLayout.JAVA_SHORT, 28) & 0xFFFF);
    }

    @Override
    public void close() {
        libc.close();
    }

    /** Pseudo keeps its account of files by their names, and ends a program that uses others. */
    private static boolean isBelowPseudo() {
        return Objects.requireNonNullElse(System.getenv("LD_PRELOAD"), "").contains("libpseudo");
    }

    private int open(int directory, byte[] entry, int flags) throws SystemCallException {
        return (int) libc.check(tryOpen(directory, entry, flags));
    }

    /** Opens a file; one that is made so is its owner's alone. */
    private long tryOpen(int directory, byte[] entry, int flags) throws SystemCallException {
        return libc.attempt(
                Function.OPENAT, directory, name.of(entry), flags | O_CLOEXEC, OWNER_ONLY);
    }
}
