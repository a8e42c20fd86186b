// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.FileName;
import ext2cat.volume.path.ImagePath;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A path in an image: names, which are bytes. A relative one begins at the root, since nothing else
 * is there that it could begin at. The empty path has one name, which is empty.
 */
final class Ext2Path implements Path {

    private static final FileName NOTHING = FileName.of("");

    /** Of no inode. */
    private static final long UNKNOWN = 0;

    private final Ext2FileSystem fileSystem;
    private final boolean absolute;
    private final List<FileName> names;

    /**
     * The inode that the directory entry names from which the path comes. Nothing changes in an
     * image, so what the path leads to, a symlink itself, need not be looked up again.
     */
    private final long inode;

    /** The directory that has that entry; null if it comes from elsewhere. */
    private final @Nullable Ext2Path directory;

    private @Nullable String text;

    private Ext2Path(Ext2FileSystem fileSystem, boolean absolute, List<FileName> names) {
        this(fileSystem, absolute, names, UNKNOWN, null);
    }

    private Ext2Path(
            Ext2FileSystem fileSystem,
            boolean absolute,
            List<FileName> names,
            long inode,
            @Nullable Ext2Path directory) {
        this.fileSystem = fileSystem;
        this.absolute = absolute;
        this.names = names.isEmpty() && !absolute ? List.of(NOTHING) : names;
        this.inode = inode;
        this.directory = directory;
    }

    /** The path of these bytes: names divided by slashes, absolute if a slash comes first. */
    static Ext2Path of(Ext2FileSystem fileSystem, byte[] bytes) {
        List<FileName> names = new ArrayList<>();
        int start = 0;
        for (int at = 0; at <= bytes.length; at++) {
            if (at == bytes.length || bytes[at] == '/') {
                if (at > start) {
                    names.add(FileName.of(bytes, start, at));
                }
                start = at + 1;
            }
        }
        boolean absolute = bytes.length > 0 && bytes[0] == '/';
        return new Ext2Path(fileSystem, absolute, List.copyOf(names));
    }

    /** The absolute path of these names. */
    static Ext2Path absolute(Ext2FileSystem fileSystem, List<FileName> names) {
        return new Ext2Path(fileSystem, true, names);
    }

    /** That path, if it is one of an image. */
    static Ext2Path of(Path path) {
        if (Objects.requireNonNull(path) instanceof Ext2Path own) {
            return own;
        }
        throw new ProviderMismatchException(path + " is not a path in an image");
    }

    /** The path of an entry of this directory. */
    Ext2Path entry(FileName name, long entryInode) {
        return new Ext2Path(fileSystem, absolute, joined(List.of(name)), entryInode, this);
    }

    private Ext2Path derived(boolean isAbsolute, List<FileName> derivedNames) {
        return new Ext2Path(fileSystem, isAbsolute, derivedNames);
    }

    /** The inode of the directory entry from which it comes, or 0 if it comes from elsewhere. */
    long inode() {
        return inode;
    }

    /** The directory from whose entry it comes, if it comes from one. */
    @Nullable Ext2Path directory() {
        return directory;
    }

    /** What is looked up in the image. */
    ImagePath toImagePath() {
        List<List<FileName>> parts = new ArrayList<>(names.size());
        for (FileName name : isEmpty() ? List.<FileName>of() : names) {
            parts.add(List.of(name));
        }
        return new ImagePath(toString(), parts, true, false);
    }

    private boolean isEmpty() {
        return !absolute && names.getFirst().length() == 0;
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    Ext2FileSystem fileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? derived(true, List.of()) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : derived(false, List.of(names.getLast()));
    }

    @Override
    public @Nullable Path getParent() {
        int above = names.size() - 1;
        return above < 0 || above == 0 && !absolute
                ? null
                : derived(absolute, names.subList(0, above));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        if (beginIndex < 0 || beginIndex >= endIndex || endIndex > names.size()) {
            throw new IllegalArgumentException(
                    "names %d to %d of %d".formatted(beginIndex, endIndex, names.size()));
        }
        return derived(false, names.subList(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        return isAkin(other) instanceof Ext2Path start
                && start.names.size() <= names.size()
                && (start.absolute || !start.isEmpty() || isEmpty())
                && names.subList(0, start.names.size()).equals(start.names);
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(Objects.requireNonNull(other) instanceof Ext2Path end)
                || end.fileSystem != fileSystem
                || end.names.size() > names.size()) {
            return false;
        }
        return end.absolute
                ? equals(end)
                : names.subList(names.size() - end.names.size(), names.size()).equals(end.names);
    }

    /** That path, if it is one of this image and absolute as this one is. */
    private @Nullable Ext2Path isAkin(Path other) {
        return Objects.requireNonNull(other) instanceof Ext2Path path
                        && path.fileSystem == fileSystem
                        && path.absolute == absolute
                ? path
                : null;
    }

    @Override
    public Path normalize() {
        List<FileName> kept = new ArrayList<>(names.size());
        for (FileName name : names) {
            boolean isUp = name.equals(FileName.DOT_DOT);
            if (isUp && !kept.isEmpty() && !kept.getLast().equals(FileName.DOT_DOT)) {
                kept.removeLast();
            } else if (!name.equals(FileName.DOT) && !(isUp && absolute)) {
                kept.add(name);
            }
        }
        return kept.equals(names) ? this : derived(absolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        Ext2Path path = of(other);
        if (path.absolute || isEmpty()) {
            return path;
        }
        return path.isEmpty() ? this : derived(absolute, joined(path.names));
    }

    private List<FileName> joined(List<FileName> more) {
        if (isEmpty()) {
            return more;
        }
        List<FileName> all = new ArrayList<>(names.size() + more.size());
        all.addAll(names);
        all.addAll(more);
        return Collections.unmodifiableList(all);
    }

    @Override
    public Path relativize(Path other) {
        if (!(isAkin(of(other)) instanceof Ext2Path akin)) {
            throw new IllegalArgumentException(
                    "one of %s and %s is absolute, or they are in two images"
                            .formatted(this, other));
        }
        if (isEmpty()) {
            return akin;
        }
        List<FileName> from = ((Ext2Path) normalize()).namesOrNone();
        List<FileName> to = ((Ext2Path) akin.normalize()).namesOrNone();
        int common = 0;
        while (common < Math.min(from.size(), to.size())
                && from.get(common).equals(to.get(common))) {
            common++;
        }
        List<FileName> left = from.subList(common, from.size());
        if (left.contains(FileName.DOT_DOT)) {
            throw new IllegalArgumentException(
                    "nobody knows how to come from %s to %s".formatted(this, other));
        }
        List<FileName> way = new ArrayList<>(Collections.nCopies(left.size(), FileName.DOT_DOT));
        way.addAll(to.subList(common, to.size()));
        return derived(false, way);
    }

    private List<FileName> namesOrNone() {
        return isEmpty() ? List.of() : names;
    }

    /** {@inheritDoc} A directory's ends with a slash, as that of the default file system does. */
    @Override
    public URI toUri() {
        return ImageUri.of(fileSystem.imageUri(), ((Ext2Path) toAbsolutePath()).toBytes())
                .toUri(fileSystem.isDirectory(this));
    }

    @Override
    public Path toAbsolutePath() {
        return absolute ? this : new Ext2Path(fileSystem, true, namesOrNone(), inode, directory);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return fileSystem.realPath(this, options);
    }

    @Override
    public File toFile() {
        throw new UnsupportedOperationException("a path in an image is no file of the host");
    }

    @Override
    public WatchKey register(
            WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("nothing changes in an image");
    }

    /** The bytes as Linux would say the path. */
    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String separator = absolute ? "/" : "";
        for (FileName name : names) {
            bytes.writeBytes(separator.getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(name.toBytes());
            separator = "/";
        }
        return names.isEmpty() ? new byte[] {'/'} : bytes.toByteArray();
    }

    /** The order of the bytes as unsigned numbers. */
    @Override
    public int compareTo(Path other) {
        return Arrays.compareUnsigned(toBytes(), ((Ext2Path) other).toBytes());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ext2Path path
                && fileSystem == path.fileSystem
                && absolute == path.absolute
                && names.equals(path.names);
    }

    @Override
    public int hashCode() {
        return 31 * names.hashCode() + Boolean.hashCode(absolute);
    }

    /** See {@link PathText}. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = PathText.of(toBytes());
            text = known;
        }
        return known;
    }
}
