// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.run;

import ext2cat.cli.line.ExitCode;
import ext2cat.cli.line.Parameter;
import ext2cat.cli.line.Syntax;
import ext2cat.cli.line.UsageException;

import java.util.List;

/**
 * A command, made for one run. It declares in its {@link Syntax} what its command line may say,
 * finds there what the command line said, and does that. Nearly every command opens one image and
 * is an {@link ImageCommand}.
 */
public abstract class Command {

    /** What the command line may say and, once it was read, what it says. */
    protected final Syntax syntax;

    private final Parameter<Boolean> debug;

    /** A command with this syntax, to which what every command may be told is added. */
    protected Command(Syntax syntax) {
        this.syntax = syntax;
        debug = syntax.flag("--debug", "Show the stack trace of an error.");
        syntax.endWithOptionsSoFar();
    }

    /** What the command line may say and, once it was read, what it says. */
    public final Syntax syntax() {
        return syntax;
    }

    /**
     * Does what the command line says.
     *
     * @throws UsageException if that makes no sense
     */
    public final ExitCode run(Streams streams) {
        return run(new Session(streams, syntax.command(), debug.isGiven()));
    }

    /**
     * Does what the command line says, as one session.
     *
     * @throws UsageException if that makes no sense
     */
    protected abstract ExitCode run(Session session);

    /**
     * Command lines, without the command's name, that show each kind of work that the command does
     * and succeed: the build runs them to find the classes that are kept ready for it, and the
     * tests read what they write. Words stand between single spaces; IMAGE is the image
     * testimages/tour, FOLDER a folder for files.
     */
    public List<String> examples() {
        return List.of("IMAGE");
    }
}
