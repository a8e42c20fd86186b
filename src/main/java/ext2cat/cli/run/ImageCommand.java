// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

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
        ExitCode code = run(session, image(image.get()));
        if (code == ExitCode.PATH_OR_IO) {
            swapped().ifPresent(session::say);
        }
        return code;
    }

    /** What to say if the image is not there and a word after it is: they were swapped. */
    private Optional<String> swapped() {
        if (isFile(image.get())) {
            return Optional.empty();
        }
        for (Parameter<?> other : syntax.parameters()) {
            if (other != image && other.isWord() && other.isGiven()) {
                for (Object word : other.all()) {
                    if (isFile(word.toString())) {
                        return Optional.of("'" + word + "' is a file here: the image comes first");
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Arguments.path(word));
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    /**
     * Does what the command line says.
     *
     * @param image not opened yet
     * @throws UsageException if what the command line says makes no sense
     */
    protected abstract ExitCode run(Session session, Image image);
}
