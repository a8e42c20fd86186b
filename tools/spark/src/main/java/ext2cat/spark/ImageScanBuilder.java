// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.connector.read.SupportsPushDownV2Filters;
import org.apache.spark.sql.types.StructType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes from the optimiser which columns are wanted, and which rows. Spark tests all predicates
 * again: what is pushed only spares work.
 */
final class ImageScanBuilder
        implements ScanBuilder, SupportsPushDownRequiredColumns, SupportsPushDownV2Filters {

    private final ScanOptions options;
    private StructType columns;
    private final List<Predicate> pushed = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    ImageScanBuilder(ScanOptions options) {
        this.options = options;
        this.columns = options.table().table().schema();
    }

    @Override
    public void pruneColumns(StructType wanted) {
        StructType whole = options.table().table().schema();
        columns = new StructType();
        // Of a struct Spark may want some fields only; it gets all of them, so the order stays.
        for (String name : wanted.fieldNames()) {
            columns = columns.add(whole.apply(name));
        }
    }

    @Override
    public Predicate[] pushPredicates(Predicate[] predicates) {
        for (Predicate predicate : predicates) {
            Optional<Condition> condition = Conditions.of(predicate);
            if (condition.isPresent()
                    && condition.get().columns().stream()
                            .allMatch(options.table().table()::isFilter)) {
                pushed.add(predicate);
                conditions.add(condition.get());
            }
        }
        return predicates;
    }

    @Override
    public Predicate[] pushedPredicates() {
        return pushed.toArray(Predicate[]::new);
    }

    @Override
    public Scan build() {
        return new ImageScan(options, columns, List.copyOf(conditions));
    }
}
