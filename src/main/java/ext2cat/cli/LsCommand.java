// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import ext2cat.volume.Volume;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ext2 ls}. */
@Command(
        name = "ls",
        description = "Lists directories.",
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        footerHeading = "%nOutput:%n",
        footer = {
            "  That of ls(1) with LC_ALL=C, but for names that could act on a terminal or",
            "  are not UTF-8: these are spelled with \\xNN, and other commands take that",
            "  back. A PATH may have *, ? and [...], quoted for the shell; <12> is the inode",
            "  of that number. A directory of more than 1,048,576 entries is listed in parts."
        })
final class LsCommand implements Callable<Integer> {

    /** The words of {@code --color}. */
    enum Colour {
        auto,
        always,
        never
    }

    @Spec private CommandSpec spec;

    @Mixin private LsOptions ls;

    @Mixin private ListingOptions listing;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            arity = "0..1",
            defaultValue = "auto",
            fallbackValue = "always",
            description = "Colour names: auto, always or never. Default: auto.")
    private Colour colour;

    @Option(
            names = {"-w", "--width"},
            paramLabel = "COLUMNS",
            description = "The width of lines. Default: that of the terminal.")
    private Integer width;

    @Option(names = "--json", description = "Write what is listed as JSON.")
    private boolean json;

    @Mixin private ImageOptions options;

    @Mixin private HelpOptions help;

    @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
    private String image;

    @Parameters(
            index = "1..*",
            paramLabel = "PATH",
            description = "Files and directories of the image. Default: the root.")
    private List<String> paths = List.of("/");

    private final Streams streams;

    LsCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, spec, options);
        Terminal terminal = terminal(session.terminal());
        LsStyle style = ls.style(listing.numeric, json, terminal);
        return session.run(
                        ImageSource.of(image, options),
                        volume -> list(session, volume, style, terminal))
                .value();
    }

    private void list(Session session, Volume volume, LsStyle style, Terminal terminal)
            throws IOException {
        Owners users = owners(style) ? listing.users(volume) : Owners.none();
        Owners groups = owners(style) ? listing.groups(volume) : Owners.none();
        LsNames names = new LsNames(terminal, style);
        Ls work = new Ls(session, style, volume, new LsFacts(session, style, names.needInodes()));
        if (json) {
            Json.write(
                    session.textOut(),
                    generator -> {
                        generator.writeStartArray();
                        work.list(
                                paths,
                                new LsJson(generator, new EntryJson(generator, users, groups)));
                        generator.writeEndArray();
                    });
            return;
        }
        TextOut out = new TextOut(session.bytesOut());
        LsLayout layout =
                switch (style.layout()) {
                    case LONG ->
                            new LsLong(
                                    style,
                                    names,
                                    users,
                                    groups,
                                    new TimeText(listing.zone()),
                                    Instant.now());
                    case COLUMNS -> new LsColumns(names, terminal.columns(), style.inodes());
                    case LINES -> new LsColumns(names, 0, style.inodes());
                };
        try {
            work.list(paths, new LsText(out, layout));
        } finally {
            out.flush();
        }
    }

    private static boolean owners(LsStyle style) {
        return style.layout() == LsStyle.Layout.LONG;
    }

    private Terminal terminal(Terminal real) {
        boolean colours =
                switch (colour) {
                    case auto -> real.colour();
                    case always -> true;
                    case never -> false;
                };
        return new Terminal(real.isTerminal(), width == null ? real.columns() : width, colours);
    }
}
