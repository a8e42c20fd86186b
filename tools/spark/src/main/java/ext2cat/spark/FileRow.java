// SPDX-License-Identifier: Apache-2.0
package ext2cat.spark;

import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;

import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file, as Spark keeps values. What it reads of the file's contents it reads once. */
final class FileRow {

    private final Inode inode;
    private final Optional<Paths> paths;
    private final FileReader reader;
    private FileReader.Contents contents;

    FileRow(Inode inode, Optional<Paths> paths, FileReader reader) {
        this.inode = inode;
        this.paths = paths;
        this.reader = reader;
    }

    Inode inode() {
        return inode;
    }

    /** Microseconds since 1970, or null for a time that the inode does not store. */
    Object time(InodeTime time) {
        return inode.disk().times().stored(time).map(FileRow::micros).orElse(null);
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    Object firstPath() {
        List<UTF8String> all = paths.orElseThrow().of(inode.number());
        return all.isEmpty() ? null : all.getFirst();
    }

    Object allPaths() {
        return new GenericArrayData(paths.orElseThrow().of(inode.number()).toArray());
    }

    Object target() throws IOException {
        return inode.type() == FileType.SYMLINK
                ? UTF8String.fromBytes(inode.symlinkTarget())
                : null;
    }

    Object sha256() throws IOException {
        return contents().sha256();
    }

    Object md5() throws IOException {
        return contents().md5();
    }

    Object content() throws IOException {
        return contents().content();
    }

    private FileReader.Contents contents() throws IOException {
        if (contents == null) {
            contents =
                    inode.type() == FileType.REGULAR
                            ? reader.read(inode)
                            : new FileReader.Contents(null, null, null);
        }
        return contents;
    }

    Object xattrs() throws IOException {
        List<Xattr> xattrs = inode.xattrs();
        Object[] names = new Object[xattrs.size()];
        Object[] values = new Object[xattrs.size()];
        for (int i = 0; i < names.length; i++) {
            names[i] = UTF8String.fromString(xattrs.get(i).fullName());
            values[i] = xattrs.get(i).value();
        }
        return new ArrayBasedMapData(new GenericArrayData(names), new GenericArrayData(values));
    }

    /** The runs of the map, or null for a file that has none. */
    Object extents() throws IOException {
        if (!inode.hasMap()) {
            return null;
        }
        List<Object> runs = new ArrayList<>();
        inode.walkMap(
                new PassedNodes(0),
                new MapVisitor() {
                    @Override
                    public void data(long fileBlock, long diskBlock, long blocks) {
                        add(fileBlock, diskBlock, blocks, false);
                    }

                    @Override
                    public void unwritten(long fileBlock, long diskBlock, long blocks) {
                        add(fileBlock, diskBlock, blocks, true);
                    }

                    private void add(long fileBlock, long diskBlock, long blocks, boolean empty) {
                        Object[] run = {fileBlock, diskBlock, blocks, empty};
                        runs.add(new GenericInternalRow(run));
                    }

                    @Override
                    public boolean node(NodeRef node) {
                        return true;
                    }

                    @Override
                    public void damage(MapDamage damage) throws IOException {
                        throw damage.thrown(inode.number());
                    }
                });
        return new GenericArrayData(runs.toArray());
    }
}
