// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileType;
import ext2cat.extract.SystemCalls.Function;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Makes files in open directories of the host. A file is named by the descriptor of its directory
 * and one name, never by a path, and no symbolic link is followed; so nothing that somebody changes
 * above it, or puts into its place, leads anywhere else, and no path is too long.
 *
 * <p>Descriptors are plain numbers here; who opens one closes it. For one thread at a time.
 */
final class NativeFiles implements AutoCloseable {

    /** Stands for a descriptor: names are then paths, from the working directory. */
    static final int WORKING_DIRECTORY = -100;

    private static final int O_WRONLY = 1;
    private static final int O_CREAT = 0100;
    private static final int O_EXCL = 0200;
    private static final int O_CLOEXEC = 02000000;
    private static final int O_PATH = 010000000;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_REMOVEDIR = 0x200;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int RENAME_NOREPLACE = 1;
    private static final int STATX_BASIC_STATS = 0x7FF;
    private static final int STATX_BYTES = 256;

    private static final int PATH_BYTES = 1 << 13;
    private static final int VALUE_BYTES = 1 << 16;
    private static final int TIMES_BYTES = 32;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final SystemCalls calls = new SystemCalls();
    private final MemorySegment name = calls.allocate(PATH_BYTES);
    private final MemorySegment otherName = calls.allocate(PATH_BYTES);
    private final MemorySegment value = calls.allocate(VALUE_BYTES);
    private final MemorySegment times = calls.allocate(TIMES_BYTES);
    private final MemorySegment stat = calls.allocate(STATX_BYTES);
    private final int directoryFlag;
    private final int noFollowFlag;

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
     * Links the calls.
     *
     * @throws UnsupportedOperationException if this system is not a Linux that is known here
     */
    NativeFiles() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        // The only flags whose values differ between the two.
        directoryFlag = arm ? 040000 : 0200000;
        noFollowFlag = arm ? 0100000 : 0400000;
    }

    /** Whether this system is one of those whose numbers are known here. */
    static boolean isSupported() {
        String machine = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux")
                && (machine.equals("amd64") || machine.equals("aarch64"));
    }

    /** Opens a directory that a user named; a symbolic link is followed. */
    int openNamedDirectory(byte[] path) throws SystemCallException {
        return (int)
                check(
                        call(
                                Function.OPENAT,
                                WORKING_DIRECTORY,
                                set(name, path),
                                flags(directoryFlag)));
    }

    /** Opens a directory in a directory. */
    int openDirectory(int directory, byte[] entry) throws SystemCallException {
        return (int)
                check(
                        call(
                                Function.OPENAT,
                                directory,
                                set(name, entry),
                                flags(directoryFlag | noFollowFlag)));
    }

    /** Makes a file that is not there yet, for its owner alone, and opens it to be written. */
    int createFile(int directory, byte[] entry) throws SystemCallException {
        int how = flags(O_WRONLY | O_CREAT | O_EXCL | noFollowFlag);
        return (int) check(call(Function.OPENAT, directory, set(name, entry), how, 0600));
    }

    /** Opens a file of any type, only to have its attributes set. */
    int openPath(int directory, byte[] entry) throws SystemCallException {
        int how = flags(O_PATH | noFollowFlag);
        return (int) check(call(Function.OPENAT, directory, set(name, entry), how));
    }

    /** Closes a descriptor; a write error that only now shows comes out. */
    void close(int descriptor) throws SystemCallException {
        check(call(Function.CLOSE, descriptor));
    }

    /** Makes a directory, for its owner alone. */
    void makeDirectory(int directory, byte[] entry) throws SystemCallException {
        check(call(Function.MKDIRAT, directory, set(name, entry), 0700));
    }

    /** Makes a symbolic link. */
    void makeSymlink(int directory, byte[] entry, byte[] target) throws SystemCallException {
        check(call(Function.SYMLINKAT, set(otherName, target), directory, set(name, entry)));
    }

    /** Makes a device, a fifo or a socket, for its owner alone. */
    void makeNode(int directory, byte[] entry, int typeBits, long device)
            throws SystemCallException {
        check(call(Function.MKNODAT, directory, set(name, entry), typeBits | 0600, device));
    }

    /** Gives a file one more name. */
    void link(int fromDirectory, byte[] from, int toDirectory, byte[] to)
            throws SystemCallException {
        check(
                calls.call(
                        Function.LINKAT,
                        fromDirectory,
                        set(otherName, from),
                        toDirectory,
                        set(name, to),
                        0));
    }

    /** Gives a file another name in its directory, in one step; what has that name is gone. */
    void replace(int directory, byte[] from, byte[] to) throws SystemCallException {
        check(rename(directory, from, to, 0));
    }

    /** The same, but to a name that nothing has. */
    void rename(int directory, byte[] from, byte[] to) throws SystemCallException {
        long result = rename(directory, from, to, RENAME_NOREPLACE);
        // A file system that does not know the flag.
        check(result == -SystemCallException.EINVAL ? rename(directory, from, to, 0) : result);
    }

    private long rename(int directory, byte[] from, byte[] to, int how) throws SystemCallException {
        return calls.call(
                Function.RENAMEAT2, directory, set(otherName, from), directory, set(name, to), how);
    }

    /** Removes a name that is not that of a directory. */
    void unlink(int directory, byte[] entry) throws SystemCallException {
        check(call(Function.UNLINKAT, directory, set(name, entry), 0));
    }

    /** Removes an empty directory. */
    void removeDirectory(int directory, byte[] entry) throws SystemCallException {
        check(call(Function.UNLINKAT, directory, set(name, entry), AT_REMOVEDIR));
    }

    /** Sets owner and group of an open file, whatever it was opened for. */
    void setOwner(int descriptor, long uid, long gid) throws SystemCallException {
        check(
                calls.call(
                        Function.FCHOWNAT,
                        descriptor,
                        set(name, new byte[0]),
                        uid,
                        gid,
                        AT_EMPTY_PATH));
    }

    /** Sets the twelve bits of an open file. */
    void setMode(int descriptor, int permissions) throws SystemCallException {
        check(call(Function.FCHMOD, descriptor, permissions));
    }

    /** The same of a file that was opened by {@link #openPath}. */
    void setModeOfPath(int descriptor, int permissions) throws SystemCallException {
        check(call(Function.CHMOD, set(name, procPath(descriptor)), permissions));
    }

    /** Sets an extended attribute of an open file. */
    void setXattr(int descriptor, byte[] attribute, byte[] bytes) throws SystemCallException {
        check(setXattr(Function.FSETXATTR, descriptor, attribute, bytes));
    }

    /** The same of a file that was opened by {@link #openPath}. */
    void setXattrOfPath(int descriptor, byte[] attribute, byte[] bytes) throws SystemCallException {
        long path = set(otherName, procPath(descriptor));
        check(setXattr(Function.SETXATTR, path, attribute, bytes));
    }

    private long setXattr(Function function, long file, byte[] attribute, byte[] bytes)
            throws SystemCallException {
        if (bytes.length > VALUE_BYTES) {
            return -SystemCallException.EINVAL;
        }
        MemorySegment.copy(bytes, 0, value, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return calls.call(function, file, set(name, attribute), value.address(), bytes.length, 0);
    }

    /** Sets the times of an open file. */
    void setTimes(int descriptor, Instant access, Instant modification) throws SystemCallException {
        check(call(Function.FUTIMENS, descriptor, set(access, modification)));
    }

    /** Sets the times of what a name stands for, be it a symbolic link. */
    void setTimes(int directory, byte[] entry, Instant access, Instant modification)
            throws SystemCallException {
        check(
                call(
                        Function.UTIMENSAT,
                        directory,
                        set(name, entry),
                        set(access, modification),
                        AT_SYMLINK_NOFOLLOW));
    }

    /** Writes native memory at a place of an open file. */
    void write(int descriptor, MemorySegment bytes, long positionBytes) throws SystemCallException {
        for (long done = 0; done < bytes.byteSize(); ) {
            done +=
                    check(
                            call(
                                    Function.PWRITE,
                                    descriptor,
                                    bytes.address() + done,
                                    bytes.byteSize() - done,
                                    positionBytes + done));
        }
    }

    /** Makes an open file as long as this. */
    void setSize(int descriptor, long sizeBytes) throws SystemCallException {
        check(call(Function.FTRUNCATE, descriptor, sizeBytes));
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
        check(
                calls.call(
                        Function.STATX,
                        directory,
                        set(name, entry),
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

    private static int flags(int wanted) {
        return wanted | O_CLOEXEC;
    }

    private long call(Function function, long... arguments) {
        long[] all = Arrays.copyOf(arguments, 5);
        return calls.call(function, all[0], all[1], all[2], all[3], all[4]);
    }

    private long check(long result) throws SystemCallException {
        if (result < 0) {
            int errno = (int) -result;
            throw new SystemCallException(errno, calls.text(errno));
        }
        return result;
    }

    /** A name for a descriptor that calls take which take no descriptor of a path. */
    private static byte[] procPath(int descriptor) {
        return ("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a name into memory, with its NUL; its address. */
    private static long set(MemorySegment memory, byte[] bytes) throws SystemCallException {
        if (bytes.length >= PATH_BYTES) {
            throw new SystemCallException(
                    SystemCallException.EINVAL, "a name of " + bytes.length + " bytes");
        }
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, bytes.length);
        memory.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
        return memory.address();
    }

    private long set(Instant access, Instant modification) {
        times.set(LONG, 0, access.getEpochSecond());
        times.set(LONG, 8, access.getNano());
        times.set(LONG, 16, modification.getEpochSecond());
        times.set(LONG, 24, modification.getNano());
        return times.address();
    }
}
