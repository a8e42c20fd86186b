// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.Command;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.ImageParameters;
import ext2cat.cli.run.ImageSource;
import ext2cat.cli.run.Session;
import ext2cat.cli.run.Streams;
import ext2cat.cli.text.Times;

/** {@code ext2 info}. */
public final class InfoCommand implements Command {

    private static final String FOOTER =
            """
            Output:
              The superblock under the names that dumpe2fs has for its fields, then what
              each feature means and what this program makes of it, what should be known
              before the image is used, and how its blocks are shared out. An image of
              ext4, of which no file can be read, is told of too, as far as that goes.
            """;

    private final Syntax syntax =
            new Syntax("ext2 info", "Tells of the file system, as dumpe2fs does.").footer(FOOTER);

    private final Parameter<Boolean> groups =
            syntax.flag(
                    "-g, --groups", "Tell of each group: where its parts are, and what is free.");

    private final Parameter<Boolean> json = syntax.flag("--json", "Write JSON.");

    private final Parameter<Boolean> utc = syntax.flag("--utc", "Show times in UTC.");

    private final ImageParameters options = new ImageParameters(syntax);

    private final Parameter<String> image = syntax.image();

    private final Streams streams;

    /** One for a run with these streams. */
    public InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Syntax syntax() {
        return syntax;
    }

    @Override
    public Integer call() {
        Session session = new Session(streams, syntax, options);
        ImageSource source = ImageSource.of(image.get(), options);
        return new Info(session, source, Times.of(utc.isGiven()))
                .run(groups.isGiven(), json.isGiven())
                .value();
    }
}
