// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileType;
import ext2cat.host.Architecture;
import ext2cat.host.SystemCallException;
import ext2cat.host.SystemCalls;
import ext2cat.host.SystemCalls.Function;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.Set;

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

    /** How a file system, or a kernel, says that it does not know O_TMPFILE. */
    private static final Set<Integer> NO_TMPFILE =
            Set.of(
                    SystemCallException.EOPNOTSUPP,
                    SystemCallException.EISDIR,
                    SystemCallException.EINVAL);

    /** How a file system, or a C library, says that it does not know RENAME_NOREPLACE. */
    private static final Set<Integer> NO_NOREPLACE =
            Set.of(SystemCallException.EINVAL, SystemCallException.ENOSYS);

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_SYMLINK_FOLLOW = 0x400;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int RENAME_NOREPLACE = 1;

    /** _MKNOD_VER of glibc on 64-bit Linux. */
    private static final int MKNOD_VERSION = 0;

    private static final int STATX_BASIC_STATS = 0x7FF;
    private static final int STATX_BYTES = 256;

    private static final byte[] DOT = {'.'};

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final SystemCalls calls;
    private final NativeAttributes attributes;
    private final MemorySegment name;
    private final MemorySegment otherName;
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
     * The same.
     *
     * @param makesUnnamed false as on a file system that has no files without names
     */
    NativeFiles(boolean makesUnnamed) {
        this.makesUnnamed = makesUnnamed;
        Architecture architecture =
                Architecture.current().orElseThrow(UnsupportedOperationException::new);
        directoryFlag = architecture.directoryFlag();
        noFollowFlag = architecture.noFollowFlag();
        calls = new SystemCalls();
        attributes = new NativeAttributes(calls);
        name = calls.allocate(SystemCalls.NAME_BYTES);
        otherName = calls.allocate(SystemCalls.NAME_BYTES);
        stat = calls.allocate(STATX_BYTES);
        value = calls.allocate(Long.BYTES);
    }

    /** Whether this is root, or a user under fakeroot or its kin who is told so. */
    boolean isRoot() {
        return calls.call(Function.GETEUID, 0) == 0;
    }

    /** Sets what files have. */
    NativeAttributes attributes() {
        return attributes;
    }

    /** Opens a directory that a user named; a symbolic link is followed. */
    int openNamedDirectory(byte[] path) throws SystemCallException {
        return (int)
                calls.check(
                        calls.call(
                                Function.OPENAT,
                                SystemCalls.WORKING_DIRECTORY,
                                SystemCalls.put(name, path),
                                flags(directoryFlag)));
    }

    /** Opens a directory in a directory. */
    int openDirectory(int directory, byte[] entry) throws SystemCallException {
        return (int)
                calls.check(
                        calls.call(
                                Function.OPENAT,
                                directory,
                                SystemCalls.put(name, entry),
                                flags(directoryFlag | noFollowFlag)));
    }

    /** The same, only to name files in it, for which it need not be one that may be listed. */
    int openDirectoryPath(int directory, byte[] entry) throws SystemCallException {
        int how = flags(O_PATH | directoryFlag | noFollowFlag);
        return (int)
                calls.check(
                        calls.call(Function.OPENAT, directory, SystemCalls.put(name, entry), how));
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
        int how = flags(O_WRONLY | TMPFILE_FLAG | directoryFlag);
        long result = calls.call(Function.OPENAT, directory, SystemCalls.put(name, DOT), how, 0600);
        if (result < 0 && NO_TMPFILE.contains((int) -result)) { // an errno
            makesUnnamed = false;
            return -1;
        }
        return (int) calls.check(result);
    }

    /** Gives a file that {@link #createUnnamed} made its name. */
    void linkUnnamed(int descriptor, int directory, byte[] entry) throws SystemCallException {
        long to = SystemCalls.put(name, entry);
        if (linksDescriptors) {
            long path = SystemCalls.put(otherName, new byte[0]);
            long result =
                    calls.call(Function.LINKAT, descriptor, path, directory, to, AT_EMPTY_PATH);
            // So says a kernel that lets only privileged users do this.
            if (result != -SystemCallException.ENOENT) {
                calls.check(result);
                return;
            }
            linksDescriptors = false;
        }
        long path = SystemCalls.put(otherName, SystemCalls.pathOf(descriptor));
        calls.check(
                calls.call(
                        Function.LINKAT,
                        SystemCalls.WORKING_DIRECTORY,
                        path,
                        directory,
                        to,
                        AT_SYMLINK_FOLLOW));
    }

    /** Makes a file that is not there yet, for its owner alone, and opens it to be written. */
    int createFile(int directory, byte[] entry) throws SystemCallException {
        int how = flags(O_WRONLY | O_CREAT | O_EXCL | noFollowFlag);
        return (int)
                calls.check(
                        calls.call(
                                Function.OPENAT,
                                directory,
                                SystemCalls.put(name, entry),
                                how,
                                0600));
    }

    /** Opens a file of any type, only to have its attributes set. */
    int openPath(int directory, byte[] entry) throws SystemCallException {
        int how = flags(O_PATH | noFollowFlag);
        return (int)
                calls.check(
                        calls.call(Function.OPENAT, directory, SystemCalls.put(name, entry), how));
    }

    /** Closes a descriptor; a write error that only now shows comes out. */
    void close(int descriptor) throws SystemCallException {
        calls.check(calls.call(Function.CLOSE, descriptor));
    }

    /** Makes a directory, for its owner alone. */
    void makeDirectory(int directory, byte[] entry) throws SystemCallException {
        calls.check(calls.call(Function.MKDIRAT, directory, SystemCalls.put(name, entry), 0700));
    }

    /** Makes a symbolic link. */
    void makeSymlink(int directory, byte[] entry, byte[] target) throws SystemCallException {
        calls.check(
                calls.call(
                        Function.SYMLINKAT,
                        SystemCalls.put(otherName, target),
                        directory,
                        SystemCalls.put(name, entry)));
    }

    /** Makes a device, a fifo or a socket, for its owner alone. */
    void makeNode(int directory, byte[] entry, int typeBits, long device)
            throws SystemCallException {
        long at = SystemCalls.put(name, entry);
        int mode = typeBits | 0600;
        if (calls.has(Function.MKNODAT)) {
            calls.check(calls.call(Function.MKNODAT, directory, at, mode, device));
        } else {
            value.set(LONG, 0, device);
            long where = value.address();
            calls.check(calls.call(Function.XMKNODAT, MKNOD_VERSION, directory, at, mode, where));
        }
    }

    /** Gives a file one more name. */
    void link(int fromDirectory, byte[] from, int toDirectory, byte[] to)
            throws SystemCallException {
        calls.check(
                calls.call(
                        Function.LINKAT,
                        fromDirectory,
                        SystemCalls.put(otherName, from),
                        toDirectory,
                        SystemCalls.put(name, to),
                        0));
    }

    /** Gives a file another name in its directory, in one step; what has that name is gone. */
    void replace(int directory, byte[] from, byte[] to) throws SystemCallException {
        long old = SystemCalls.put(otherName, from);
        long entry = SystemCalls.put(name, to);
        calls.check(calls.call(Function.RENAMEAT, directory, old, directory, entry));
    }

    /** The same, but to a name that nothing has. */
    void rename(int directory, byte[] from, byte[] to) throws SystemCallException {
        long old = SystemCalls.put(otherName, from);
        long entry = SystemCalls.put(name, to);
        long result =
                calls.call(Function.RENAMEAT2, directory, old, directory, entry, RENAME_NOREPLACE);
        if (NO_NOREPLACE.contains((int) -result)) { // an errno, or 0
            result = calls.call(Function.RENAMEAT, directory, old, directory, entry);
        }
        calls.check(result);
    }

    /** Removes a name that is not that of a directory. */
    void unlink(int directory, byte[] entry) throws SystemCallException {
        calls.check(calls.call(Function.UNLINKAT, directory, SystemCalls.put(name, entry), 0));
    }

    /** Writes native memory at a place of an open file. */
    void write(int descriptor, MemorySegment bytes, long positionBytes) throws SystemCallException {
        for (long done = 0; done < bytes.byteSize(); ) {
            done +=
                    calls.check(
                            calls.call(
                                    Function.PWRITE,
                                    descriptor,
                                    bytes.address() + done,
                                    bytes.byteSize() - done,
                                    positionBytes + done));
        }
    }

    /** Makes an open file as long as this. */
    void setSize(int descriptor, long sizeBytes) throws SystemCallException {
        calls.check(calls.call(Function.FTRUNCATE, descriptor, sizeBytes));
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
        calls.check(
                calls.call(
                        Function.STATX,
                        directory,
                        SystemCalls.put(name, entry),
                        how,
                        STATX_BASIC_STATS,
                        stat.address()));
        return new Identity(
                stat.get(LONG, 136), // stx_dev_major and stx_dev_minor
                stat.get(LONG, 32),
                stat.get(ValueLayout.JAVA_SHORT, 28) & 0xFFFF);
    }

    @Override
    public void close() {
        calls.close();
    }

    /** Pseudo keeps its account of files by their names, and ends a program that uses others. */
    private static boolean isBelowPseudo() {
        return Objects.requireNonNullElse(System.getenv("LD_PRELOAD"), "").contains("libpseudo");
    }

    private static int flags(int wanted) {
        return wanted | O_CLOEXEC;
    }
}
