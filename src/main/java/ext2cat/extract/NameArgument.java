// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.host.Errno;
import ext2cat.host.Libc;
import ext2cat.host.SystemCallException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Memory for a name that a call of the C library takes: its bytes and a NUL. */
final class NameArgument {

    /** Room for the longest path, and more. */
    private static final int NAME_BYTES = 1 << 13;

    private final MemorySegment memory;

    NameArgument(Libc libc) {
        memory = libc.allocate(NAME_BYTES);
    }

    /** The address of a name, which stays there until the next one comes. */
    long of(byte[] name) throws SystemCallException {
        if (name.length >= NAME_BYTES) {
            throw new SystemCallException(Errno.EINVAL, "a name of " + name.length + " bytes");
        }
        MemorySegment.copy(name, 0, memory, ValueLayout.JAVA_BYTE, 0, name.length);
        memory.set(ValueLayout.JAVA_BYTE, name.length, (byte) 0);
        return memory.address();
    }

    /** The address of a path for a descriptor, for calls that want a path. */
    long ofDescriptor(int descriptor) throws SystemCallException {
        return of(("/proc/self/fd/" + descriptor).getBytes(StandardCharsets.US_ASCII));
    }
}
