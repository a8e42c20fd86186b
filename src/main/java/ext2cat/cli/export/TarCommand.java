// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.export.tar.OutputCompression;

import java.util.Optional;

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
    protected ExitCode run(Session session, Image image) {
        return new Tar(session, what.order(), compression(), allTimes.isGiven())
                .run(image, what.paths(), file());
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
