// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.TimeArgument;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Shown;
import ext2cat.cli.text.Times;
import ext2cat.export.tar.OutputCompression;
import ext2cat.export.tar.TarOptions;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code ext2 tar}. */
public final class TarCommand extends ImageCommand {

    private static final String FOOTER =
            """
            The archive:
              The archive has the pax format, with long names, times to the nanosecond, hard
              links, devices, holes (as GNU tar stores them), extended attributes and access
              lists. To restore all of it, as root:

                tar --numeric-owner --xattrs --xattrs-include='*' --acls -xpf FILE
                bsdtar --numeric-owner -xpf FILE

              A name is ./etc/fstab if the whole image is archived, and etc/fstab if a PATH
              is given. A file is archived once, even if several PATHs lead to it. Sockets
              are left out. The same image makes the same archive each time.

            Damage:
              What cannot be read is reported and left out. If only the beginning of a file
              can be read, the rest is zeros, which is reported too. If a directory has a
              name twice, the first entry counts, as it does for Linux.
            """;

    private final Parameter<String> output =
            syntax.option(
                    "-o, -f, --output, --file=FILE",
                    "Write the archive to FILE, which gets its name only when it is complete."
                        + " Without -z, -J or --zstd, its name decides the compression, e.g. .tgz"
                        + " or .tar.zst. A name of another format, e.g. .zip, is refused. Default:"
                        + " standard output.");

    private final Parameter<Boolean> gzip =
            syntax.flag("-z, --gzip", "Compress the archive by gzip.");

    private final Parameter<Boolean> xz = syntax.flag("-J, --xz", "Compress it by xz.");

    private final Parameter<Boolean> zstd = syntax.flag("--zstd", "Compress it by zstd.");

    private final ExportParameters what = new ExportParameters(syntax);

    private final Parameter<Boolean> allTimes =
            syntax.flag(
                    "--all-times",
                    "Also store the times of last access and of the inode's last change.");

    private final Parameter<Integer> strip =
            syntax.option(
                    "--strip-components=N",
                    Kind.number(),
                    "0",
                    "Take N names away from the front of each path. What has no more is left"
                            + " out.");

    private final Parameter<String> owner =
            syntax.option(
                    "--owner=USER",
                    "Let USER own every entry: a number, NAME:NUMBER, or a name in the image.");

    private final Parameter<String> group =
            syntax.option("--group=GROUP", "Let every entry have GROUP, as for --owner.");

    private final Parameter<String> mtime =
            syntax.option(
                    "--mtime=TIME", "Store TIME as the time of each entry, e.g. 2024-02-29 or @0.");

    private final Parameter<Boolean> numericOwner =
            syntax.flag(
                    "--numeric-owner",
                    "Store owners as numbers. That is always so; the option is here for scripts"
                            + " that were written for GNU tar.");

    private final Parameter<Boolean> quiet =
            syntax.flag("-q, --quiet", "Do not report sockets, which no archive can hold.");

    /** Under this name, which its program comes before. */
    public TarCommand(String name) {
        super(
                new Syntax(name, "Writes files and trees of an image as a tar archive.")
                        .exitCode(ExitCode.OK, "Everything is in the archive.")
                        .exitCode(
                                ExitCode.PATH_OR_IO,
                                "A path is missing, or reading or writing failed.")
                        .exitCode(
                                ExitCode.CORRUPT,
                                "The image is damaged, or is not an ext2, ext3 or ext4 image; what"
                                        + " could be read is in the archive.")
                        .footer(FOOTER));
        syntax.choice(gzip, xz, zstd);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "--exclude=/lost+found IMAGE",
                "--strip-components=1 --owner=0 --group=0 --mtime=@0 IMAGE /notes");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (strip.get() < 0) {
            throw new UsageException("--strip-components takes a number of 0 or more");
        }
        Tar.Choice choice =
                new Tar.Choice(what.order(), what.filter(), strip.get(), quiet.isGiven());
        return new Tar(session, choice, compression(), this::options)
                .run(image, what.paths(), file());
    }

    private TarOptions options(Volume volume, boolean whole) throws IOException {
        return new TarOptions(
                whole,
                allTimes.isGiven(),
                owner.isGiven()
                        ? OwnerWord.of("--owner", owner.get(), Owners.users(volume))
                        : OptionalLong.empty(),
                group.isGiven()
                        ? OwnerWord.of("--group", group.get(), Owners.groups(volume))
                        : OptionalLong.empty(),
                mtime.ifGiven().map(word -> TimeArgument.of("--mtime", word, Times.zone(false))));
    }

    private OutputCompression compression() {
        if (gzip.isGiven()) {
            return OutputCompression.GZIP;
        }
        if (xz.isGiven()) {
            return OutputCompression.XZ;
        }
        if (zstd.isGiven()) {
            return OutputCompression.ZSTD;
        }
        // Standard output is not compressed unless it is asked for.
        return file().map(TarCommand::ofName).orElse(OutputCompression.NONE);
    }

    /** The file that is written; none for standard output. */
    private Optional<String> file() {
        return output.ifGiven().filter(name -> !name.equals("-"));
    }

    private static OutputCompression ofName(String file) {
        return OutputCompression.ofName(file)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "the name of "
                                                + Shown.word(file)
                                                + " names a format that is not written; .tar,"
                                                + " .tar.gz, .tar.xz and .tar.zst are"));
    }
}
