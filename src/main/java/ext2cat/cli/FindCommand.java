// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 find}. */
@Command(
        name = "find",
        description = "Searches for files by name, type, size, age and more.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        customSynopsis = "ext2 find [OPTIONS] IMAGE [PATH...] [EXPRESSION]",
        footerHeading = "%nExpression, as find(1) has it; all that follows IMAGE and PATHs:%n",
        footer = {
            "  -name -iname -path -ipath -lname PATTERN   shell patterns, to be quoted",
            "  -type f,d,l,c,b,p,s    -empty              -size [+-]N[cwbkMG]",
            "  -perm MODE, -MODE, /MODE                   -links -inum -uid -gid [+-]N",
            "  -user -group NAME      -newer PATH         -newermt TIME",
            "  -atime -ctime -mtime [+-]DAYS              -amin -cmin -mmin [+-]MINUTES",
            "  -maxdepth -mindepth N  -prune  -quit       -true -false",
            "  ! -not   -a -and   -o -or   ( )            -print -print0 -ls",
            "",
            "  A line has a path from the root of the image, in the spelling that other",
            "  commands take back; -print0 writes the bytes themselves. Entries come in the",
            "  order of their directories."
        })
final class FindCommand implements Callable<Integer> {

    private CommandSpec spec;

    @Mixin private ImageOptions options;

    @Mixin private ListingOptions listing;

    @Option(names = "--json", description = "Write what is found as JSON.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "WORD",
            hidden = true,
            description = "Where to begin (default: the root), then the expression.")
    private List<String> words = List.of();

    private final Streams streams;

    FindCommand(Streams streams) {
        this.streams = streams;
    }

    /** Called by picocli. Behind the image nothing is an option: the expression looks like them. */
    @Spec
    private void setSpec(CommandSpec spec) {
        this.spec = spec;
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        // People add it at the end too.
        boolean jsonLast = !words.isEmpty() && words.getLast().equals("--json");
        List<String> others = jsonLast ? words.subList(0, words.size() - 1) : words;
        return new Find(session, listing, json || jsonLast)
                .run(ImageSource.of(image, options), others)
                .value();
    }
}
