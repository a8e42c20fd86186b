// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Options by the beginnings of their names, as getopt_long takes them. */
public final class Abbreviations {

    private Abbreviations() {}

    /**
     * The command line with each beginning that only one option has made the whole name.
     *
     * @param command whose options may be meant
     * @throws UsageException if several begin so
     */
    public static String[] written(CommandLine command, String[] args) {
        List<String> names =
                command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .filter(name -> name.startsWith("--"))
                        .toList();
        List<String> written = new ArrayList<>(List.of(args));
        int end = written.indexOf("--");
        for (int at = 0; at < (end < 0 ? args.length : end); at++) {
            String arg = args[at];
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (name.startsWith("--") && !names.contains(name)) {
                List<String> meant = names.stream().filter(full -> full.startsWith(name)).toList();
                if (meant.size() > 1) {
                    throw new UsageException(
                            "option '%s' may be %s".formatted(name, String.join(" or ", meant)));
                }
                if (!meant.isEmpty()) {
                    written.set(at, meant.getFirst() + arg.substring(name.length()));
                }
            }
        }
        return written.toArray(String[]::new);
    }
}
