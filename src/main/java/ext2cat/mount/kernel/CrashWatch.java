// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.kernel;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a mount off its directory if this program dies before it could: else everybody who looks
 * there would be told "Transport endpoint is not connected" until somebody unmounts it.
 *
 * <p>It is a shell that waits for the end of a pipe, which comes when this program ends, however it
 * ends. It does nothing if it was told of a good end before, or if the mount is gone.
 */
public final class CrashWatch implements AutoCloseable {

    private static final String SCRIPT =
            """
            trap '' HUP INT QUIT TERM
            read -r word && exit
            device=$1
            shift
            grep -q " $device / " /proc/self/mountinfo && exec "$@"
            """;

    private final Optional<Process> shell;

    private CrashWatch(Optional<Process> shell) {
        this.shell = shell;
    }

    /** Watches a mount; where there is no shell, nobody does. */
    public static CrashWatch over(MountPoint mount) {
        try {
            Optional<MountTable.Mounted> mounted = MountTable.read().at(mount.directory());
            if (mounted.isPresent()) {
                List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
                command.add(mounted.get().device());
                command.addAll(mount.mounter().detachCommand(mount.directory()));
                return new CrashWatch(
                        Optional.of(
                                new ProcessBuilder(command)
                                        .redirectOutput(Redirect.DISCARD)
                                        .redirectError(Redirect.DISCARD)
                                        .start()));
            }
        } catch (IOException _) {
            // The mount is as good without it.
        }
        return new CrashWatch(Optional.empty());
    }

    /** Ends the watch: the mount is gone, or others use it still. */
    @Override
    public void close() {
        if (shell.isPresent()) {
            try (var pipe = shell.get().getOutputStream()) {
                pipe.write("end\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // It has ended before.
            }
        }
    }
}
