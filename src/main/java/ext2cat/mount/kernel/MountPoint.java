// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A directory on which this program's file system is mounted.
 *
 * @param mounter who mounted it
 * @param descriptor where requests come from
 * @param directory its real path
 */
public record MountPoint(Mounter mounter, int descriptor, Path directory) implements Closeable {

    /**
     * Mounts.
     *
     * @throws IOException if that is not possible; the message says why
     */
    public static MountPoint mount(MountRequest request) throws IOException {
        Mounter mounter = Mounter.current();
        return new MountPoint(mounter, mounter.mount(request), request.directory());
    }

    /**
     * Unmounts it. If it is in use, it is taken off the directory, and who uses it loses it when
     * this program ends.
     *
     * @return whether nobody used it
     * @throws IOException if it cannot be unmounted
     */
    public boolean unmount() throws IOException {
        try {
            mounter.unmount(directory);
            return true;
        } catch (IOException _) {
            mounter.detach(directory);
            return false;
        }
    }

    /** Closes the descriptor; to be called when no channel is open. */
    @Override
    public void close() {
        try (Libc libc = new Libc()) {
            libc.attempt(Function.CLOSE, descriptor);
        }
    }
}
