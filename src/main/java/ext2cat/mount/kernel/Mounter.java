// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import ext2cat.host.Architecture;
import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How this user mounts and unmounts. */
public sealed interface Mounter permits RootMounter, Fusermount {

    /**
     * Mounts.
     *
     * @return the descriptor that requests come from
     * @throws IOException if that is not possible; the message says why
     */
    int mount(MountRequest request) throws IOException;

    /**
     * Unmounts what is mounted on a directory.
     *
     * @throws IOException if it is in use, or nothing is mounted there
     */
    void unmount(Path directory) throws IOException;

    /**
     * Takes a mount off a directory; it ends when nobody uses it.
     *
     * @throws IOException if nothing is mounted there
     */
    void detach(Path directory) throws IOException;

    /** The command that does what {@link #detach} does, for when this program cannot. */
    List<String> detachCommand(Path directory);

    /**
     * Root mounts by a system call, other users with the help of fusermount3. Root of a user
     * namespace ({@code unshare -Urm}) is root.
     *
     * @throws IOException if this system does not mount such file systems
     */
    static Mounter current() throws IOException {
        if (Architecture.current().isEmpty()) {
            throw new FileSystemException(null, null, "mounting needs Linux, on x86-64 or AArch64");
        }
        if (!Files.exists(FuseChannel.DEVICE)) {
            throw new FileSystemException(
                    FuseChannel.DEVICE.toString(),
                    null,
                    "no such device, and mounting needs it: the kernel has no FUSE, or this"
                            + " container was not given the device");
        }
        try (Libc libc = new Libc()) {
            return libc.attempt(Function.GETEUID) == 0 ? new RootMounter() : new Fusermount();
        }
    }
}
