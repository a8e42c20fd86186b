// SPDX-License-Identifier: Apache-2.0
package ext2cat.diff;

import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeTime;
import ext2cat.disk.Xattr;
import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.walk.DirectoryEntries;
import ext2cat.volume.walk.Xattrs;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A file of an image, to be compared with one of another image or of this machine. */
final class ComparedInode implements ComparedFile {

    private final ImageTree tree;
    private final FileName name;
    private final Inode inode;

    ComparedInode(ImageTree tree, FileName name, Inode inode) {
        this.tree = tree;
        this.name = name;
        this.inode = inode;
    }

    @Override
    public FileName name() {
        return name;
    }

    @Override
    public FileType type() {
        return inode.type();
    }

    @Override
    public int permissions() {
        return inode.disk().permissions();
    }

    @Override
    public long uid() {
        return inode.disk().uid();
    }

    @Override
    public long gid() {
        return inode.disk().gid();
    }

    @Override
    public long sizeBytes() {
        return inode.sizeBytes();
    }

    @Override
    public Instant modificationTime() {
        return inode.disk().times().of(InodeTime.MTIME);
    }

    @Override
    public long links() {
        return inode.disk().links();
    }

    @Override
    public Object identity() {
        return inode.number();
    }

    @Override
    public String device() {
        return inode.disk().deviceNumber().toString();
    }

    @Override
    public FileName target() throws IOException {
        return FileName.of(inode.symlinkTarget());
    }

    @Override
    public SortedMap<String, FileName> xattrs(Damage damage) throws IOException {
        SortedMap<String, FileName> all = new TreeMap<>();
        for (Xattr xattr : Xattrs.of(inode, (_, thrown) -> damage.tell(FileName.of(""), thrown))) {
            all.put(xattr.fullName(), FileName.of(xattr.value()));
        }
        return all;
    }

    @Override
    public List<ComparedFile> entries(Damage damage) throws IOException {
        tree.entered().enter(inode);
        // Of the entries only the names are used, so the directory may have any path.
        DirectoryEntries found =
                new DirectoryEntries(
                        TreePath.ROOT,
                        inode,
                        TreeWalk.Order.DIRECTORY,
                        (_, thrown) -> damage.tell(FileName.of(""), thrown));
        List<ComparedFile> entries = new ArrayList<>();
        for (Optional<TreeEntry> entry = found.next(); entry.isPresent(); entry = found.next()) {
            if (entries.size() == tree.maxEntries()) {
                damage.tell(FileName.of(""), tooMany());
                break;
            }
            add(entries, entry.get(), damage);
        }
        entries.sort(Comparator.comparing(ComparedFile::name));
        return entries;
    }

    private IOException tooMany() {
        return new FileSystemException(
                "",
                null,
                "of more than %d entries the rest is not compared".formatted(tree.maxEntries()));
    }

    private void add(List<ComparedFile> entries, TreeEntry entry, Damage damage)
            throws IOException {
        try {
            entries.add(new ComparedInode(tree, entry.name(), entry.inode()));
        } catch (IOException e) {
            damage.tell(entry.name(), e);
        }
    }

    @Override
    public ComparedContents open() throws IOException {
        Contents contents = inode.contents();
        return new ComparedContents() {

            @Override
            public long nextData(long fromBytes) throws IOException {
                return contents.nextData(fromBytes);
            }

            @Override
            public void read(long positionBytes, MemorySegment memory) throws IOException {
                contents.read(positionBytes, memory);
            }

            @Override
            public void close() {}
        };
    }
}
