// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.layout;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ImageCommand;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Times;
import ext2cat.image.ImageOpener;

import java.io.IOException;
import java.util.List;

/** {@code ext2 info}. */
public final class InfoCommand extends ImageCommand {

    private static final String FOOTER =
            """
            Output:
              The fields of the superblock under the names of dumpe2fs, then what each
              feature means and how this program treats it, what is worth knowing before
              the image is used, and what its blocks are used for. An image of ext4 is
              described too, as far as possible, even if no file of it can be read.
            """;

    private final Parameter<Boolean> groups =
            syntax.flag(
                    "-g, --groups", "Describe each group: where its parts are, and what is free.");

    private final Parameter<Boolean> verify =
            syntax.flag(
                    "--verify",
                    "Read all of an evidence file (E01) first, and compare its MD5 and SHA-1 with"
                            + " those that the imager wrote.");

    private final Parameter<Boolean> json = syntax.json();

    private final Parameter<Boolean> utc = syntax.utc();

    /** Under this name, which its program comes before. */
    public InfoCommand(String name) {
        super(new Syntax(name, "Describes the file system, as dumpe2fs does.").footer(FOOTER));
    }

    @Override
    public List<String> examples() {
        return List.of("IMAGE", "--groups --json IMAGE");
    }

    @Override
    protected ExitCode run(Session session, Image image) {
        if (verify.isGiven()) {
            verify(session, image);
        }
        return new Info(session, image, Times.of(utc.isGiven()))
                .run(groups.isGiven(), json.isGiven());
    }

    private static void verify(Session session, Image image) {
        try {
            ImageOpener.verify(Arguments.path(image.file()));
        } catch (IOException | RuntimeException e) {
            session.report(e, image.label());
        }
    }
}
