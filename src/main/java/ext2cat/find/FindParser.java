// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.Action.Plain;
import ext2cat.find.Expression.And;
import ext2cat.find.Expression.Asks;
import ext2cat.find.Expression.Comma;
import ext2cat.find.Expression.Does;
import ext2cat.find.Expression.Not;
import ext2cat.find.Expression.Or;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Reads an expression of find(1): tests and actions, {@code !}, {@code -a} (or nothing) which binds
 * tighter than {@code -o}, which binds tighter than a comma, and parentheses. Where there is no
 * action but {@code -prune}, what the whole expression chooses is printed.
 */
public final class FindParser {

    private static final String END = "";

    /** Parentheses inside each other. */
    private static final int MAX_NESTING = 1000;

    private final TestParser tests;
    private final FindContext context;
    private final Iterator<String> words;
    private String word;
    private int nesting;
    private int minDepth;
    private int maxDepth = Integer.MAX_VALUE;
    private boolean depthFirst;

    private FindParser(List<String> words, FindContext context) {
        this.words = words.iterator();
        this.context = context;
        this.tests = new TestParser(context, this::argument);
        this.word = END;
    }

    /** Whether a word begins an expression, so that it is no starting point. */
    public static boolean beginsExpression(String word) {
        return word.startsWith("-") || word.equals("(") || word.equals("!");
    }

    /**
     * Reads a whole expression.
     *
     * @param words may be none
     * @throws FindSyntaxException if it makes no sense
     * @throws IOException if a file of the image that it names cannot be read
     */
    public static FindQuery parse(List<String> words, FindContext context)
            throws FindSyntaxException, IOException {
        return new FindParser(words, context).query(words.isEmpty());
    }

    private FindQuery query(boolean empty) throws FindSyntaxException, IOException {
        Expression expression = new Asks(_ -> true);
        if (!empty) {
            advance();
            expression = comma();
            if (!atEnd()) {
                throw new FindSyntaxException("there is no '(' for this ')'");
            }
        }
        return new FindQuery(
                expression.acts() ? expression : new And(expression, new Does(Plain.PRINT)),
                minDepth,
                maxDepth,
                depthFirst);
    }

    private Expression comma() throws FindSyntaxException, IOException {
        Expression left = or();
        while (is(",")) {
            advance();
            left = new Comma(left, or());
        }
        return left;
    }

    private Expression or() throws FindSyntaxException, IOException {
        Expression left = and();
        while (is("-o") || is("-or")) {
            advance();
            left = new Or(left, and());
        }
        return left;
    }

    private Expression and() throws FindSyntaxException, IOException {
        Expression left = not();
        while (!atEnd() && !is(")") && !is("-o") && !is("-or") && !is(",")) {
            if (is("-a") || is("-and")) {
                advance();
            }
            left = new And(left, not());
        }
        return left;
    }

    private Expression not() throws FindSyntaxException, IOException {
        boolean inverted = false;
        while (is("!") || is("-not")) {
            inverted = !inverted;
            advance();
        }
        Expression inner = primary();
        return inverted ? new Not(inner) : inner;
    }

    private Expression primary() throws FindSyntaxException, IOException {
        if (atEnd()) {
            throw new FindSyntaxException("the expression ends where a test should follow");
        }
        if (is("(")) {
            return parenthesized();
        }
        Expression result = named();
        advance();
        return result;
    }

    private Expression parenthesized() throws FindSyntaxException, IOException {
        if (++nesting > MAX_NESTING) {
            throw new FindSyntaxException("too many parentheses inside each other");
        }
        advance();
        Expression inner = comma();
        if (!is(")")) {
            throw new FindSyntaxException("there is no ')' for this '('");
        }
        advance();
        nesting--;
        return inner;
    }

    private Expression named() throws FindSyntaxException, IOException {
        return switch (word) {
            case "-print" -> new Does(Plain.PRINT);
            case "-print0" -> new Does(Plain.PRINT0);
            case "-ls" -> new Does(Plain.LS);
            case "-printf" -> new Does(new Action.Printf(context.printing(argument(word))));
            case "-prune" -> new Does(Plain.PRUNE);
            case "-quit" -> new Does(Plain.QUIT);
            case "-depth", "-d" -> {
                depthFirst = true;
                yield new Asks(_ -> true);
            }
            case "-maxdepth" -> {
                maxDepth = depth();
                yield new Asks(_ -> true);
            }
            case "-mindepth" -> {
                minDepth = depth();
                yield new Asks(_ -> true);
            }
            default -> new Asks(tests.parse(word));
        };
    }

    private int depth() throws FindSyntaxException {
        String option = word;
        String argument = argument(option);
        try {
            int depth = Integer.parseInt(argument);
            if (depth >= 0) {
                return depth;
            }
        } catch (NumberFormatException _) {
            // The same sentence will do.
        }
        throw new FindSyntaxException(
                "%s takes a number from 0 on, not '%s'".formatted(option, argument));
    }

    /** The word behind an option. */
    private String argument(String option) throws FindSyntaxException {
        if (!words.hasNext()) {
            throw new FindSyntaxException(option + " needs a word behind it");
        }
        return words.next();
    }

    private void advance() {
        word = words.hasNext() ? words.next() : END;
    }

    private boolean atEnd() {
        return word.isEmpty();
    }

    private boolean is(String wanted) {
        return word.equals(wanted);
    }
}
