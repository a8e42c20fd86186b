// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Syntax;

/** A command that opens images, and so may be told how. */
public abstract class OpeningCommand extends Command {

    private final ImageParameters images;

    /** A command with this syntax, to which the options of images are added. */
    protected OpeningCommand(Syntax syntax) {
        super(syntax);
        images = new ImageParameters(syntax);
    }

    /** The image that a word names, to be opened as the options say. */
    protected final Image image(String word) {
        return images.image(word);
    }
}
