// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.export.ExportedFile;
import ext2cat.export.FileMap;
import ext2cat.export.Receiver;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.Optional;

/**
 * Puts the files that it is told of into a directory of the host. What fails for one file is told
 * to the listener, and the rest goes on; what would fail for all comes out.
 *
 * <p>For the thread that made it, but for {@link #abandon}.
 */
final class Extraction implements Receiver, AutoCloseable {

    private final NativeFiles files;
    private final ExtractOptions options;
    private final ExtractListener listener;
    private final Attributes attributes;
    private final Directories directories;
    private final boolean topIsNew;
    private Optional<TreePath> leftOut = Optional.empty();
    private Optional<RegularFile> writing = Optional.empty();
    private volatile Optional<Place> unfinished = Optional.empty();

    /**
     * Takes an open directory.
     *
     * @param top its descriptor, closed with this
     * @param topIsNew whether it was made for this, and so gets the attributes of the image's root
     */
    Extraction(
            NativeFiles files,
            int top,
            boolean topIsNew,
            ExtractOptions options,
            ExtractListener listener) {
        this.files = files;
        this.options = options;
        this.listener = listener;
        this.topIsNew = topIsNew;
        this.attributes = new Attributes(files, options.owners());
        this.directories = new Directories(files, top, attributes, options.overwrite(), listener);
    }

    /** What could not be set so far. */
    Losses losses() {
        return attributes.losses();
    }

    @Override
    public void directory(ExportedFile directory) throws IOException {
        if (directory.path().isRoot()) {
            directories.top(directory, topIsNew || options.overwrite());
            listener.extracted(directory.path());
        } else if (isWanted(directory)) {
            boolean done = isDone(directory, () -> directories.enter(directory));
            leftOut = done ? Optional.empty() : Optional.of(directory.path());
        }
    }

    @Override
    public void leave(TreePath path, Inode directory) throws IOException {
        directories.leaveFrom(path.depth());
    }

    @Override
    public void symlink(ExportedFile symlink, byte[] target) throws IOException {
        if (isWanted(symlink)) {
            make(
                    symlink,
                    place ->
                            place.make(
                                    files,
                                    name -> files.makeSymlink(place.directory(), name, target)));
        }
    }

    @Override
    public void special(ExportedFile file) throws IOException {
        if (!isWanted(file)) {
            return;
        }
        FileType type = file.inode().type();
        boolean isDevice = type == FileType.BLOCK_DEVICE || type == FileType.CHARACTER_DEVICE;
        long device = isDevice ? file.inode().disk().deviceNumber().toSystemCall() : 0;
        make(
                file,
                place -> {
                    try {
                        place.make(
                                files,
                                name ->
                                        files.makeNode(
                                                place.directory(), name, type.modeBits(), device));
                    } catch (SystemCallException e) {
                        if (isDevice && e.errno() == SystemCallException.EPERM) {
                            losses().countDevice();
                        }
                        throw e;
                    }
                });
    }

    @Override
    public void hardLink(ExportedFile file, TreePath first) throws IOException {
        if (!isWanted(file)) {
            return;
        }
        isDone(
                file,
                () -> {
                    try {
                        link(place(file), first);
                    } catch (SystemCallException e) {
                        if (e.errno() != SystemCallException.ENOENT) {
                            throw e;
                        }
                        throw new FileSystemException(
                                null, null, "its other name, " + first + ", was not extracted");
                    }
                });
    }

    private void link(Place place, TreePath first) throws FileSystemException {
        int directory = directories.open(first.parent());
        try {
            byte[] name = first.name().toBytes();
            place.make(files, free -> files.link(directory, name, place.directory(), free));
            place.take(files);
            place.discardOwnName(files);
        } finally {
            files.close(directory);
        }
    }

    @Override
    public void begin(ExportedFile file, FileMap map) throws IOException {
        if (isWanted(file)) {
            RegularFile regular = new RegularFile(files, file, place(file));
            writing = Optional.of(regular);
            unfinished = Optional.of(regular.place());
            attempt(regular::make);
        }
    }

    @Override
    public void data(long offsetBytes, ByteBuffer bytes) throws IOException {
        if (writing.isPresent()) {
            RegularFile regular = writing.get();
            attempt(() -> regular.write(offsetBytes, bytes));
        }
    }

    @Override
    public void end(Optional<IOException> failure) throws IOException {
        if (writing.isPresent()) {
            RegularFile regular = writing.get();
            attempt(
                    () -> {
                        if (failure.isPresent()) {
                            throw failure.get();
                        }
                        regular.finish(attributes, HostXattr.of(regular.file(), listener));
                    });
        }
        if (writing.isPresent()) {
            TreePath path = writing.get().file().path();
            forgetFile();
            listener.extracted(path);
        }
    }

    @Override
    public void damage(TreePath path, IOException thrown) throws IOException {
        listener.failed(path, thrown);
    }

    /** Sets the attributes of the directories that are still open. To be called at the end. */
    void finish() throws IOException {
        directories.leaveAll();
    }

    /**
     * Removes what is half written, from a thread other than that which writes it, for a program
     * that is about to end.
     */
    void abandon() {
        Optional<Place> place = unfinished;
        if (place.isPresent()) {
            try (NativeFiles own = new NativeFiles()) {
                place.get().discard(own);
            }
        }
    }

    @Override
    public void close() throws SystemCallException {
        writing.ifPresent(RegularFile::discard);
        forgetFile();
        directories.close();
    }

    /** Makes a file that has no contents and gives it its attributes. */
    private void make(ExportedFile file, Making making) throws IOException {
        isDone(
                file,
                () -> {
                    Place place = place(file);
                    making.make(place);
                    try {
                        attributes.setAll(
                                place.directory(),
                                place.madeAs(),
                                file.inode(),
                                HostXattr.of(file, listener));
                        place.take(files);
                    } catch (IOException e) {
                        place.discard(files);
                        throw e;
                    }
                });
    }

    private Place place(ExportedFile file) {
        return new Place(directories.current(), file.path().name().toBytes(), options.overwrite());
    }

    /** A step of the file that is written; if it fails, nothing is left of the file. */
    private void attempt(Work work) throws IOException {
        ExportedFile file = writing.orElseThrow().file();
        try {
            work.run();
        } catch (IOException e) {
            writing.ifPresent(RegularFile::discard);
            forgetFile();
            fail(file.path(), e);
        }
    }

    private void forgetFile() {
        writing = Optional.empty();
        unfinished = Optional.empty();
    }

    /** Does some work for a file and tells how it ended; whether it is done. */
    private boolean isDone(ExportedFile file, Work work) throws IOException {
        try {
            work.run();
        } catch (IOException e) {
            fail(file.path(), e);
            return false;
        }
        listener.extracted(file.path());
        return true;
    }

    private void fail(TreePath path, IOException thrown) throws IOException {
        if (thrown instanceof SystemCallException e && e.isLasting()) {
            throw e;
        }
        listener.failed(path, thrown);
    }

    /** Goes to the directory of a file; whether the file can be put there. */
    private boolean isWanted(ExportedFile file) throws IOException {
        TreePath path = file.path();
        directories.leaveFrom(path.depth());
        if (leftOut.isPresent() && path.depth() > leftOut.get().depth()) {
            return false;
        }
        leftOut = Optional.empty();
        if (!path.name().isLegal() || path.name().isDotOrDotDot()) {
            listener.failed(path, new CorruptImageException("no file can have this name"));
            leftOut = Optional.of(path);
            return false;
        }
        return true;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Making {
        void make(Place place) throws IOException;
    }
}
