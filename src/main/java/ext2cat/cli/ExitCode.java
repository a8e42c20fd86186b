// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

/** How a command ended, as the shell is told. */
enum ExitCode {
    /** All that was asked for was done. */
    OK(0),
    /** A path is not there or is of the wrong kind, or reading or writing failed. */
    FAILED(1),
    /** The command line makes no sense. */
    USAGE(2),
    /** The image is damaged, or is no ext2 image. */
    CORRUPT(3),
    /** The image uses a feature that this program does not know. */
    UNSUPPORTED(4);

    private final int value;

    ExitCode(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    /** The code of two things done one after another: the first that went wrong tells. */
    ExitCode then(ExitCode next) {
        return this == OK ? next : this;
    }
}
