// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.inspect.DeletedNames;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.Volume;

import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One row an entry of a directory in use, and one a deleted name that still lies there. */
final class NamesTable extends ImageTable<NamesTable.Name> {

    /**
     * A name.
     *
     * @param directory the inode of its directory; empty for a deleted name
     * @param deletedPath where a deleted name was
     */
    record Name(
            Optional<Long> directory,
            FileName name,
            long inode,
            FileType type,
            Optional<String> deletedPath) {}

    NamesTable() {
        super(
                List.of(
                        Column.free("directory", LongType, name -> name.directory().orElse(null)),
                        Column.free(
                                "name",
                                StringType,
                                name -> UTF8String.fromString(name.name().toString())),
                        Column.free(INODE, LongType, Name::inode),
                        Column.free(
                                "type",
                                StringType,
                                name -> UTF8String.fromString(name.type().label())),
                        Column.free("deleted", BooleanType, name -> name.deletedPath().isPresent()),
                        Column.free(
                                "deleted_path",
                                StringType,
                                name ->
                                        name.deletedPath()
                                                .map(UTF8String::fromString)
                                                .orElse(null))));
    }

    @Override
    Finder<Name> in(Volume volume, Collection<String> wanted, ScanOptions options) {
        return new Finder<>() {
            @Override
            public void ofFileSystem(Sink<Name> sink) throws IOException {
                DeletedNames.find(
                        volume,
                        (path, entry) ->
                                sink.row(
                                        new Name(
                                                Optional.empty(),
                                                entry.name(),
                                                entry.inode(),
                                                entry.fileType(),
                                                Optional.of(path.toString()))),
                        (_, _) -> {}); // the directory's own rows say what cannot be read
            }

            @Override
            public void ofInode(Inode inode, Sink<Name> sink) throws IOException {
                if (inode.isDirectory()) {
                    entries(inode, sink);
                }
            }
        };
    }

    private static void entries(Inode directory, Sink<Name> sink) throws IOException {
        Optional<Long> number = Optional.of(directory.number());
        List<TreeEntry> entries;
        try {
            entries = directory.list();
        } catch (IOException e) {
            sink.damage(number, e);
            return;
        }
        for (TreeEntry entry : entries) {
            sink.row(new Name(number, entry.name(), entry.number(), type(entry), Optional.empty()));
        }
    }

    private static FileType type(TreeEntry entry) {
        try {
            return entry.type();
        } catch (IOException _) {
            return FileType.UNKNOWN; // the table of files says why its inode cannot be read
        }
    }
}
