// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.path;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.DirectoryReader;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks one path (link_path_walk). {@code ..} leads back the way that the walk came, and at the
 * root nowhere; so neither it nor a symlink leads out of the image, whatever the image says.
 */
final class PathWalk {

    /** MAXSYMLINKS: how many symlinks one walk may follow. */
    private static final int MAX_SYMLINKS = 40;

    private final Volume volume;
    private final Deque<Located> way = new ArrayDeque<>();
    private int symlinks;

    PathWalk(Volume volume) {
        this.volume = volume;
    }

    Located follow(ImagePath path) throws IOException {
        return walk(path, true);
    }

    Located noFollow(ImagePath path) throws IOException {
        return walk(path, path.mustBeDirectory());
    }

    private Located walk(ImagePath path, boolean followLast) throws IOException {
        way.push(new Located(TreePath.ROOT, volume.root()));
        step(path, path, followLast);
        if (path.mustBeDirectory() && !way.peek().inode().isDirectory()) {
            throw new NotDirectoryException(path.text());
        }
        return way.peek();
    }

    /**
     * Walks the parts of one path: the one asked for, or the target of a symlink on it.
     *
     * @param whole the path asked for, which messages name
     */
    private void step(ImagePath path, ImagePath whole, boolean followLast) throws IOException {
        for (int i = 0; i < path.parts().size(); i++) {
            List<FileName> readings = path.parts().get(i);
            boolean last = i == path.parts().size() - 1;
            if (!way.peek().inode().isDirectory()) {
                throw new NotDirectoryException(whole.text());
            }
            if (readings.contains(FileName.DOT)) {
                continue;
            }
            if (readings.contains(FileName.DOT_DOT)) {
                if (way.size() > 1) {
                    way.pop();
                }
                continue;
            }
            Located next = find(way.peek(), readings, whole);
            if (next.inode().type() == FileType.SYMLINK && (!last || followLast)) {
                followSymlink(next.inode(), whole);
            } else {
                way.push(next);
            }
        }
    }

    private void followSymlink(Inode symlink, ImagePath whole) throws IOException {
        if (++symlinks > MAX_SYMLINKS) {
            throw new FileSystemLoopException(whole.text());
        }
        ImagePath target = ImagePath.exact(symlink.symlinkTarget());
        if (target.text().isEmpty()) {
            throw new NoSuchFileException(whole.text()); // as Linux says of an empty path
        }
        if (target.absolute()) {
            while (way.size() > 1) {
                way.pop();
            }
        }
        step(target, whole, true);
        if (target.mustBeDirectory() && !way.peek().inode().isDirectory()) {
            throw new NotDirectoryException(whole.text());
        }
    }

    private Located find(Located directory, List<FileName> readings, ImagePath whole)
            throws IOException {
        for (FileName name : readings) {
            Optional<Inode> found = find(directory.inode(), name);
            if (found.isPresent()) {
                return new Located(directory.path().child(name), found.get());
            }
        }
        throw new NoSuchFileException(whole.text());
    }

    /**
     * Looks a name up (ext2_lookup). What is damaged is reported only if the name is nowhere else:
     * an entry of that name, or a block that may hide one.
     */
    private Optional<Inode> find(Inode directory, FileName name) throws IOException {
        DirectoryReader reader = new DirectoryReader(directory);
        Optional<CorruptImageException> damage = Optional.empty();
        while (true) {
            try {
                if (!reader.find(name)) {
                    break;
                }
                Inode inode = volume.inode(reader.entry().inode());
                inode.verifyInUse();
                return Optional.of(inode);
            } catch (CorruptImageException e) {
                damage = damage.or(() -> Optional.of(e));
            }
        }
        if (damage.isPresent()) {
            throw damage.get();
        }
        return Optional.empty();
    }
}
