// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says in plain English why a command line was refused, and what may have been meant. */
public final class WrongUse {

    /** What picocli calls a word: {@code positional parameter at index 1..* (BLOCK)}. */
    private static final String POSITION = "positional parameter at index \\S+ \\(<?([^>)]+)>?\\)";

    private final CommandLine command;

    private WrongUse(CommandLine command) {
        this.command = command;
    }

    /**
     * The sentence.
     *
     * @param args the command line
     */
    public static String sentence(ParameterException thrown, List<String> args) {
        WrongUse wrong = new WrongUse(thrown.getCommandLine());
        return switch (thrown) {
            case UnmatchedArgumentException e -> wrong.unknown(e.getUnmatched().getFirst());
            case OverwrittenOptionException e -> "option " + name(e) + " is given twice";
            case MissingParameterException e -> wrong.missing(e.getMissing(), args);
            case MutuallyExclusiveArgsException _ -> wrong.exclusive();
            default -> thrown.getMessage().replaceAll(POSITION, "$1");
        };
    }

    private static String name(OverwrittenOptionException e) {
        return e.getOverwritten() instanceof OptionSpec option ? option.longestName() : "";
    }

    private String unknown(String word) {
        if (word.length() > 1 && word.startsWith("-")) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            Stream<String> names =
                    command.getCommandSpec().options().stream()
                            .flatMap(option -> Stream.of(option.names()))
                            .filter(known -> known.startsWith("--"));
            return "unknown option '" + word + "'" + nearest(name, names);
        }
        return command.getSubcommands().isEmpty()
                ? "nothing is known to do with '" + word + "'"
                : "unknown command '"
                        + word
                        + "'"
                        + nearest(word, command.getSubcommands().keySet().stream());
    }

    private static String nearest(String word, Stream<String> known) {
        return Spelling.nearest(word, known.toList())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    private String missing(List<ArgSpec> missing, List<String> args) {
        if (command.getCommandSpec().name().equals("ext2")) {
            return "a command is missing";
        }
        String words =
                command.getCommandSpec().positionalParameters().stream()
                        .filter(word -> word.required() && word.getValue() == null)
                        .map(ArgSpec::paramLabel)
                        .collect(Collectors.joining(" and "));
        if (words.isEmpty()) {
            return missing.getFirst() instanceof OptionSpec option
                    ? "option %s needs a value (%s)"
                            .formatted(option.longestName(), option.paramLabel())
                    : "a word is missing";
        }
        OptionSpec letter = command.getCommandSpec().findOption("-h");
        boolean wantsHelp = args.contains("-h") && letter != null && !letter.usageHelp();
        return words
                + (words.contains(" and ") ? " are missing" : " is missing")
                + (wantsHelp ? "; -h is " + letter.longestName() + " here, not --help" : "");
    }

    private String exclusive() {
        return command.getCommandSpec().argGroups().stream()
                .filter(group -> group.exclusive())
                .map(
                        group ->
                                group.allOptionsNested().stream()
                                        .map(OptionSpec::longestName)
                                        .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ", "only one may be given of ", ""));
    }
}
