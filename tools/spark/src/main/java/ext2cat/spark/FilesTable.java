// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import ext2cat.disk.InodeTime;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One row an inode in use. */
final class FilesTable extends ImageTable<FileRow> {

    private static final StructType EXTENT =
            new StructType()
                    .add("file_block", LongType, false)
                    .add("disk_block", LongType, false)
                    .add("blocks", LongType, false)
                    .add("unwritten", DataTypes.BooleanType, false);

    FilesTable() {
        super(
                List.of(
                        Column.free(INODE, LongType, file -> file.inode().number()),
                        Column.free(
                                "type",
                                StringType,
                                file -> UTF8String.fromString(file.inode().type().label())),
                        Column.free("mode", IntegerType, file -> file.inode().disk().mode()),
                        Column.free("uid", LongType, file -> file.inode().owner()),
                        Column.free("gid", LongType, file -> file.inode().group()),
                        Column.free("links", IntegerType, file -> file.inode().disk().links()),
                        Column.free("size", LongType, file -> file.inode().sizeBytes()),
                        Column.free(
                                "blocks", LongType, file -> file.inode().disk().allocatedSectors()),
                        Column.free("atime", TimestampType, file -> file.time(InodeTime.ATIME)),
                        Column.free("mtime", TimestampType, file -> file.time(InodeTime.MTIME)),
                        Column.free("ctime", TimestampType, file -> file.time(InodeTime.CTIME)),
                        Column.free("crtime", TimestampType, file -> file.time(InodeTime.CRTIME)),
                        Column.free("flags", LongType, file -> file.inode().disk().flagBits()),
                        new Column<>("path", StringType, Column.Cost.WALK, FileRow::firstPath),
                        new Column<>(
                                "paths",
                                DataTypes.createArrayType(StringType, false),
                                Column.Cost.WALK,
                                FileRow::allPaths),
                        Column.read("target", StringType, FileRow::target),
                        Column.read(
                                "extents",
                                DataTypes.createArrayType(EXTENT, false),
                                FileRow::extents),
                        Column.read(
                                "xattrs",
                                DataTypes.createMapType(StringType, BinaryType, false),
                                FileRow::xattrs),
                        Column.read("sha256", BinaryType, FileRow::sha256),
                        Column.read("md5", BinaryType, FileRow::md5),
                        Column.read("content", BinaryType, FileRow::content)));
    }

    @Override
    Finder<FileRow> in(Volume volume, Collection<String> wanted, ScanOptions options)
            throws IOException {
        FileReader reader =
                new FileReader(
                        wanted.contains("sha256"),
                        wanted.contains("md5"),
                        wanted.contains("content") ? options.contentBytes() : 0);
        Optional<Paths> paths =
                isDivisible(wanted) ? Optional.empty() : Optional.of(Paths.of(volume));
        return new Finder<>() {
            @Override
            public long filesRead() {
                return reader.filesRead();
            }

            @Override
            public void ofFileSystem(Sink<FileRow> sink) throws IOException {
                for (IOException damage : paths.map(Paths::damage).orElse(List.of())) {
                    sink.damage(Optional.empty(), damage);
                }
            }

            @Override
            public void ofInode(Inode inode, Sink<FileRow> sink) throws IOException {
                sink.row(new FileRow(inode, paths, reader));
            }
        };
    }
}
