// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.util.Arrays;

/**
 * Runs several commands of one program in one process, so that the AOT cache which the process
 * leaves has the classes of them all. It is only part of the distribution.
 */
final class Training {

    private Training() {}

    /** Runs the program that the first argument names with the words of each further argument. */
    public static void main(String[] args) {
        for (String command : Arrays.asList(args).subList(1, args.length)) {
            String[] words = Arguments.recover(command.split(" "));
            Streams streams = Streams.ofProcess();
            int status =
                    switch (args[0]) {
                        case "ext2cat" -> Ext2cat.run(words, streams);
                        case "ext2" -> Ext2.run(words, streams);
                        default -> throw new IllegalArgumentException(args[0]);
                    };
            if (status != 0) {
                System.err.printf("%s %s: exit code %d%n", args[0], command, status);
                System.exit(status);
            }
        }
        System.exit(0);
    }
}
