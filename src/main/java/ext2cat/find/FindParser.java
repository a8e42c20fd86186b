// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.Action.Plain;
import ext2cat.find.Expression.And;
import ext2cat.find.Expression.Asks;
import ext2cat.find.Expression.Does;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Reads an expression of find(1): tests and actions, {@code !}, {@code -a} (or nothing) which binds
 * tighter than {@code -o}, which binds tighter than a comma, and parentheses. Where there is no
 * action but {@code -prune}, what the whole expression chooses is printed.
 */
public final class FindParser {

    private static final String END = "";

    /** Parentheses inside each other, as deep as the calls that look at a file. */
    private static final int MAX_NESTING = 200;

    private final TestParser tests;
    private final FindContext context;
    private final Iterator<String> words;
    private String word;
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
            expression = expression();
        }
        return new FindQuery(
                expression.acts()
                        ? expression
                        : new And(List.of(expression, new Does(Plain.PRINT))),
                minDepth,
                maxDepth,
                depthFirst);
    }

    /** Reads to the end: no call within another, however many parentheses are. */
    private Expression expression() throws FindSyntaxException, IOException {
        Deque<Group> open = new ArrayDeque<>();
        open.push(new Group());
        while (true) {
            operand(open);
            while (is(")") && open.size() > 1) {
                Expression inner = open.pop().close();
                open.element().add(inner);
                advance();
            }
            if (is(")")) {
                throw new FindSyntaxException("there is no '(' for this ')'");
            }
            if (atEnd() && open.size() > 1) {
                throw new FindSyntaxException("there is no ')' for this '('");
            }
            if (atEnd()) {
                return open.pop().close();
            }
            operator(open.element());
        }
    }

    /** A test or an action, and what stands before it. */
    private void operand(Deque<Group> open) throws FindSyntaxException, IOException {
        while (is("!") || is("-not") || is("(")) {
            if (!is("(")) {
                open.element().invert();
            } else if (open.size() > MAX_NESTING) {
                throw new FindSyntaxException(
                        "more than %d parentheses inside each other".formatted(MAX_NESTING));
            } else {
                open.push(new Group());
            }
            advance();
        }
        if (atEnd()) {
            throw new FindSyntaxException("the expression ends where a test should follow");
        }
        open.element().add(named());
        advance();
    }

    /** What joins two operands, which may be nothing. */
    private void operator(Group group) {
        if (is(",")) {
            group.comma();
        } else if (is("-o") || is("-or")) {
            group.or();
        } else if (!is("-a") && !is("-and")) {
            return;
        }
        advance();
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
                "%s takes a number of 0 or more, not '%s'".formatted(option, argument));
    }

    /** The word after an option. */
    private String argument(String option) throws FindSyntaxException {
        if (!words.hasNext()) {
            throw new FindSyntaxException(option + " needs an argument");
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
