// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.spark.Condition.Compared;
import ext2cat.spark.Condition.Comparison;

import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.NamedReference;
import org.apache.spark.sql.connector.expressions.filter.Predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Translates Spark's predicates, as far as there is a {@link Condition} that says the same. */
final class Conditions {

    private Conditions() {}

    static Optional<Condition> of(Expression predicate) {
        return predicate instanceof Predicate known ? of(known) : Optional.empty();
    }

    private static Optional<Condition> of(Predicate predicate) {
        Expression[] of = predicate.children();
        return switch (predicate.name()) {
            case "AND" -> parts(of).map(Condition.And::new);
            case "OR" -> parts(of).map(Condition.Or::new);
            case "NOT" -> of(of[0]).map(Condition.Not::new);
            case "IS_NULL" -> column(of[0]).map(Condition.IsNull::new);
            case "IS_NOT_NULL" ->
                    column(of[0]).map(column -> new Condition.Not(new Condition.IsNull(column)));
            case "IN" -> in(of);
            case "=" -> compared(of, Comparison.EQUAL, Comparison.EQUAL);
            case "<>" -> compared(of, Comparison.EQUAL, Comparison.EQUAL).map(Condition.Not::new);
            case "<" -> compared(of, Comparison.LESS, Comparison.MORE);
            case "<=" -> compared(of, Comparison.AT_MOST, Comparison.AT_LEAST);
            case ">" -> compared(of, Comparison.MORE, Comparison.LESS);
            case ">=" -> compared(of, Comparison.AT_LEAST, Comparison.AT_MOST);
            case "STARTS_WITH" -> compared(of[0], Comparison.STARTS_WITH, of[1]);
            case "ENDS_WITH" -> compared(of[0], Comparison.ENDS_WITH, of[1]);
            case "CONTAINS" -> compared(of[0], Comparison.CONTAINS, of[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<List<Condition>> parts(Expression[] of) {
        List<Condition> parts = new ArrayList<>();
        for (Expression part : of) {
            Optional<Condition> known = of(part);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            parts.add(known.get());
        }
        return Optional.of(List.copyOf(parts));
    }

    private static Optional<Condition> in(Expression[] of) {
        List<Condition> any = new ArrayList<>();
        for (Expression value : Arrays.asList(of).subList(1, of.length)) {
            Optional<Condition> one = compared(of[0], Comparison.EQUAL, value);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            any.add(one.get());
        }
        return Optional.of(new Condition.Or(List.copyOf(any)));
    }

    /** A comparison whose column may stand on either side. */
    private static Optional<Condition> compared(
            Expression[] of, Comparison how, Comparison swapped) {
        return compared(of[0], how, of[1]).or(() -> compared(of[1], swapped, of[0]));
    }

    private static Optional<Condition> compared(
            Expression column, Comparison how, Expression with) {
        return column(column)
                .filter(
                        _ ->
                                with instanceof Literal<?> literal
                                        && Condition.isComparable(literal.value()))
                .map(name -> new Compared(name, how, ((Literal<?>) with).value()));
    }

    private static Optional<String> column(Expression column) {
        return column instanceof NamedReference reference && reference.fieldNames().length == 1
                ? Optional.of(reference.fieldNames()[0])
                : Optional.empty();
    }
}
