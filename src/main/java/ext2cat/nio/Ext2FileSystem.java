// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.FileType;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** An open image as a file system of Java's: read-only, for any number of threads. */
final class Ext2FileSystem extends FileSystem {

    private static final String GLOB = "glob:";
    private static final String REGEX = "regex:";

    /** What reads something of the image. */
    interface Reading<T> {
        T read() throws IOException;
    }

    private final Ext2FileSystemProvider provider;
    private final URI imageUri;
    private final Volume volume;
    private final ImageStore store;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * The file system of a volume, which is closed with it.
     *
     * @param imageUri where the image lies
     * @param warnings what is odd about the image
     */
    Ext2FileSystem(
            Ext2FileSystemProvider provider, URI imageUri, Volume volume, List<String> warnings) {
        this.provider = provider;
        this.imageUri = imageUri;
        this.volume = volume;
        this.store = new ImageStore(this, volume, warnings);
    }

    URI imageUri() {
        return imageUri;
    }

    ImageStore store() {
        verifyOpen();
        return store;
    }

    /**
     * What a path leads to.
     *
     * @param options whether a symlink at its end is followed
     * @throws ClosedFileSystemException if the file system is closed, or is closed meanwhile
     * @throws IOException as {@link ext2cat.volume.path.ImagePath#lookup}
     */
    Inode inode(Ext2Path path, LinkOption... options) throws IOException {
        return reading(() -> find(path, options.length == 0));
    }

    private Inode find(Ext2Path path, boolean follows) throws IOException {
        if (path.inode() != 0) {
            Inode known = volume.inode(path.inode());
            known.verifyInUse();
            if (!follows || known.type() != FileType.SYMLINK) {
                return known;
            }
        }
        return follows
                ? path.toImagePath().lookup(volume)
                : path.toImagePath().locateNoFollow(volume).inode();
    }

    /**
     * Reads something of the image.
     *
     * @throws ClosedFileSystemException if the file system is closed, or is closed meanwhile
     * @throws IOException if it cannot be read
     */
    <T> T reading(Reading<T> reading) throws IOException {
        verifyOpen();
        try {
            return reading.read();
        } catch (ClosedChannelException e) {
            verifyOpen();
            throw e;
        }
    }

    /**
     * The path without symlinks, {@code .} and {@code ..}; if symlinks are not followed, without
     * what can be left out of it so that it leads to that file.
     */
    Path realPath(Ext2Path path, LinkOption... options) throws IOException {
        Inode inode = inode(path, options);
        if (options.length == 0) {
            return Ext2Path.absolute(this, path.toImagePath().locate(volume).path().names());
        }
        Ext2Path absolute = (Ext2Path) path.toAbsolutePath();
        Ext2Path normal = (Ext2Path) absolute.normalize();
        return isFile(normal, inode) ? normal : absolute;
    }

    private boolean isFile(Ext2Path path, Inode inode) {
        try {
            return inode(path, LinkOption.NOFOLLOW_LINKS).equals(inode);
        } catch (IOException e) {
            return false; // the names before a .. are those of symlinks
        }
    }

    /** Whether the path leads to a directory, as far as can be told. */
    boolean isDirectory(Ext2Path path) {
        try {
            return isOpen() && inode(path).isDirectory();
        } catch (IOException e) {
            return false;
        }
    }

    /** Has something closed with the file system. */
    void register(Closeable channel) {
        open.add(channel);
        if (closed) {
            forget(channel);
            throw new ClosedFileSystemException();
        }
    }

    void forget(Closeable channel) {
        open.remove(channel);
    }

    private void verifyOpen() {
        if (closed) {
            throw new ClosedFileSystemException();
        }
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        provider.forget(this);
        try (volume) {
            for (Closeable channel : open) {
                channel.close();
            }
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(Ext2Path.absolute(this, List.of()));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(store);
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return AttributeTable.VIEWS;
    }

    @Override
    public Path getPath(String first, String... more) {
        StringBuilder path = new StringBuilder(first);
        for (String part : more) {
            if (!part.isEmpty()) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
        }
        return Ext2Path.of(this, PathText.toBytes(path.toString()));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        Pattern pattern;
        if (hasSyntax(syntaxAndPattern, GLOB)) {
            pattern = GlobRegex.compile(syntaxAndPattern.substring(GLOB.length()));
        } else if (hasSyntax(syntaxAndPattern, REGEX)) {
            pattern = Pattern.compile(syntaxAndPattern.substring(REGEX.length()));
        } else if (syntaxAndPattern.indexOf(':') > 0) {
            throw new UnsupportedOperationException(
                    "'%s' is neither a glob: nor a regex:".formatted(syntaxAndPattern));
        } else {
            throw new IllegalArgumentException(
                    "'%s' does not begin with a syntax and a colon".formatted(syntaxAndPattern));
        }
        return path -> pattern.matcher(path.toString()).matches();
    }

    private static boolean hasSyntax(String pattern, String syntax) {
        return pattern.regionMatches(true, 0, syntax, 0, syntax.length());
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return new NumericUser.Lookup();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("nothing changes in an image");
    }

    /** The name of the image. */
    @Override
    public String toString() {
        return volume.toString();
    }
}
