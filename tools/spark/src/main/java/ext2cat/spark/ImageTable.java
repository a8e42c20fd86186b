// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A table: its columns, and how its rows are found in a file system. Each table has {@code image},
 * {@code partition} and {@code error}, too.
 *
 * @param <T> what a row is of
 */
abstract class ImageTable<T> {

    static final String IMAGE = "image";
    static final String PARTITION = "partition";
    static final String INODE = "inode";
    static final String ERROR = "error";

    /** Takes rows. */
    interface Sink<T> {
        void row(T row) throws IOException;

        /** What cannot be read, as a row of its own. */
        void damage(Optional<Long> inode, Exception thrown) throws IOException;
    }

    /** Finds the rows in one file system. */
    interface Finder<T> {
        /** Rows that belong to the file system as a whole. */
        default void ofFileSystem(Sink<T> sink) throws IOException {}

        /** Whether there are rows of inodes. */
        default boolean looksAtInodes() {
            return true;
        }

        /** How many files were read for contents. */
        default long filesRead() {
            return 0;
        }

        /** Rows that belong to an inode in use. */
        default void ofInode(Inode inode, Sink<T> sink) throws IOException {}
    }

    private final List<Column<T>> columns;

    ImageTable(List<Column<T>> columns) {
        this.columns = columns;
    }

    final StructType schema() {
        StructType schema =
                new StructType()
                        .add(IMAGE, DataTypes.StringType, false)
                        .add(PARTITION, DataTypes.StringType);
        for (Column<T> column : columns) {
            schema = schema.add(column.name(), column.type());
        }
        return schema.add(ERROR, DataTypes.StringType);
    }

    final Optional<Column<T>> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findAny();
    }

    /** Whether rows can be filtered by a column before they are made. */
    final boolean isFilter(String name) {
        return name.equals(IMAGE)
                || name.equals(PARTITION)
                || column(name).filter(found -> found.cost() != Column.Cost.READS).isPresent();
    }

    /** Whether several tasks can share an image without doing the same work. */
    boolean isDivisible(Collection<String> wanted) {
        return wanted.stream()
                .noneMatch(
                        name ->
                                column(name)
                                        .filter(found -> found.cost() == Column.Cost.WALK)
                                        .isPresent());
    }

    /** Begins to find rows; {@code wanted} are the columns that will be asked for. */
    abstract Finder<T> in(Volume volume, Collection<String> wanted, ScanOptions options)
            throws IOException;
}
