// SPDX-License-Identifier: Apache-2.0
package ext2cat.nio;

import ext2cat.disk.FileType;
import ext2cat.volume.Inode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens images of ext2, ext3 and ext4 as file systems of Java's; see the package. {@link
 * java.nio.file.FileSystems} finds it.
 */
public final class Ext2FileSystemProvider extends FileSystemProvider {

    private final Map<URI, Ext2FileSystem> byImage = new HashMap<>();
    private final AttributeTable attributes = new AttributeTable();

    /** A provider that has opened nothing yet. */
    public Ext2FileSystemProvider() {}

    @Override
    public String getScheme() {
        return ImageUri.SCHEME;
    }

    @Override
    public synchronized FileSystem newFileSystem(URI uri, Map<String, ?> env) throws IOException {
        Path image = Path.of(ImageUri.of(uri).image());
        OpenEnvironment how = OpenEnvironment.of(env);
        URI key = image.toRealPath().toUri();
        if (byImage.containsKey(key)) {
            throw new FileSystemAlreadyExistsException(uri.toString());
        }
        Ext2FileSystem opened = new Opening(this, image, key, how).open();
        byImage.put(key, opened);
        return opened;
    }

    /**
     * {@inheritDoc} What is no image of ext2, ext3 or ext4 is left to other providers, and so are
     * zip archives.
     */
    @Override
    public FileSystem newFileSystem(Path image, Map<String, ?> env) throws IOException {
        OpenEnvironment how = OpenEnvironment.of(env);
        return new Opening(this, image, image.toRealPath().toUri(), how).openIfImage();
    }

    @Override
    public synchronized FileSystem getFileSystem(URI uri) {
        return opened(uri, ImageUri.of(uri));
    }

    @Override
    public synchronized Path getPath(URI uri) {
        ImageUri parts = ImageUri.of(uri);
        return Ext2Path.of(opened(uri, parts), parts.path());
    }

    private Ext2FileSystem opened(URI uri, ImageUri parts) {
        Ext2FileSystem opened = byImage.get(parts.image());
        if (opened == null) {
            try {
                opened = byImage.get(Path.of(parts.image()).toRealPath().toUri());
            } catch (IOException e) {
                throw (FileSystemNotFoundException)
                        new FileSystemNotFoundException(uri.toString()).initCause(e);
            }
        }
        if (opened == null) {
            throw new FileSystemNotFoundException(uri.toString());
        }
        return opened;
    }

    /** A file system is closed. */
    synchronized void forget(Ext2FileSystem closed) {
        byImage.remove(closed.imageUri(), closed);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributesOfNew)
            throws IOException {
        return newFileChannel(path, options, attributesOfNew);
    }

    @Override
    public FileChannel newFileChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributesOfNew)
            throws IOException {
        LinkOption[] links = {};
        for (OpenOption option : options) {
            switch (option) {
                case StandardOpenOption.WRITE, StandardOpenOption.APPEND ->
                        throw new ReadOnlyFileSystemException();
                case StandardOpenOption.DELETE_ON_CLOSE -> throw new ReadOnlyFileSystemException();
                case LinkOption.NOFOLLOW_LINKS ->
                        links = new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
                case StandardOpenOption _ -> {} // means nothing where nothing is written
                default -> throw new UnsupportedOperationException(option.toString());
            }
        }
        Ext2Path file = Ext2Path.of(path);
        Inode inode = file.fileSystem().inode(file, links);
        return new FileBytes(file.fileSystem(), file, inode);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(
            Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
        Ext2Path directory = Ext2Path.of(path);
        Inode inode = directory.fileSystem().inode(directory);
        if (!inode.isDirectory()) {
            throw new NotDirectoryException(path.toString());
        }
        verifyNotInItself(directory, inode);
        return directory.fileSystem().reading(() -> new EntryStream(directory, inode, filter));
    }

    /** As Linux refuses a directory that lies in itself (d_splice_alias), so a walk has an end. */
    private static void verifyNotInItself(Ext2Path path, Inode inode) throws IOException {
        for (Ext2Path above = path.directory(); above != null; above = above.directory()) {
            long number =
                    above.inode() != 0 ? above.inode() : path.fileSystem().inode(above).number();
            if (number == inode.number()) {
                throw new FileSystemLoopException(path.toString());
            }
        }
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        Ext2Path path = Ext2Path.of(link);
        Ext2FileSystem fileSystem = path.fileSystem();
        Inode inode = fileSystem.inode(path, LinkOption.NOFOLLOW_LINKS);
        if (inode.type() != FileType.SYMLINK) {
            throw new NotLinkException(link.toString());
        }
        return Ext2Path.of(fileSystem, fileSystem.reading(inode::symlinkTarget));
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        Ext2Path one = Ext2Path.of(path);
        if (one.equals(other)) {
            return true;
        }
        return other instanceof Ext2Path two
                && one.fileSystem() == two.fileSystem()
                && one.fileSystem().inode(one).equals(two.fileSystem().inode(two));
    }

    /** {@inheritDoc} Its name begins with a dot. */
    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        Ext2Path file = Ext2Path.of(path);
        file.fileSystem().inode(file);
        return file.fileSystem().store();
    }

    /** {@inheritDoc} As for root: all may be read, and executed what anybody may execute. */
    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Ext2Path file = Ext2Path.of(path);
        Inode inode = file.fileSystem().inode(file);
        for (AccessMode mode : modes) {
            boolean allowed =
                    switch (mode) {
                        case READ -> true;
                        case WRITE -> false;
                        case EXECUTE ->
                                inode.isDirectory() || (inode.disk().permissions() & 0111) != 0;
                    };
            if (!allowed) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        Ext2Path file = Ext2Path.of(path);
        FileAttributeView view = null;
        if (type == BasicFileAttributeView.class) {
            view = new FileView("basic", file, options);
        } else if (type == FileOwnerAttributeView.class) {
            view = new FileView("owner", file, options);
        } else if (type == PosixFileAttributeView.class) {
            view = new FileView("posix", file, options);
        } else if (type == UserDefinedFileAttributeView.class) {
            view = new UserXattrs(file, options);
        }
        return view == null ? null : type.cast(view);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
            Path path, Class<A> type, LinkOption... options) throws IOException {
        if (type != BasicFileAttributes.class && type != PosixFileAttributes.class) {
            throw new UnsupportedOperationException(type.getName());
        }
        Ext2Path file = Ext2Path.of(path);
        return type.cast(new InodeAttributes(file.fileSystem().inode(file, options)));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
            throws IOException {
        Ext2Path file = Ext2Path.of(path);
        Inode inode = file.fileSystem().inode(file, options);
        return file.fileSystem().reading(() -> attributes.read(inode, names));
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void createDirectory(Path path, FileAttribute<?>... attributesOfNew) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributesOfNew) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void createLink(Path link, Path existing) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }
}
