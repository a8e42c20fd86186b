// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A part of a WHERE that rows are filtered by before what they cost is read. */
sealed interface Condition extends Serializable {

    /** Tells the values of a row, null where there is none. */
    @FunctionalInterface
    interface Values {
        Object of(String column) throws IOException;
    }

    /** How a value is compared. */
    enum Comparison {
        EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS
    }

    /** {@return true, false, or null for SQL's unknown} */
    Boolean test(Values values) throws IOException;

    /** {@return the columns that it asks for} */
    Set<String> columns();

    record And(List<Condition> parts) implements Condition {
        @Override
        public Boolean test(Values values) throws IOException {
            Boolean all = true;
            for (Condition part : parts) {
                Boolean one = part.test(values);
                if (Boolean.FALSE.equals(one)) {
                    return false;
                }
                all = one == null ? null : all;
            }
            return all;
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }
    }

    record Or(List<Condition> parts) implements Condition {
        @Override
        public Boolean test(Values values) throws IOException {
            Boolean any = false;
            for (Condition part : parts) {
                Boolean one = part.test(values);
                if (Boolean.TRUE.equals(one)) {
                    return true;
                }
                any = one == null ? null : any;
            }
            return any;
        }

        @Override
        public Set<String> columns() {
            return union(parts);
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public Boolean test(Values values) throws IOException {
            Boolean one = part.test(values);
            return one == null ? null : !one;
        }

        @Override
        public Set<String> columns() {
            return part.columns();
        }
    }

    record IsNull(String column) implements Condition {
        @Override
        public Boolean test(Values values) throws IOException {
            return values.of(column) == null;
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    record Compared(String column, Comparison how, Object with) implements Condition {
        @Override
        public Boolean test(Values values) throws IOException {
            Object value = values.of(column);
            if (value == null) {
                return null;
            }
            return switch (how) {
                case EQUAL -> order(value) == 0;
                case LESS -> order(value) < 0;
                case AT_MOST -> order(value) <= 0;
                case MORE -> order(value) > 0;
                case AT_LEAST -> order(value) >= 0;
                case STARTS_WITH -> ((UTF8String) value).startsWith((UTF8String) with);
                case ENDS_WITH -> ((UTF8String) value).endsWith((UTF8String) with);
                case CONTAINS -> ((UTF8String) value).contains((UTF8String) with);
            };
        }

        private int order(Object value) {
            return switch (value) {
                case Number number -> Long.compare(number.longValue(), ((Number) with).longValue());
                case UTF8String text -> text.compareTo((UTF8String) with);
                case Boolean flag -> flag.compareTo((Boolean) with);
                default -> throw new IllegalStateException(column + " is not comparable");
            };
        }

        @Override
        public Set<String> columns() {
            return Set.of(column);
        }
    }

    private static Set<String> union(List<Condition> parts) {
        return parts.stream()
                .map(Condition::columns)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a value of a literal is one that is compared as columns' values are. */
    static boolean isComparable(Object value) {
        return Stream.of(Integer.class, Long.class, Short.class, Byte.class)
                        .anyMatch(type -> type.isInstance(value))
                || value instanceof UTF8String
                || value instanceof Boolean;
    }
}
