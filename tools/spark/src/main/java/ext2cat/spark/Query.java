// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.SparkSession;

import java.io.IOException;

/** Runs one query over some images on this machine: all tables are views of their names. */
public final class Query {

    private static final int MOST_ROWS = 1000;

    private Query() {}

    /**
     * Prints what the query gives.
     *
     * @param arguments the images (a file, a folder or a glob), and the query
     * @throws IOException if Spark does not end well
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: query IMAGES SQL");
            System.exit(2);
        }
        try (SparkSession spark =
                SparkSession.builder()
                        .master("local[*]")
                        .appName("ext2")
                        .config("spark.ui.enabled", "false")
                        .config("spark.sql.shuffle.partitions", "4")
                        .getOrCreate()) {
            for (TableName table : TableName.values()) {
                spark.read()
                        .format("ext2")
                        .option("table", table.toString())
                        .load(arguments[0])
                        .createOrReplaceTempView(table.toString());
            }
            spark.sql(arguments[1]).show(MOST_ROWS, false);
        }
    }
}
