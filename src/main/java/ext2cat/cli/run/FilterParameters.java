// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.volume.path.PathFilter;

import java.util.ArrayList;
import java.util.List;

/** The options of every command that goes through trees: which files it takes. */
public final class FilterParameters {

    private final Parameter<String> exclude;
    private final Parameter<String> excludeFrom;
    private final Parameter<String> include;

    /** Lets a command have them. */
    public FilterParameters(Syntax syntax) {
        exclude =
                syntax.options(
                        "--exclude=GLOB",
                        "Leave out files and directories whose path, or a part of it after a slash,"
                            + " matches, as in GNU tar: *.o, cache/*, or /tmp for this one. * also"
                            + " matches slashes.");
        excludeFrom =
                syntax.options(
                        "--exclude-from=FILE",
                        "Leave out what the patterns in FILE match, one a line. - is standard"
                                + " input.");
        include =
                syntax.options(
                        "--include=GLOB",
                        "Take only what matches, with all that is below it and the directories"
                                + " that lead to it. --exclude prevails.");
    }

    /**
     * What the options say.
     *
     * @throws ext2cat.cli.line.UsageException if a file of patterns cannot be read
     */
    public PathFilter filter() {
        if (!exclude.isGiven() && !excludeFrom.isGiven() && !include.isGiven()) {
            return PathFilter.ALL;
        }
        List<byte[]> excluded = bytes(exclude.all());
        for (String file : excludeFrom.all()) {
            excluded.addAll(bytes(ListFile.lines("--exclude-from", file)));
        }
        return new PathFilter(excluded, bytes(include.all()));
    }

    private static List<byte[]> bytes(List<String> patterns) {
        List<byte[]> bytes = new ArrayList<>();
        for (String pattern : patterns) {
            bytes.add(Arguments.bytes(pattern));
        }
        return bytes;
    }
}
