// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.line;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What picocli is to know of a command, made of its {@link Syntax}. */
public final class PicocliModel {

    private final Syntax syntax;
    private final CommandSpec spec;
    private final List<String> examples;

    private PicocliModel(Syntax syntax, List<String> examples, Callable<Integer> run) {
        this.examples = examples;
        this.syntax = syntax;
        this.spec = CommandSpec.wrapWithoutInspection(run);
    }

    /**
     * The model of a command.
     *
     * @param syntax takes what is parsed
     * @param examples command lines that the help shows, with IMAGE and FOLDER in them
     * @param run what picocli does then, with the exit code
     */
    public static CommandSpec of(Syntax syntax, List<String> examples, Callable<Integer> run) {
        PicocliModel model = new PicocliModel(syntax, examples, run);
        model.describe();
        model.addParameters();
        addHelp(model.spec);
        return model.spec;
    }

    /** Adds {@code --help} and {@code --version}, with their letters where those are free. */
    public static void addHelp(CommandSpec spec) {
        String[] help = {"-h", "--help"};
        String[] onlyLong = {"--help"};
        spec.versionProvider(new Version())
                .addOption(
                        OptionSpec.builder(spec.findOption("-h") == null ? help : onlyLong)
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Print version information and exit.")
                                .build());
    }

    private void describe() {
        spec.name(syntax.command().substring(syntax.command().lastIndexOf(' ') + 1));
        UsageMessageSpec usage =
                spec.usageMessage().description(Literal.of(syntax.purpose())).sortOptions(false);
        switch (syntax.synopsis()) {
            case SHORT -> usage.abbreviateSynopsis(true);
            case FULL -> usage.abbreviateSynopsis(false);
            case EXPRESSION -> {
                usage.customSynopsis(syntax.command() + " [OPTIONS] IMAGE [PATH...] [EXPRESSION]");
                // After the image nothing is an option: the expression looks like them.
                spec.parser().stopAtPositional(true);
            }
        }
        Map<String, String> codes = new LinkedHashMap<>();
        syntax.exitCodes().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().value()))
                .forEach(
                        entry ->
                                codes.put(
                                        "" + entry.getKey().value(), Literal.of(entry.getValue())));
        usage.exitCodeListHeading("%nExit code:%n").exitCodeList(codes);
        String footer =
                Stream.of(syntax.footer().orElse(""), examples())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n"));
        if (!footer.isEmpty()) {
            usage.footerHeading("%n")
                    .footer(footer.lines().map(Literal::of).toArray(String[]::new));
        }
    }

    /** The examples as people type them. */
    private String examples() {
        StringBuilder text = new StringBuilder();
        for (String example : examples) {
            if (!example.equals("--help")) {
                text.append("    ").append(syntax.command());
                for (String word : example.split(" ")) {
                    text.append(' ').append(typed(word));
                }
                text.append('\n');
            }
        }
        return text.isEmpty() ? "" : "Examples:\n" + text;
    }

    private static String typed(String word) {
        String named = word.replace("IMAGE", "disk.img").replace("FOLDER", "out");
        return named.matches("[\\w/.,:=@+#-]*") ? named : "'" + named + "'";
    }

    private void addParameters() {
        int index = 0;
        for (Parameter<?> parameter : syntax.parameters()) {
            if (parameter.shape().isOption()) {
                addOption(parameter);
            } else {
                spec.addPositional(word(parameter, index));
                index++;
            }
        }
    }

    private void addOption(Parameter<?> parameter) {
        for (List<Parameter<?>> choice : syntax.choices()) {
            if (choice.getFirst() == parameter) {
                ArgGroupSpec.Builder group = ArgGroupSpec.builder();
                choice.forEach(member -> group.addArg(option(member)));
                spec.addArgGroup(group.build());
            }
            if (choice.contains(parameter)) {
                return;
            }
        }
        spec.addOption(option(parameter));
    }

    private static OptionSpec option(Parameter<?> parameter) {
        Shape shape = parameter.shape();
        Binding<?> binding = new Binding<>(parameter);
        OptionSpec.Builder option =
                OptionSpec.builder(shape.names().toArray(String[]::new))
                        .description(Literal.of(parameter.description()))
                        .getter(binding)
                        .setter(binding);
        if (shape.isFlag()) {
            return option.type(boolean.class).initialValue(false).build();
        }
        if (!shape.alone().isEmpty()) {
            option.arity("0..1").fallbackValue(shape.alone());
        }
        Class<?> type = parameter.kind().type();
        if (shape.isMany()) {
            option.type(List.class).auxiliaryTypes(type);
        } else {
            option.type(type);
        }
        return option.paramLabel(shape.label()).converters(converter(parameter.kind())).build();
    }

    private PositionalParamSpec word(Parameter<?> parameter, int index) {
        Shape shape = parameter.shape();
        Binding<?> binding = new Binding<>(parameter);
        PositionalParamSpec.Builder word =
                PositionalParamSpec.builder()
                        .paramLabel(shape.label())
                        .description(Literal.of(parameter.description()))
                        .converters(converter(parameter.kind()))
                        .getter(binding)
                        .setter(binding)
                        .required(shape.least() > 0);
        Class<?> type = parameter.kind().type();
        if (!shape.isMany()) {
            return word.index("" + index)
                    .type(type)
                    .arity(shape.least() == 0 ? "0..1" : "1")
                    .build();
        }
        return word.index(index + "..*")
                .type(List.class)
                .auxiliaryTypes(type)
                .arity(shape.least() + "..*")
                .hidden(syntax.synopsis() == Syntax.Synopsis.EXPRESSION)
                .build();
    }

    private static <T> ITypeConverter<T> converter(Kind<T> kind) {
        return word -> {
            try {
                return kind.reader().apply(word);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** Where picocli puts what it reads. */
    private record Binding<T>(Parameter<T> parameter) implements IGetter, ISetter {

        @Override
        @SuppressWarnings("unchecked") // picocli asks for what it has set
        public <V> V get() {
            if (!parameter.isGiven()) {
                return null;
            }
            return (V)
                    (parameter.shape().isMany()
                            ? new ArrayList<>(parameter.all()) // which it adds to, and sets
                            : parameter.get());
        }

        @Override
        public <V> V set(V value) {
            Class<T> type = parameter.kind().type();
            if (value instanceof Collection<?> values) {
                parameter.set(values.stream().map(type::cast).toList());
            } else if (value == null || value.equals(false)) {
                parameter.set(List.of());
            } else {
                parameter.set(List.of(type.cast(value)));
            }
            return value;
        }
    }
}
