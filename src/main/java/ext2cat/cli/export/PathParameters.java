// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;
import ext2cat.cli.run.ListFile;

import java.util.ArrayList;
import java.util.List;

/** The paths of a command that takes whole trees: words, and lines of files. */
final class PathParameters {

    private final Parameter<String> filesFrom;
    private final Parameter<Boolean> nul;
    private final Parameter<String> words;

    /** Lets a command have them. */
    PathParameters(Syntax syntax, String description) {
        filesFrom =
                syntax.options(
                        "-T, --files-from=FILE",
                        "Take the PATHs in FILE too, one a line. - is standard input.");
        nul = syntax.flag("--null", "The PATHs in FILE end with a NUL.");
        words = syntax.words("PATH", 0, description);
    }

    /**
     * The paths as typed; none for all of the image.
     *
     * @throws UsageException if a file of paths cannot be read, or there are none in it
     */
    List<String> all() {
        List<String> paths = new ArrayList<>(words.all());
        for (String file : filesFrom.all()) {
            paths.addAll(
                    nul.isGiven()
                            ? ListFile.nulEnded("--files-from", file)
                            : ListFile.lines("--files-from", file));
        }
        if (filesFrom.isGiven() && paths.isEmpty()) {
            throw new UsageException("--files-from: no path was given");
        }
        return paths;
    }
}
