// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.EnumSet;
import java.util.Set;

/** How a command ended, as the shell is told. */
public enum ExitCode {
    /** All that was asked for was done. */
    OK(0, "Everything was done."),
    /** A path is not there or is of the wrong kind, or reading or writing failed. */
    PATH_OR_IO(1, "A path is missing or of the wrong kind, or reading or writing failed."),
    /** The command line makes no sense. */
    USAGE(2, "Invalid arguments."),
    /** The image is damaged, or is no ext2, ext3 or ext4 image. */
    CORRUPT(3, "The image is damaged, or is not an ext2, ext3 or ext4 image; the rest was done."),
    /** The image uses a feature that this program does not know. */
    UNSUPPORTED(4, "The image uses a feature that this program does not know."),

    /** What was compared differs, in the code of diff(1), cmp(1) and grep(1). */
    DIFFERENT(1, "There are differences."),
    /** Nothing was compared, or reading or writing failed, in the code of diff(1). */
    TROUBLE(
            2,
            "Trouble: invalid arguments, a path is missing, an image cannot be opened, or reading"
                    + " or writing failed.");

    /** Those of every command that says nothing else. */
    static final Set<ExitCode> COMMON = EnumSet.range(OK, UNSUPPORTED);

    private final int value;
    private final String meaning;

    ExitCode(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** The number that the shell is told. */
    public int value() {
        return value;
    }

    /** What it tells, if a command has no words of its own for it. */
    String meaning() {
        return meaning;
    }

    /** The code of two things done one after another: the first that went wrong tells. */
    public ExitCode then(ExitCode next) {
        return this == OK ? next : this;
    }
}
