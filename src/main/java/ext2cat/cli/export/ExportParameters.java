// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.FilterParameters;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.path.PathFilter;

import java.util.List;

/** What every command takes that writes what files and trees hold, in one stream. */
final class ExportParameters {

    private final Parameter<Boolean> sort;
    private final PathParameters paths;
    private final FilterParameters filter;

    /** Lets a command have them. */
    ExportParameters(Syntax syntax) {
        sort =
                syntax.flag(
                        "--sort",
                        "Sort each directory by name. Default: the order of the directory.");
        filter = new FilterParameters(syntax);
        paths = new PathParameters(syntax, "Files and trees of the image. Default: all of it.");
    }

    TreeWalk.Order order() {
        return sort.isGiven() ? TreeWalk.Order.NAME : TreeWalk.Order.DIRECTORY;
    }

    /** The paths as typed; none for all of the image. */
    List<String> paths() {
        return paths.all();
    }

    /** Which files below them are taken. */
    PathFilter filter() {
        return filter.filter();
    }
}
