// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.volume.Inode;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.InodeScan;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A task: the rows of some groups of one image. It holds the rows of a piece of an inode table at a
 * time.
 *
 * @param <T> what a row is of
 */
final class RowReader<T> implements PartitionReader<InternalRow>, ImageTable.Sink<T> {

    /** Inodes whose rows are made at once. */
    private static final int PIECE_INODES = 256;

    private final ImageTable<T> table;
    private final ScanOptions options;
    private final List<String> columns;
    private final List<Condition> conditions;
    private final ImageSplit split;
    private final Configuration configuration;
    private final UTF8String image;
    private final Deque<InternalRow> rows = new ArrayDeque<>();
    private InternalRow row;

    private HadoopChannel channel;
    private FileSystems fileSystems;
    private boolean ended;

    private UTF8String partition;
    private Volume volume;
    private ImageTable.Finder<T> finder;
    private long next;
    private long last = -1;

    RowReader(
            ImageTable<T> table,
            ScanOptions options,
            List<String> columns,
            List<Condition> conditions,
            ImageSplit split,
            Configuration configuration) {
        this.table = table;
        this.options = options;
        this.columns = columns;
        this.conditions = conditions;
        this.split = split;
        this.configuration = configuration;
        this.image = UTF8String.fromString(split.image());
    }

    @Override
    public boolean next() throws IOException {
        while (rows.isEmpty() && !ended) {
            advance();
        }
        row = rows.poll();
        return row != null;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    /** Makes some rows: of a piece of an inode table, or of the next file system's beginning. */
    private void advance() throws IOException {
        try {
            if (next <= last) {
                scanPiece();
            } else {
                openNext();
            }
        } catch (IOException | RuntimeException e) {
            if (e instanceof FailFastException) {
                throw e;
            }
            last = -1; // nothing more of this file system
            next = 0;
            ended = fileSystems == null;
            if (split.isFirst()) {
                damage(Optional.empty(), e);
            }
        }
    }

    private void openNext() throws IOException {
        if (fileSystems == null) {
            channel = HadoopChannel.open(split.image(), split.sizeBytes(), options, configuration);
            fileSystems = FileSystems.open(channel, split.image());
        }
        Optional<FileSystems.Place> place = fileSystems.next();
        if (place.isEmpty()) {
            ended = true;
            return;
        }
        partition =
                place.get()
                        .partition()
                        .map(number -> UTF8String.fromString(number.toString()))
                        .orElse(null);
        volume = Volume.open(place.get().device());
        finder = table.in(volume, columns, options);
        long groups = volume.layout().groupsCount();
        long perGroup = volume.superblock().inodesPerGroup();
        if (split.isFirst()) {
            finder.ofFileSystem(this);
        }
        if (!finder.looksAtInodes()) {
            return;
        }
        next = split.startGroup(groups, 0) * perGroup + 1;
        last = split.startGroup(groups, 1) * perGroup;
    }

    private void scanPiece() throws IOException {
        long group = volume.layout().groupOfInode(next);
        long endOfGroup = volume.layout().firstInode(group + 1) - 1;
        long from = next;
        long to = Math.min(Math.min(last, endOfGroup), from + PIECE_INODES - 1);
        next = to + 1;
        InodeScan.scan(
                volume, from, to, this::ofInode, (_, thrown) -> damage(Optional.of(from), thrown));
    }

    private void ofInode(Inode inode) throws IOException {
        if (inode.disk().links() > 0 && inode.disk().mode() != 0) {
            finder.ofInode(inode, this);
        }
    }

    @Override
    public void row(T of) throws IOException {
        for (Condition condition : conditions) {
            if (!Boolean.TRUE.equals(condition.test(column -> value(column, of)))) {
                return;
            }
        }
        Object[] values = new Object[columns.size()];
        Optional<String> error = Optional.empty();
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = value(columns.get(i), of);
            } catch (IOException e) {
                error = Optional.of(sentence(e));
            }
        }
        add(values, error);
    }

    private Object value(String column, T of) throws IOException {
        return switch (column) {
            case ImageTable.IMAGE -> image;
            case ImageTable.PARTITION -> partition;
            case ImageTable.ERROR -> null;
            default -> table.column(column).orElseThrow().value().of(of);
        };
    }

    @Override
    public void damage(Optional<Long> inode, Exception thrown) throws IOException {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    switch (columns.get(i)) {
                        case ImageTable.IMAGE -> image;
                        case ImageTable.PARTITION -> partition;
                        case ImageTable.INODE -> inode.orElse(null);
                        default -> null;
                    };
        }
        add(values, Optional.of(sentence(thrown)));
    }

    private void add(Object[] values, Optional<String> error) throws IOException {
        if (error.isPresent()) {
            switch (options.mode()) {
                case FAILFAST -> throw new FailFastException(split.image(), error.get());
                case DROPMALFORMED -> {
                    return;
                }
                case PERMISSIVE -> {
                    int at = columns.indexOf(ImageTable.ERROR);
                    if (at >= 0) {
                        values[at] = UTF8String.fromString(error.get());
                    }
                }
            }
        }
        rows.add(new GenericInternalRow(values));
    }

    private static String sentence(Exception thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {
            new Metrics.OfTask(Metrics.BytesRead.NAME, channel == null ? 0 : channel.bytesRead()),
            new Metrics.OfTask(Metrics.Requests.NAME, channel == null ? 0 : channel.requests()),
            new Metrics.OfTask(Metrics.FilesRead.NAME, finder == null ? 0 : finder.filesRead()),
        };
    }

    @Override
    public void close() throws IOException {
        if (fileSystems != null) {
            fileSystems.close();
        }
    }

    /** Damage in the mode FAILFAST. */
    private static final class FailFastException extends IOException {
        private static final long serialVersionUID = 1;

        FailFastException(String image, String error) {
            super(image + ": " + error);
        }
    }
}
