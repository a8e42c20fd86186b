// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.archive.OutputCompression;
import ext2cat.volume.TreeWalk;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ext2 tar}. */
@Command(
        name = "tar",
        description = "Writes files and trees of an image as a tar archive.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:All is in the archive.",
            "1:A path is missing, or reading or writing failed.",
            "2:The command line makes no sense.",
            "3:The image is damaged, or is no ext2 image; what could be read is in the"
                    + " archive.",
            "4:The image uses a feature that this program does not know."
        },
        footerHeading = "%nThe archive:%n",
        footer = {
            "  It has the pax format, with long names, times to the nanosecond, hard links,",
            "  devices, holes (as GNU tar stores them), extended attributes and access",
            "  lists. To get all back, as root:",
            "",
            "    tar --numeric-owner --xattrs --xattrs-include='*' --acls -xpf FILE",
            "    bsdtar --numeric-owner -xpf FILE",
            "",
            "  Names are those in the image: ./etc/fstab when all of it is archived, and",
            "  etc/fstab when a PATH is given. Sockets are left out. The same image makes",
            "  the same archive each time.",
            "",
            "Damage:",
            "  What cannot be read is said and left out. Of a file whose beginning can be",
            "  read, the rest is zeros, and that is said too."
        })
final class TarCommand implements Callable<Integer> {

    /** At most one of them. */
    static final class Compressor {

        /** Made by picocli. */
        Compressor() {}

        @Option(
                names = {"-z", "--gzip"},
                description = "Compress the archive as gzip does.")
        private boolean gzip;

        @Option(
                names = {"-J", "--xz"},
                description = "Compress it as xz does.")
        private boolean xz;

        @Option(names = "--zstd", description = "Compress it as zstd does.")
        private boolean zstd;

        private OutputCompression compression() {
            if (gzip) {
                return OutputCompression.GZIP;
            }
            return xz ? OutputCompression.XZ : OutputCompression.ZSTD;
        }
    }

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write the archive to this file, which gets its name when it is whole."
                            + " Default: standard output.")
    private String output;

    @ArgGroup private Compressor compressor;

    @Option(
            names = "--sort",
            description = "Order what is in a directory by name, not as it lies there.")
    private boolean sort;

    @Option(
            names = "--all-times",
            description = "Also store the times of access and of the inode's change.")
    private boolean allTimes;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files and trees of the image. Default: all of it.")
    private List<String> paths = List.of();

    private final Streams streams;

    TarCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TreeWalk.Order order = sort ? TreeWalk.Order.NAME : TreeWalk.Order.DIRECTORY;
        OutputCompression compression =
                compressor == null ? OutputCompression.NONE : compressor.compression();
        return new Tar(new Session(streams, spec, options), order, compression, allTimes)
                .run(ImageSource.of(image, options), paths, Optional.ofNullable(output))
                .value();
    }
}
