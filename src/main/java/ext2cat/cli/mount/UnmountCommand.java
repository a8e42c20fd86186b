// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Command;
import ext2cat.cli.run.Session;
import ext2cat.mount.kernel.MountTable;
import ext2cat.mount.kernel.MountTable.Mounted;
import ext2cat.mount.kernel.Mounter;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;

/** {@code ext2 unmount}. */
public final class UnmountCommand extends Command {

    private final Parameter<Boolean> lazy =
            syntax.flag(
                    "-z, --lazy",
                    "If it is in use, take it off DIR now, and end it when nobody uses it.");

    private final Parameter<String> directory =
            syntax.word("DIR", "The directory on which an image is mounted.");

    /** Under this name, which its program comes before. */
    public UnmountCommand(String name) {
        super(
                new Syntax(name, "Unmounts what 'ext2 mount' mounted.")
                        .onlyExitCodes(ExitCode.OK, ExitCode.PATH_OR_IO, ExitCode.USAGE)
                        .exitCode(ExitCode.OK, "It is unmounted.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "It is in use, or nothing is mounted there that 'ext2 mount'"
                                        + " mounted."));
    }

    @Override
    public List<String> examples() {
        return List.of("--help");
    }

    @Override
    protected ExitCode run(Session session) {
        try {
            unmount(real(Arguments.path(directory.get())));
        } catch (IOException e) {
            session.report(e, directory.get());
        }
        return session.code();
    }

    private void unmount(Path place) throws IOException {
        Mounter mounter = Mounter.current();
        Mounted mounted =
                MountTable.read().at(place).orElseThrow(() -> refused("no image is mounted there"));
        if (!mounted.isOurs()) {
            throw refused("what is mounted there is of the type " + mounted.type());
        }
        if (lazy.isGiven()) {
            mounter.detach(place);
        } else {
            mounter.unmount(place);
        }
    }

    /** A directory whose mount is dead has no real path. */
    private static Path real(Path typed) {
        try {
            return typed.toRealPath();
        } catch (IOException _) {
            return typed.toAbsolutePath().normalize();
        }
    }

    private static FileSystemException refused(String reason) {
        return new FileSystemException(null, null, reason);
    }
}
