// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.host.Errno;
import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;
import ext2cat.host.SystemCallException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Sets the attributes of files that {@link NativeFiles} made: by their descriptors, so that it is
 * these files and no others.
 */
final class NativeAttributes {

    /** Stands for a descriptor: names are then paths, from the working directory (AT_FDCWD). */
    static final int WORKING_DIRECTORY = -100;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;

    private static final int VALUE_BYTES = 1 << 16;
    private static final int TIMES_BYTES = 32;

    private static final byte[] ACCESS_ACL = ascii("system.posix_acl_access");
    private static final byte[] DEFAULT_ACL = ascii("system.posix_acl_default");

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final Libc libc;
    private final NameArgument name;
    private final NameArgument otherName;
    private final MemorySegment value;
    private final MemorySegment times;

    NativeAttributes(Libc libc) {
        this.libc = libc;
        name = new NameArgument(libc);
        otherName = new NameArgument(libc);
        value = libc.allocate(VALUE_BYTES);
        times = libc.allocate(TIMES_BYTES);
    }

    /** Sets owner and group of an open file. */
    void setOwner(int descriptor, long uid, long gid) throws SystemCallException {
        libc.call(Function.FCHOWN, descriptor, uid, gid);
    }

    /** Sets the owner of a file that was opened by {@link NativeFiles#openPath}. */
    void setOwnerOfPath(int descriptor, long uid, long gid) throws SystemCallException {
        // With AT_EMPTY_PATH fakeroot would not find it.
        long path = name.ofDescriptor(descriptor);
        libc.call(Function.FCHOWNAT, WORKING_DIRECTORY, path, uid, gid);
    }

    /** Sets the twelve bits of an open file. */
    void setMode(int descriptor, int permissions) throws SystemCallException {
        libc.call(Function.FCHMOD, descriptor, permissions);
    }

    /** Sets the twelve bits of a file that was opened by {@link NativeFiles#openPath}. */
    void setModeOfPath(int descriptor, int permissions) throws SystemCallException {
        long path = name.ofDescriptor(descriptor);
        libc.call(Function.FCHMODAT, WORKING_DIRECTORY, path, permissions);
    }

    /** Sets an extended attribute of an open file. */
    void setXattr(int descriptor, byte[] attribute, byte[] bytes) throws SystemCallException {
        libc.check(setXattr(Function.FSETXATTR, descriptor, attribute, bytes));
    }

    /** Sets an extended attribute of a file that was opened by {@link NativeFiles#openPath}. */
    void setXattrOfPath(int descriptor, byte[] attribute, byte[] bytes) throws SystemCallException {
        long path = otherName.ofDescriptor(descriptor);
        libc.check(setXattr(Function.SETXATTR, path, attribute, bytes));
    }

    /** Whether a directory hands an access list down to what is made in it. */
    boolean hasDefaultAcl(int descriptor) throws SystemCallException {
        long attribute = name.of(DEFAULT_ACL);
        return libc.attempt(Function.FGETXATTR, descriptor, attribute, value.address(), 0) > 0;
    }

    /** Takes from a new file or directory what access lists it has, be it none. */
    void removeAcls(int descriptor) throws SystemCallException {
        libc.attempt(Function.FREMOVEXATTR, descriptor, name.of(ACCESS_ACL));
        libc.attempt(Function.FREMOVEXATTR, descriptor, name.of(DEFAULT_ACL));
    }

    /** Removes the access lists of a file that was opened by {@link NativeFiles#openPath}. */
    void removeAclsOfPath(int descriptor) throws SystemCallException {
        long path = otherName.ofDescriptor(descriptor);
        libc.attempt(Function.REMOVEXATTR, path, name.of(ACCESS_ACL));
    }

    private long setXattr(Function function, long file, byte[] attribute, byte[] bytes)
            throws SystemCallException {
        if (bytes.length > VALUE_BYTES) {
            return Errno.EINVAL.result();
        }
        MemorySegment.copy(bytes, 0, value, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return libc.attempt(function, file, name.of(attribute), value.address(), bytes.length, 0);
    }

    /** Sets the times of an open file. */
    void setTimes(int descriptor, Instant access, Instant modification) throws SystemCallException {
        libc.call(Function.FUTIMENS, descriptor, set(access, modification));
    }

    /** Sets the times of what a name stands for, be it a symbolic link. */
    void setTimes(int directory, byte[] entry, Instant access, Instant modification)
            throws SystemCallException {
        libc.call(
                Function.UTIMENSAT,
                directory,
                name.of(entry),
                set(access, modification),
                AT_SYMLINK_NOFOLLOW);
    }

    private long set(Instant access, Instant modification) {
        times.set(LONG, 0, access.getEpochSecond());
        times.set(LONG, 8, access.getNano());
        times.set(LONG, 16, modification.getEpochSecond());
        times.set(LONG, 24, modification.getNano());
        return times.address();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
