// SPDX-License-Identifier: Apache-2.0

/**
 * Apache Spark's data source {@code ext2}: the file systems in many images as tables. {@link
 * ext2cat.spark.Ext2Source} is what Spark finds; an {@link ext2cat.spark.ImageScan} plans which
 * task reads which groups of which image, and a {@link ext2cat.spark.RowReader} is such a task.
 */
package ext2cat.spark;
