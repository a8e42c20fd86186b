// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;

/**
 * Copies a tree with the methods of {@link Files}: directories, files, hard links and symlinks, as
 * far as the target can have the names. Files of 8 MiB and more, which are sparse, become empty.
 */
final class TreeCopy extends SimpleFileVisitor<Path> {

    private static final long MOST_BYTES = 8 << 20;

    private final Path from;
    private final Path to;
    private final Map<Object, Path> copied = new HashMap<>();

    private TreeCopy(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    static Path of(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new TreeCopy(from, to));
        return to;
    }

    private Path target(Path source) {
        return to.resolve(from.relativize(source).toString());
    }

    private static boolean isPlain(Path path) {
        return FileTreeContract.isUtf8(((Ext2Path) path).toBytes());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
            throws IOException {
        if (!isPlain(directory)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        Files.createDirectories(target(directory));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!isPlain(file)) {
            return FileVisitResult.CONTINUE;
        }
        Path target = target(file);
        Path first = copied.putIfAbsent(attributes.fileKey(), target);
        if (first != null) {
            Files.createLink(target, first);
        } else if (attributes.isSymbolicLink()) {
            Files.createSymbolicLink(
                    target, to.getFileSystem().getPath(Files.readSymbolicLink(file).toString()));
        } else if (attributes.isRegularFile() && attributes.size() < MOST_BYTES) {
            Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return FileVisitResult.CONTINUE;
    }
}
