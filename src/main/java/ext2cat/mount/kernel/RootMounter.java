// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import ext2cat.host.Errno;
import ext2cat.host.Libc;
import ext2cat.host.Libc.Function;
import ext2cat.host.SystemCallException;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** Mounts by mount(2). */
final class RootMounter implements Mounter {

    private static final int MS_RDONLY = 1;
    private static final int MS_NOSUID = 2;
    private static final int MS_NODEV = 4;
    private static final int MS_NOEXEC = 8;

    private static final int MNT_DETACH = 2;

    @Override
    public int mount(MountRequest request) throws FileSystemException {
        try (Libc libc = new Libc()) {
            int descriptor = (int) libc.check(FuseChannel.openDevice(libc));
            String options =
                    "fd=%d,rootmode=40000,user_id=0,group_id=0,default_permissions%s"
                            .formatted(descriptor, request.allowOther() ? ",allow_other" : "");
            int flags = MS_RDONLY | MS_NOSUID | MS_NODEV | (request.noExec() ? MS_NOEXEC : 0);
            long mounted =
                    libc.attempt(
                            Function.MOUNT,
                            address(libc, request.source()),
                            address(libc, request.directory().toString()),
                            address(libc, MountRequest.TYPE),
                            flags,
                            address(libc, options));
            if (mounted < 0) {
                libc.attempt(Function.CLOSE, descriptor);
                libc.check(mounted);
            }
            return descriptor;
        } catch (SystemCallException e) {
            String hint = e.is(Errno.EPERM) ? " (this root has no CAP_SYS_ADMIN)" : "";
            throw refused(request.directory(), "cannot be mounted on: ", e, hint);
        }
    }

    @Override
    public void unmount(Path directory) throws FileSystemException {
        unmount(directory, 0);
    }

    @Override
    public void detach(Path directory) throws FileSystemException {
        unmount(directory, MNT_DETACH);
    }

    @Override
    public List<String> detachCommand(Path directory) {
        return List.of("umount", "-l", directory.toString());
    }

    private static void unmount(Path directory, int flags) throws FileSystemException {
        try (Libc libc = new Libc()) {
            libc.call(Function.UMOUNT2, address(libc, directory.toString()), flags);
        } catch (SystemCallException e) {
            throw refused(directory, "cannot be unmounted: ", e, "");
        }
    }

    private static FileSystemException refused(
            Path directory, String what, SystemCallException thrown, String hint) {
        FileSystemException refused =
                new FileSystemException(
                        directory.toString(), null, what + thrown.getReason() + hint);
        refused.initCause(thrown);
        return refused;
    }

    private static long address(Libc libc, String text) {
        return libc.address(text.getBytes(StandardCharsets.UTF_8));
    }
}
