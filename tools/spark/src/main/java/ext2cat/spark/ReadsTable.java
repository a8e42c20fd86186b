// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.apache.spark.sql.types.DataTypes.LongType;

import ext2cat.disk.FileType;
import ext2cat.readorder.OrderSummary;
import ext2cat.readorder.Predictor;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** One row a regular file: the requests that Linux makes when {@code cat} reads it. */
final class ReadsTable extends ImageTable<ReadsTable.File> {

    /** A file whose reads are predicted when they are first asked for. */
    static final class File {
        private final Inode inode;
        private OrderSummary summary;

        File(Inode inode) {
            this.inode = inode;
        }

        private OrderSummary summary() throws IOException {
            if (summary == null) {
                summary = Predictor.of(inode).predict().summary();
            }
            return summary;
        }
    }

    ReadsTable() {
        super(
                List.of(
                        Column.free(INODE, LongType, file -> file.inode.number()),
                        Column.free("size", LongType, file -> file.inode.sizeBytes()),
                        predicted("reads", OrderSummary::reads),
                        predicted("bytes", OrderSummary::bytes),
                        predicted("metadata_reads", OrderSummary::metadataReads),
                        predicted("sequential", OrderSummary::sequentialReads),
                        predicted("seeks_forward", summary -> summary.forward().count()),
                        predicted("seeks_backward", summary -> summary.backward().count()),
                        predicted(
                                "median_backward_sectors",
                                summary -> summary.backward().medianSectors())));
    }

    @Override
    Finder<File> in(Volume volume, Collection<String> wanted, ScanOptions options) {
        return new Finder<>() {
            @Override
            public void ofInode(Inode inode, Sink<File> sink) throws IOException {
                if (inode.type() == FileType.REGULAR) {
                    sink.row(new File(inode));
                }
            }
        };
    }

    private static Column<File> predicted(String name, Function<OrderSummary, Long> value) {
        return Column.read(name, LongType, file -> value.apply(file.summary()));
    }
}
