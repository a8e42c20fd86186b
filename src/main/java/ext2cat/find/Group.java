// SPDX-License-Identifier: Apache-2.0
package ext2cat.find;

import ext2cat.find.Expression.And;
import ext2cat.find.Expression.Comma;
import ext2cat.find.Expression.Not;
import ext2cat.find.Expression.Or;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What stands between two parentheses, as far as it was read. */
final class Group {
    private final List<Expression> commas = new ArrayList<>();
    private final List<Expression> ors = new ArrayList<>();
    private final List<Expression> ands = new ArrayList<>();
    private boolean inverted;

    /** The next operand is to be false instead of true. */
    void invert() {
        inverted = !inverted;
    }

    void add(Expression operand) {
        ands.add(inverted ? new Not(operand) : operand);
        inverted = false;
    }

    /** An alternative begins. */
    void or() {
        ors.add(joined(ands, And::new));
        ands.clear();
    }

    /** An expression of its own begins. */
    void comma() {
        or();
        commas.add(joined(ors, Or::new));
        ors.clear();
    }

    /** The whole. */
    Expression close() {
        comma();
        return joined(commas, Comma::new);
    }

    private static Expression joined(
            List<Expression> parts, Function<List<Expression>, Expression> join) {
        return parts.size() == 1 ? parts.getFirst() : join.apply(parts);
    }
}
