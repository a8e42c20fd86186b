// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a command line that leaves no doubt, as nearly all do, into the parameters of a command. It
 * is here for the start time alone: picocli reads the same from it, and from the same {@link
 * Syntax}, but takes longer to start than most commands take to run. Picocli is left what this
 * class does not read: whatever is wrong, calls for help, and rare forms.
 */
public final class PlainParser {

    private final Syntax syntax;
    private final List<String> args;
    private final List<String> words = new ArrayList<>();
    private int next;

    private PlainParser(Syntax syntax, List<String> args) {
        this.syntax = syntax;
        this.args = args;
    }

    /** Whether the command line could be read; if not, only a part of it may have been. */
    public static boolean read(Syntax syntax, List<String> args) {
        PlainParser parser = new PlainParser(syntax, args);
        return parser.readOptions() && parser.readWords() && parser.choicesHold();
    }

    private boolean readOptions() {
        while (next < args.size()) {
            String arg = args.get(next++);
            if (isWord(arg)) {
                words.add(arg);
                if (syntax.synopsis() == Syntax.Synopsis.EXPRESSION) {
                    words.addAll(args.subList(next, args.size()));
                    next = args.size();
                }
            } else if (arg.startsWith("--") ? !readLong(arg) : !readLetters(arg)) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody could take it for an option. */
    private static boolean isWord(String arg) {
        return !arg.isEmpty() && arg.charAt(0) != '-';
    }

    /** {@code --name}, {@code --name=value} or {@code --name value}. */
    private boolean readLong(String arg) {
        int equals = arg.indexOf('=');
        Optional<Parameter<?>> found = option(equals < 0 ? arg : arg.substring(0, equals));
        if (found.isEmpty()) {
            return false;
        }
        Parameter<?> option = found.get();
        if (option.shape().isFlag()) {
            return equals < 0 && take(option, arg);
        }
        return equals < 0 ? takeNext(option) : takeWord(option, arg.substring(equals + 1));
    }

    /** {@code -a}, {@code -abc}, {@code -w80} or {@code -w 80}. */
    private boolean readLetters(String arg) {
        for (int at = 1; at < arg.length(); at++) {
            Optional<Parameter<?>> found = option("-" + arg.charAt(at));
            if (found.isEmpty()) {
                return false;
            }
            Parameter<?> option = found.get();
            if (!option.shape().isFlag()) {
                String rest = arg.substring(at + 1);
                return rest.isEmpty()
                        ? takeNext(option)
                        : rest.charAt(0) != '=' && takeWord(option, rest);
            }
            if (!take(option, arg)) {
                return false;
            }
        }
        return arg.length() > 1;
    }

    private Optional<Parameter<?>> option(String name) {
        for (Parameter<?> parameter : syntax.parameters()) {
            if (parameter.shape().names().contains(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    private boolean takeNext(Parameter<?> option) {
        return option.shape().alone().isEmpty()
                && next < args.size()
                && takeWord(option, args.get(next++));
    }

    private boolean takeWord(Parameter<?> option, String word) {
        return isWord(word) && take(option, word);
    }

    private static boolean take(Parameter<?> parameter, String word) {
        if (parameter.isGiven() && !parameter.shape().isMany()) {
            return false;
        }
        try {
            parameter.read(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean readWords() {
        int used = 0;
        for (Parameter<?> parameter : syntax.parameters()) {
            Shape shape = parameter.shape();
            if (!shape.isOption()) {
                int end = shape.isMany() ? words.size() : Math.min(used + 1, words.size());
                if (end - used < shape.least()) {
                    return false;
                }
                while (used < end) {
                    if (!take(parameter, words.get(used++))) {
                        return false;
                    }
                }
            }
        }
        return used == words.size();
    }

    private boolean choicesHold() {
        for (List<Parameter<?>> choice : syntax.choices()) {
            int given = 0;
            for (Parameter<?> parameter : choice) {
                given += parameter.isGiven() ? 1 : 0;
            }
            if (given > 1) {
                return false;
            }
        }
        return true;
    }
}
