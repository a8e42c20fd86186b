// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.ls;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Kind;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.ListingParameters;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.EntryJson;
import ext2cat.cli.text.Json;
import ext2cat.cli.text.Owners;
import ext2cat.cli.text.Terminal;
import ext2cat.cli.text.TextOut;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** {@code ext2 ls}. */
public final class LsCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              The output of ls(1) with LC_ALL=C, except for names that could act on a
              terminal or are not UTF-8: these are spelled with \\xNN, which other commands
              accept. A PATH may contain *, ? and [...], quoted for the shell; <12> is inode
              12. A directory of more than 1,048,576 entries is listed in parts.
            """;

    /** The words of {@code --color}. */
    enum Colour {
        auto,
        always,
        never
    }

    private final LsOptions ls = new LsOptions(syntax);

    private final ListingParameters listing = new ListingParameters(syntax);

    private final Parameter<Colour> colour =
            syntax.option(
                    "--color=WHEN",
                    Kind.constant(Colour.class),
                    "auto",
                    "always",
                    "Colour names: auto, always or never. Default: auto.");

    private final Parameter<Integer> width =
            syntax.option(
                    "-w, --width=COLUMNS",
                    Kind.number(),
                    "The width of lines. Default: that of the terminal.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<String> paths =
            syntax.wordsOr("/", "PATH", "Files and directories of the image. Default: the root.");

    /** Under this name, which its program comes before. */
    public LsCommand(String name) {
        super(new Syntax(name, "Lists directories.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of(
                "IMAGE",
                "-l IMAGE",
                "-la IMAGE / /notes/v*",
                "-la --json IMAGE / /notes/v*",
                "--json -R IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        Terminal terminal = terminal(session.terminal());
        LsStyle style = ls.style(listing.numeric(), json.isGiven(), terminal);
        return session.run(image, volume -> list(session, volume, style, terminal));
    }

    private void list(Session session, Volume volume, LsStyle style, Terminal terminal)
            throws IOException {
        Owners users = owners(style) ? listing.users(volume) : Owners.none();
        Owners groups = owners(style) ? listing.groups(volume) : Owners.none();
        LsNames names = new LsNames(terminal, style);
        Ls work = new Ls(session, style, volume, new LsFacts(session, style, names.needInodes()));
        if (json.isGiven()) {
            Json.write(
                    session.textOut(),
                    generator -> {
                        generator.array();
                        work.list(
                                paths.all(),
                                new LsJson(generator, new EntryJson(generator, users, groups)));
                        generator.end();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        LsLayout layout =
                switch (style.layout()) {
                    case LONG ->
                            new LsLong(style, names, users, groups, listing.zone(), Instant.now());
                    case COLUMNS -> new LsColumns(style, names, terminal.columns());
                    case LINES -> new LsColumns(style, names, 0);
                };
        try {
            work.list(paths.all(), new LsText(out, layout));
        } finally {
            out.flush();
        }
    }

    private static boolean owners(LsStyle style) {
        return style.layout() == LsStyle.Layout.LONG;
    }

    private Terminal terminal(Terminal real) {
        boolean colours =
                switch (colour.get()) {
                    case auto -> real.colour() && !ls.isFast();
                    case always -> true;
                    case never -> false;
                };
        return real.with(width.ifGiven().orElse(real.columns()), colours);
    }
}
