// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** A read that is planned: which images, which columns, which rows. */
final class ImageScan implements Scan, Batch, SupportsReportStatistics {

    private static final int MOST_PARTS = 4096;

    /** These are expanded whole, so that each task more would expand them again. */
    private static final Pattern COMPRESSED =
            Pattern.compile(".*\\.(gz|xz|zst|bz2|lz4|lzma)", Pattern.CASE_INSENSITIVE);

    private final ScanOptions options;
    private final StructType columns;
    private final List<Condition> conditions;

    ImageScan(ScanOptions options, StructType columns, List<Condition> conditions) {
        this.options = options;
        this.columns = columns;
        this.conditions = conditions;
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    @Override
    public String description() {
        return "ext2 %s of %s, columns %s, filtered by %s"
                .formatted(options.table(), options.paths(), List.of(columns.names()), conditions);
    }

    @Override
    public Batch toBatch() {
        return this;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return Metrics.all();
    }

    /** The bytes of the images: metadata is a part of them, and the optimiser asks for a bound. */
    @Override
    public Statistics estimateStatistics() {
        long bytes = images().stream().mapToLong(FileStatus::getLen).sum();
        return new Statistics() {
            @Override
            public OptionalLong sizeInBytes() {
                return OptionalLong.of(bytes);
            }

            @Override
            public OptionalLong numRows() {
                return OptionalLong.empty();
            }
        };
    }

    @Override
    public InputPartition[] planInputPartitions() {
        List<InputPartition> splits = new ArrayList<>();
        for (FileStatus image : images()) {
            int parts = parts(image);
            for (int index = 0; index < parts; index++) {
                splits.add(
                        new ImageSplit(
                                image.getPath().toString(),
                                image.getLen(),
                                index,
                                parts,
                                hosts(image, image.getLen() / parts * index)));
            }
        }
        return splits.toArray(InputPartition[]::new);
    }

    private int parts(FileStatus image) {
        if (!options.table().table().isDivisible(List.of(columns.names()))
                || COMPRESSED.matcher(image.getPath().getName()).matches()) {
            return 1;
        }
        return Math.clamp(image.getLen() / options.splitBytes(), 1, MOST_PARTS);
    }

    private List<FileStatus> images() {
        try {
            List<FileStatus> images = new ArrayList<>();
            for (String pattern : options.paths()) {
                Path path = new Path(pattern);
                FileSystem fileSystem = path.getFileSystem(configuration());
                FileStatus[] found = fileSystem.globStatus(path);
                if (found == null || found.length == 0) {
                    throw new FileNotFoundException(pattern + ": no such image");
                }
                for (FileStatus one : found) {
                    FileStatus[] files =
                            one.isDirectory()
                                    ? fileSystem.listStatus(one.getPath())
                                    : new FileStatus[] {one};
                    Arrays.stream(files).filter(this::isWanted).forEach(images::add);
                }
            }
            return images;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isWanted(FileStatus file) {
        UTF8String name = UTF8String.fromString(file.getPath().toString());
        return file.isFile()
                && conditions.stream()
                        .filter(each -> each.columns().equals(Set.of(ImageTable.IMAGE)))
                        .allMatch(each -> isTrue(each, name));
    }

    private static boolean isTrue(Condition condition, UTF8String image) {
        try {
            return Boolean.TRUE.equals(condition.test(_ -> image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> hosts(FileStatus image, long position) {
        try {
            var places =
                    image.getPath()
                            .getFileSystem(configuration())
                            .getFileBlockLocations(image, position, 1);
            return places.length == 0
                    ? List.of()
                    : Arrays.stream(places[0].getHosts())
                            .filter(host -> !host.equals("localhost"))
                            .toList();
        } catch (IOException e) {
            return List.of(); // a task anywhere can read it, or say why not
        }
    }

    private static Configuration configuration() {
        return SparkSession.active().sparkContext().hadoopConfiguration();
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        return new Factory(
                options,
                List.of(columns.names()),
                conditions,
                new SerializableConfiguration(configuration()));
    }

    /** What an executor is sent. */
    private record Factory(
            ScanOptions options,
            List<String> columns,
            List<Condition> conditions,
            SerializableConfiguration configuration)
            implements PartitionReaderFactory {

        private static final long serialVersionUID = 1;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition split) {
            return new RowReader<>(
                    options.table().table(),
                    options,
                    columns,
                    conditions,
                    (ImageSplit) split,
                    configuration.value());
        }
    }
}
