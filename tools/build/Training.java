// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli;

import java.util.Arrays;

/**
 * Runs several commands of one program in one process, so that the AOT cache which the process
 * leaves has the classes of them all. It is only part of the distribution.
 */
final class Training {

    private Training() {}

    /** Runs the program of the cache that the first argument names, once for each further one. */
    public static void main(String[] args) {
        for (String command : Arrays.asList(args).subList(1, args.length)) {
            String[] words = Arguments.recover(command.split(" "));
            Streams streams = Streams.ofProcess();
            int status =
                    switch (args[0]) {
                        case "ext2cat", "plain" -> Ext2cat.run(words, streams);
                        case "ext2" -> Ext2.run(words, streams);
                        default -> throw new IllegalArgumentException(args[0]);
                    };
            if (status != 0) {
                System.err.printf("%s %s: exit code %d%n", args[0], command, status);
                System.exit(status);
            }
        }
        if (args[0].equals("ext2")) {
            System.exit(0); // as the program ends, and ext2cat does not
        }
    }
}
