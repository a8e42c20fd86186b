// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.types.DataType;

import java.io.IOException;

/**
 * A column of a table.
 *
 * @param <T> what a row is of
 * @param name as in SQL
 * @param type of its values
 * @param cost what it takes to tell a value
 * @param value tells it
 */
record Column<T>(String name, DataType type, Cost cost, Value<T> value) {

    /** What it takes to tell a value. */
    enum Cost {
        /** Nothing that is not at hand: rows are filtered by it before they are made. */
        NONE,
        /** A walk of the whole tree first; rows are then filtered by it, too. */
        WALK,
        /** Reads for each row. */
        READS
    }

    /** Tells a value, in the form that Spark keeps it in. */
    @FunctionalInterface
    interface Value<T> {
        /** {@return the value; null where there is none} */
        Object of(T row) throws IOException;
    }

    /** A column that costs nothing. */
    static <T> Column<T> free(String name, DataType type, Value<T> value) {
        return new Column<>(name, type, Cost.NONE, value);
    }

    /** A column that costs reads. */
    static <T> Column<T> read(String name, DataType type, Value<T> value) {
        return new Column<>(name, type, Cost.READS, value);
    }
}
