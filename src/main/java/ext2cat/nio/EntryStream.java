// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.walk.DirectoryEntries;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The entries of a directory in the order in which they lie there. What is damaged is left out, and
 * the iterator says so when all that can be read was given: then it throws what was wrong first,
 * with what else was wrong as its suppressed exceptions.
 *
 * <p>It is at its end as soon as it, or the file system, is closed.
 */
final class EntryStream implements DirectoryStream<Path> {

    /** Of more damage than that, nothing more is told. */
    private static final int MOST_TOLD = 64;

    private final Ext2Path directory;
    private final DirectoryEntries entries;
    private final Filter<? super Path> filter;
    private @Nullable IOException damage;
    private boolean given;
    private boolean closed;

    EntryStream(Ext2Path directory, Inode inode, Filter<? super Path> filter) throws IOException {
        this.directory = directory;
        this.filter = filter;
        this.entries =
                new DirectoryEntries(
                        TreePath.ROOT,
                        inode,
                        TreeWalk.Order.DIRECTORY,
                        (_, thrown) -> remember(thrown));
    }

    private void remember(IOException thrown) {
        if (damage == null) {
            damage = thrown;
        } else if (damage.getSuppressed().length < MOST_TOLD) {
            damage.addSuppressed(thrown);
        }
    }

    @Override
    public synchronized Iterator<Path> iterator() {
        if (given || closed) {
            throw new IllegalStateException(
                    closed ? "the stream is closed" : "the iterator was given already");
        }
        given = true;
        return new Entries();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }

    /** The next entry that the filter lets through; null at the end. */
    private synchronized @Nullable Path next() {
        try {
            while (!closed && directory.getFileSystem().isOpen()) {
                Optional<TreeEntry> entry = entries.next();
                if (entry.isEmpty()) {
                    closed = true;
                    throwDamage();
                    return null;
                }
                Path path = directory.entry(entry.get().name(), entry.get().number());
                if (filter.accept(path)) {
                    return path;
                }
            }
            return null;
        } catch (IOException e) {
            throw new DirectoryIteratorException(e);
        }
    }

    private void throwDamage() throws IOException {
        if (damage != null) {
            throw damage;
        }
    }

    private final class Entries implements Iterator<Path> {

        private @Nullable Path ahead;

        @Override
        public boolean hasNext() {
            if (ahead == null) {
                ahead = EntryStream.this.next();
            }
            return ahead != null;
        }

        @Override
        public Path next() {
            if (!hasNext() || !(ahead instanceof Path path)) {
                throw new NoSuchElementException();
            }
            ahead = null;
            return path;
        }
    }
}
