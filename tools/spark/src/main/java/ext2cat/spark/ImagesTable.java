// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import ext2cat.check.Check;
import ext2cat.check.Finding;
import ext2cat.disk.SuperblockDetails;
import ext2cat.volume.Volume;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** One row a file system: what its superblock says, and what is wrong with it. */
final class ImagesTable extends ImageTable<Volume> {

    /** Findings of one kind that are listed. */
    private static final long MOST_OF_A_KIND = 100;

    private static final StructType FINDING =
            new StructType()
                    .add("severity", StringType, false)
                    .add("problem", StringType, false)
                    .add("sentence", StringType, false);

    ImagesTable() {
        super(
                List.of(
                        text("type", volume -> volume.superblock().features().fileSystemType()),
                        text("label", volume -> details(volume).volumeName()),
                        text("uuid", volume -> details(volume).uuid().toString()),
                        Column.free("block_size", IntegerType, Volume::blockSizeBytes),
                        number("blocks", volume -> volume.superblock().blocksCount()),
                        number("free_blocks", volume -> details(volume).freeBlocksCount()),
                        number("inodes", volume -> volume.superblock().inodesCount()),
                        number("free_inodes", volume -> details(volume).freeInodesCount()),
                        number("groups", volume -> volume.superblock().groupsCount()),
                        Column.free(
                                "features",
                                DataTypes.createArrayType(StringType, false),
                                volume -> texts(volume.superblock().features().labels())),
                        text("last_mounted", volume -> details(volume).lastMounted()),
                        Column.free(
                                "created",
                                TimestampType,
                                volume -> FileRow.micros(details(volume).mkfsTime())),
                        Column.free(
                                "mounted",
                                TimestampType,
                                volume -> FileRow.micros(details(volume).mountTime())),
                        Column.free(
                                "written",
                                TimestampType,
                                volume -> FileRow.micros(details(volume).writeTime())),
                        Column.free(
                                "warnings",
                                DataTypes.createArrayType(StringType, false),
                                volume -> texts(volume.warnings())),
                        Column.read(
                                "findings",
                                DataTypes.createArrayType(FINDING, false),
                                ImagesTable::findings)));
    }

    @Override
    boolean isDivisible(Collection<String> wanted) {
        return false;
    }

    @Override
    Finder<Volume> in(Volume volume, Collection<String> wanted, ScanOptions options) {
        return new Finder<>() {
            @Override
            public void ofFileSystem(Sink<Volume> sink) throws IOException {
                sink.row(volume);
            }

            @Override
            public boolean looksAtInodes() {
                return false;
            }
        };
    }

    private static Column<Volume> text(String name, Function<Volume, String> value) {
        return Column.free(name, StringType, volume -> UTF8String.fromString(value.apply(volume)));
    }

    private static Column<Volume> number(String name, Function<Volume, Long> value) {
        return Column.free(name, LongType, value::apply);
    }

    private static SuperblockDetails details(Volume volume) {
        return volume.superblock().details();
    }

    private static Object texts(List<String> texts) {
        return new GenericArrayData(texts.stream().map(UTF8String::fromString).toArray());
    }

    /** What {@code ext2 check} finds. */
    private static Object findings(Volume volume) throws IOException {
        List<Object> found = new ArrayList<>();
        new Check(volume).run(MOST_OF_A_KIND, finding -> found.add(row(finding)));
        return new GenericArrayData(found.toArray());
    }

    private static Object row(Finding finding) {
        Object[] values = {
            UTF8String.fromString(finding.problem().severity().label()),
            UTF8String.fromString(finding.problem().label()),
            UTF8String.fromString(finding.sentence())
        };
        return new GenericInternalRow(values);
    }
}
