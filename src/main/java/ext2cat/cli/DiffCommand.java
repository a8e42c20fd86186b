// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.diff.DiffOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ext2 diff}. */
@Command(
        name = "diff",
        description = "Compares two images, or an image and a directory.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        exitCodeList = {
            "0:No difference was found.",
            "1:There are differences, or a path is missing, or reading or writing failed.",
            "3:An image is damaged, or is no ext2 image; the rest was compared."
        },
        footerHeading = "%nOutput:%n",
        footer = {
            "  + PATH        is only in the second",
            "  - PATH        is only in the first",
            "  ~ PATH: WHAT  is in both, and differs in this, the first named first",
            "",
            "  Compared are type, mode, owner, size, contents, targets of symbolic links,",
            "  device numbers, extended attributes, and which names are hard links of which.",
            "  Of a directory's attributes only those of users can be read. The options",
            "  that tell where a file system is are for both images."
        })
final class DiffCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--times", description = "Compare the times of last change too.")
    private boolean times;

    @Option(
            names = {"-q", "--brief"},
            description =
                    "Tell only which paths differ; of a tree that only one has, only its top.")
    private boolean brief;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Mixin private ImageOptions options;

    @Parameters(index = "0", paramLabel = "A", description = "The first image or directory.")
    private String first;

    @Parameters(index = "1", paramLabel = "B", description = "The second.")
    private String second;

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = "/",
            description = "The tree to be compared, all if none is given.")
    private String path;

    private final Streams streams;

    DiffCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        DiffOptions how = new DiffOptions(times, !brief);
        Diff diff = new Diff(session, options, how, path);
        return (json ? diff.toJson(first, second) : diff.toText(first, second, brief)).value();
    }
}
