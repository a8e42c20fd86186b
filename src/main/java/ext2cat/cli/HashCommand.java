// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.TreeWalk;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 hash}. */
@Command(
        name = "hash",
        description = "Hashes every regular file, as sha256sum does.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:All files were hashed.",
            "1:A path is missing, or reading or writing failed.",
            "2:The command line makes no sense.",
            "3:The image is damaged, or is no ext2 image; what could be read was hashed.",
            "4:The image uses a feature that this program does not know."
        },
        footerHeading = "%nThe output:%n",
        footer = {
            "  Lines for 'sha256sum -c' in a copy or a mount of the image: the hash, two",
            "  spaces, and the path from the root with ./ before it. A name with a",
            "  backslash, a newline or a carriage return is escaped as sha256sum does it,",
            "  and other names are written byte for byte; on a terminal all are spelled as",
            "  this program shows names. A file that cannot be read to its end has no line,",
            "  and is told on standard error."
        })
final class HashCommand implements Callable<Integer> {

    /** At most one of them. */
    static final class Form {

        /** Made by picocli. */
        Form() {}

        @Option(
                names = {"-z", "--zero"},
                description = "End lines with a NUL, and escape nothing.")
        private boolean zero;

        @Option(names = "--json", description = "Write JSON.")
        private boolean json;
    }

    @Spec private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Option(
            names = {"-a", "--algorithm"},
            paramLabel = "NAME",
            defaultValue = "sha256",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private HashAlgorithm algorithm;

    @ArgGroup private Form form;

    @Option(
            names = "--sort",
            description = "Order what is in a directory by name, not as it lies there.")
    private boolean sort;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files and trees of the image. Default: all of it.")
    private List<String> paths = List.of();

    private final Streams streams;

    HashCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        TreeWalk.Order order = sort ? TreeWalk.Order.NAME : TreeWalk.Order.DIRECTORY;
        Hash hash = new Hash(new Session(streams, spec, options), algorithm, order);
        ImageSource source = ImageSource.of(image, options);
        if (form != null && form.json) {
            return hash.json(source, paths).value();
        }
        return hash.lines(source, paths, form != null && form.zero).value();
    }
}
