// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.util.CaseInsensitiveStringMap;

import java.util.Arrays;
import java.util.Locale;

/** The tables, by what the option {@code table} calls them. */
enum TableName {
    FILES(new FilesTable()),
    NAMES(new NamesTable()),
    IMAGES(new ImagesTable()),
    READS(new ReadsTable());

    private final ImageTable<?> table;

    TableName(ImageTable<?> table) {
        this.table = table;
    }

    ImageTable<?> table() {
        return table;
    }

    static TableName of(CaseInsensitiveStringMap options) {
        String name = options.getOrDefault("table", "files");
        return Arrays.stream(values())
                .filter(table -> table.toString().equalsIgnoreCase(name))
                .findAny()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no table '%s'; there are %s"
                                                .formatted(name, Arrays.toString(values()))));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
