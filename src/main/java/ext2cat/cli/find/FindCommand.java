// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.find;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.FilterParameters;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.ListingParameters;
import ext2cat.cli.run.Session;

import java.util.List;

/** {@code ext2 find}. */
public final class FindCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Expression, as for find(1), after IMAGE and PATHs:
              -name -iname -path -ipath -lname PATTERN   shell patterns, to be quoted
              -regex -iregex EXPRESSION                  -regextype emacs, posix-extended ...
              -type -xtype f,d,l,c,b,p,s    -empty       -size [+-]N[cwbkMG]
              -perm MODE, -MODE, /MODE                   -links -inum -uid -gid [+-]N
              -user -group NAME      -nouser -nogroup    -samefile PATH
              -newer PATH            -newermt TIME       -newerXY with a, B, c, m, t
              -atime -ctime -mtime [+-]DAYS              -amin -cmin -mmin [+-]MINUTES
              -maxdepth -mindepth N  -depth -daystart    -prune -quit -true -false
              ! -not   -a -and   -o -or   ,   ( )        -print -print0 -printf -ls

              Paths begin at the root of the image and are spelled so that other commands
              accept them. -print0 writes their bytes, as does -printf unless the output is
              a terminal. -printf has the directives of GNU find. Entries appear in the
              order of their directories.
            """;

    private final ListingParameters listing = new ListingParameters(syntax);

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<Boolean> jsonLines = syntax.jsonLines();

    private final FilterParameters filter = new FilterParameters(syntax);

    private final Parameter<String> words =
            syntax.words("WORD", 0, "Where to begin (default: the root), then the expression.");

    /** Under this name, which its program comes before. */
    public FindCommand(String name) {
        super(
                new Syntax(name, "Searches for files by name, type, size, age and more.")
                        .synopsis(Syntax.Synopsis.EXPRESSION)
                        .footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "IMAGE / -ls", "IMAGE / -name *.txt -type f", "--json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        List<String> told = words.all();
        // People add it at the end too.
        boolean jsonLast = !told.isEmpty() && told.getLast().equals("--json");
        List<String> others = jsonLast ? told.subList(0, told.size() - 1) : told;
        return new Find(
                        session,
                        listing,
                        json.isGiven() || jsonLast,
                        jsonLines.isGiven(),
                        filter.filter())
                .run(image, others);
    }
}
