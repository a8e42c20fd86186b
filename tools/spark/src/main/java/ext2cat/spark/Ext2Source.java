// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

import java.util.Map;
import java.util.Set;

/** The data source that Spark finds by the name {@code ext2}. */
public final class Ext2Source implements TableProvider, DataSourceRegister {

    /** Called by Spark. */
    public Ext2Source() {}

    @Override
    public String shortName() {
        return "ext2";
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return TableName.of(options).table().schema();
    }

    @Override
    public Table getTable(
            StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new Readable(new CaseInsensitiveStringMap(properties));
    }

    /** A table over the images that the options name. */
    private record Readable(CaseInsensitiveStringMap options) implements Table, SupportsRead {

        @Override
        public String name() {
            return "ext2 " + TableName.of(options);
        }

        @Override
        @SuppressWarnings("deprecation")
        public StructType schema() {
            return TableName.of(options).table().schema();
        }

        @Override
        public Set<TableCapability> capabilities() {
            return Set.of(TableCapability.BATCH_READ);
        }

        @Override
        public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofRead) {
            return new ImageScanBuilder(ScanOptions.of(ofRead));
        }
    }
}
