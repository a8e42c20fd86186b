// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a command may be told on its command line, and what its help says. The options are in the
 * help in the order in which they are made; the first word is the image where there is one.
 */
public final class Syntax {

    private static final String JSON = "--json";

    private final String command;
    private final String purpose;
    private final Map<ExitCode, String> exitCodes = new EnumMap<>(ExitCode.class);
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private final Map<String, Supplier<String>> listings = new HashMap<>();
    private final List<List<Parameter<?>>> choices = new ArrayList<>();
    private int last; // how many parameters come after those that are still to be made
    private Synopsis synopsis = Synopsis.SHORT;
    private Optional<String> footer = Optional.empty();

    /** What the first line of the help is. */
    public enum Synopsis {
        /** Only the words. */
        SHORT,
        /** Every option, too. */
        FULL,
        /** The words and an expression, which looks like options and is none. */
        EXPRESSION
    }

    /**
     * A command that may be told nothing yet.
     *
     * @param command what it is called, with its program: {@code ext2 stat}
     * @param purpose what it does, in a short sentence
     */
    public Syntax(String command, String purpose) {
        this.command = command;
        this.purpose = purpose;
        for (ExitCode code : ExitCode.COMMON) {
            exitCodes.put(code, code.meaning());
        }
    }

    /**
     * Says that an option with the value {@code list} asks for what it takes, and for nothing else.
     *
     * @param option {@code --model}
     * @param list what is printed
     */
    public Syntax listing(String option, Supplier<String> list) {
        listings.put(option, list);
        return this;
    }

    /** What is to be printed if the command line asks for what an option takes. */
    public Optional<String> asksForList(List<String> words) {
        for (int at = 0; at < words.size() && !listings.isEmpty(); at++) {
            String next = at + 1 < words.size() ? words.get(at + 1) : "";
            for (Map.Entry<String, Supplier<String>> listing : listings.entrySet()) {
                String word = words.get(at);
                if (word.equals(listing.getKey() + "=list")
                        || word.equals(listing.getKey()) && next.equals("list")) {
                    return Optional.of(listing.getValue().get());
                }
            }
        }
        return Optional.empty();
    }

    /** Says of this command what an exit code means, if it means less than elsewhere. */
    public Syntax exitCode(ExitCode code, String meaning) {
        exitCodes.put(code, meaning);
        return this;
    }

    /** Says that these are the command's exit codes, which mean what follows, and no others. */
    public Syntax onlyExitCodes(ExitCode... codes) {
        exitCodes.clear();
        for (ExitCode code : codes) {
            exitCodes.put(code, code.meaning());
        }
        return this;
    }

    /**
     * Ends the help with this text: headings, which begin a line and end with a colon, and under
     * them lines that are indented by two spaces.
     */
    public Syntax footer(String text) {
        footer = Optional.of(text);
        return this;
    }

    /** Begins the help in another way than with the words. */
    public Syntax synopsis(Synopsis form) {
        synopsis = form;
        return this;
    }

    /** An option that has no value, like {@code -q, --brief}. */
    public Parameter<Boolean> flag(String names, String description) {
        return add(Shape.option(names), Kind.flag(), "", description);
    }

    /** An option with a text, like {@code -C, --directory=DIR}. */
    public Parameter<String> option(String names, String description) {
        return option(names, Kind.text(), "", description);
    }

    /** An option whose value is of this kind. */
    public <T> Parameter<T> option(String names, Kind<T> kind, String description) {
        return option(names, kind, "", description);
    }

    /**
     * An option with a default value.
     *
     * @param byDefault the word that is read where the option is not given
     */
    public <T> Parameter<T> option(
            String names, Kind<T> kind, String byDefault, String description) {
        return add(Shape.option(names), kind, byDefault, description);
    }

    /**
     * An option with a default value that may stand alone, without a value.
     *
     * @param alone the word that is read then
     */
    public <T> Parameter<T> option(
            String names, Kind<T> kind, String byDefault, String alone, String description) {
        return add(Shape.option(names).orAlone(alone), kind, byDefault, description);
    }

    /** An option with a text that may be given again and again. */
    public Parameter<String> options(String names, String description) {
        return add(Shape.option(names).repeated(), Kind.text(), "", description);
    }

    /** A word that must be there. */
    public Parameter<String> word(String label, String description) {
        return add(Shape.words(label, 1, 1), Kind.text(), "", description);
    }

    /** A word that may be missing. */
    public Parameter<String> word(String label, String byDefault, String description) {
        return add(Shape.words(label, 0, 1), Kind.text(), byDefault, description);
    }

    /** All further words. */
    public Parameter<String> words(String label, int least, String description) {
        return words(label, least, Kind.text(), description);
    }

    /** All further words, each of this kind. */
    public <T> Parameter<T> words(String label, int least, Kind<T> kind, String description) {
        return add(Shape.words(label, least, Integer.MAX_VALUE), kind, "", description);
    }

    /** All further words, or if there are none, this one. */
    public Parameter<String> wordsOr(String byDefault, String label, String description) {
        return add(Shape.words(label, 0, Integer.MAX_VALUE), Kind.text(), byDefault, description);
    }

    /** That the output is one JSON document. */
    public Parameter<Boolean> json() {
        return flag(JSON, "Write JSON.");
    }

    /** That the output is JSON Lines. */
    public Parameter<Boolean> jsonLines() {
        return flag("--jsonl", "Write JSON Lines: each element of the array on its own line.");
    }

    /** That times are those of UTC. */
    public Parameter<Boolean> utc() {
        return flag("--utc", "Show times in UTC.");
    }

    /** Lets the parameters made so far come after all others. */
    public void endWithOptionsSoFar() {
        last = parameters.size();
    }

    /** Lets only one of these be given. */
    public void choice(Parameter<?>... parameters) {
        choices.add(List.of(parameters));
    }

    private <T> Parameter<T> add(Shape shape, Kind<T> kind, String byDefault, String description) {
        Parameter<T> parameter = new Parameter<>(shape, kind, byDefault, description);
        parameters.add(parameters.size() - last, parameter);
        return parameter;
    }

    /** What the command is called, with its program. */
    public String command() {
        return command;
    }

    /** What it does. */
    public String purpose() {
        return purpose;
    }

    /** What its exit codes mean. */
    Map<ExitCode, String> exitCodes() {
        return exitCodes;
    }

    /** What it may be told. */
    public List<Parameter<?>> parameters() {
        return parameters;
    }

    /** Of which options only one may be given. */
    List<List<Parameter<?>>> choices() {
        return choices;
    }

    /** How its help begins. */
    Synopsis synopsis() {
        return synopsis;
    }

    /** How its help ends. */
    Optional<String> footer() {
        return footer;
    }
}
