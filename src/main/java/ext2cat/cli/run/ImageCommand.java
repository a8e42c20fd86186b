// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;

/** A command for one image, the first word of its command line. */
public abstract class ImageCommand extends OpeningCommand {

    private final Parameter<String> image;

    /** A command with this syntax, to which the image and its options are added. */
    protected ImageCommand(Syntax syntax) {
        super(syntax);
        image = syntax.word("IMAGE", "The image.");
    }

    @Override
    protected final ExitCode run(Session session) {
        return run(session, image(image.get()));
    }

    /**
     * Does what the command line says.
     *
     * @param image not opened yet
     * @throws UsageException if what the command line says makes no sense
     */
    protected abstract ExitCode run(Session session, Image image);
}
