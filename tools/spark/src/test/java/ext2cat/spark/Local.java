// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

import java.nio.file.Path;

/** Spark with two tasks at a time in the JVM of the tests, shared by all of them. */
final class Local {

    private Local() {}

    static SparkSession spark() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("test")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
    }

    static Dataset<Row> read(TableName table, Path... images) {
        String[] paths = new String[images.length];
        for (int i = 0; i < paths.length; i++) {
            paths[i] = images[i].toString();
        }
        return spark().read().format("ext2").option("table", table.toString()).load(paths);
    }
}
