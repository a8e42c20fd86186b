// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import picocli.CommandLine.Model.UsageMessageSpec;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, as the shell is told. */
enum ExitCode {
    /** All that was asked for was done. */
    OK(0, "All was done."),
    /** A path is not there or is of the wrong kind, or reading or writing failed. */
    FAILED(1, "A path is missing or of the wrong kind, or reading or writing failed."),
    /** The command line makes no sense. */
    USAGE(2, "The command line makes no sense."),
    /** The image is damaged, or is no ext2 image. */
    CORRUPT(3, "The image is damaged, or is no ext2 image; the rest was done."),
    /** The image uses a feature that this program does not know. */
    UNSUPPORTED(4, "The image uses a feature that this program does not know.");

    private final int value;
    private final String meaning;

    ExitCode(int value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    /** Lists all codes in a command's help, with its own words where it has some. */
    static void listIn(UsageMessageSpec usage) {
        Map<String, String> own = usage.exitCodeList();
        Map<String, String> all = new LinkedHashMap<>();
        for (ExitCode code : values()) {
            String value = String.valueOf(code.value);
            all.put(value, own.getOrDefault(value, code.meaning));
        }
        usage.exitCodeListHeading("%nExit code:%n").exitCodeList(all);
    }

    int value() {
        return value;
    }

    /** The code of two things done one after another: the first that went wrong tells. */
    ExitCode then(ExitCode next) {
        return this == OK ? next : this;
    }
}
