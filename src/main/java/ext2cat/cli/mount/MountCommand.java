// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.mount;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.mount.MountOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code ext2 mount}. */
public final class MountCommand extends ImageCommand {

    /** That the launcher waits until the image is mounted. */
    private static final String BACKGROUND = "ext2cat.background";

    private static final String FOOTER =
            """
            Without -f, the command returns when the files can be read, and a process in the
            background serves them until 'ext2 unmount DIR'.

            Options of -o, separated by commas:
              allow_other      Other users may look at it, too.
              uid=N, gid=N     All files belong to this user, or group.
              umask=MASK       Everybody has all permissions but those in MASK (octal).
              noexec           No program in it can be run.
              fsname=NAME      Lists of mounts call it NAME. Default: the image's name.
              ro, nosuid, nodev, noatime, default_permissions
                               These always hold.

            Who may mount:
              Root, also root of a user namespace (unshare -Urm), mounts on any directory.
              Others need fusermount3, of the package fuse3, and a directory of their own.
              Linux is needed, and the device /dev/fuse.

            Damage:
              What cannot be read gives an input/output error, and a message that says why.
              A damaged directory lists all names that could be read before its error.
            """;

    private final Parameter<Boolean> foreground =
            syntax.flag(
                    "-f, --foreground",
                    "Stay in the foreground until it is unmounted; Ctrl-C unmounts it.");

    private final Parameter<String> options =
            syntax.options("-o, --options=OPTIONS", "Mount with these options, see below.");

    private final Parameter<String> log =
            syntax.option(
                    "--log=FILE",
                    "Once mounted, append messages to FILE. Default: standard error with -f, else"
                            + " nowhere.");

    private final Parameter<Boolean> verbose =
            syntax.flag(
                    "-v, --verbose",
                    "Show on a terminal how much was read, and count requests and reads at the"
                            + " end.");

    private final Parameter<String> directory =
            syntax.word("DIR", "The directory that will show the files.");

    /** Under this name, which its program comes before. */
    public MountCommand(String name) {
        super(
                new Syntax(name, "Mounts an image read-only, by FUSE.")
                        .exitCode(
                                ExitCode.OK,
                                "The image is mounted; with -f, it was, and all that was asked for"
                                        + " could be read.")
                        .exitCode(ExitCode.PATH_OR_IO, "The image cannot be read or mounted.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "The image is damaged, or is not an ext2, ext3 or ext4 image.")
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("--help"); // who builds the program may not be able to mount
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        MountOptions how = MountWords.read(options.all());
        boolean background = Boolean.getBoolean(BACKGROUND) && !foreground.isGiven();
        return session.run(
                image,
                volume ->
                        new MountRun(
                                        session,
                                        image.label(),
                                        Arguments.path(directory.get()),
                                        how,
                                        logFile(),
                                        background,
                                        verbose.isGiven())
                                .run(volume));
    }

    private Optional<Path> logFile() throws IOException {
        return log.isGiven() ? Optional.of(Arguments.path(log.get())) : Optional.empty();
    }
}
