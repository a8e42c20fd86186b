// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileType;
import ext2cat.export.DataRuns;
import ext2cat.export.ExportedFile;
import ext2cat.export.Receiver;
import ext2cat.host.Errno;
import ext2cat.host.SystemCallException;
import ext2cat.map.numbers.NumberSet;
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
 * <p>For the thread that made it, but for {@link #removeUnfinished}.
 */
final class Extraction implements Receiver, AutoCloseable {

    private final NativeFiles files;
    private final ExtractOptions options;
    private final ExtractListener listener;
    private final Attributes attributes;
    private final Losses losses;
    private final Directories directories;
    private final boolean topIsNew;

    /** Inodes with several names of which the first was made. */
    private final NumberSet linkable = new NumberSet();

    private Optional<TreePath> leftOut = Optional.empty();
    private Optional<RegularFile> writing = Optional.empty();
    private volatile Optional<NewName> unfinished = Optional.empty();

    /**
     * Takes an open directory.
     *
     * @param top its descriptor, closed with this
     * @param topIsNew whether it was made for this, and so gets the attributes of the image's root
     * @param losses where what cannot be set is counted
     */
    Extraction(
            NativeFiles files,
            int top,
            boolean topIsNew,
            ExtractOptions options,
            Losses losses,
            ExtractListener listener)
            throws SystemCallException {
        this.files = files;
        this.options = options;
        this.listener = listener;
        this.topIsNew = topIsNew;
        this.losses = losses;
        this.attributes = new Attributes(files, options.owners(), losses);
        this.directories =
                new Directories(files, top, attributes, losses, options.overwrite(), listener);
    }

    @Override
    public void directory(ExportedFile directory) throws IOException {
        if (directory.path().isRoot()) {
            directories.top(directory, topIsNew || options.overwrite());
            listener.extracted(directory.path(), directory.inode());
        } else if (isWanted(directory)) {
            try {
                directories.enter(directory);
                leftOut = Optional.empty();
            } catch (IOException e) {
                fail(directory.path(), e);
                leftOut = Optional.of(directory.path());
                return;
            }
            listener.extracted(directory.path(), directory.inode());
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
                    newName ->
                            newName.make(
                                    files,
                                    name -> files.makeSymlink(newName.directory(), name, target)));
        }
    }

    @Override
    public void special(ExportedFile file) throws IOException {
        if (!isWanted(file)) {
            return;
        }
        FileType type = file.inode().type();
        boolean isDevice = type == FileType.BLOCK_DEVICE || type == FileType.CHARACTER_DEVICE;
        if (isDevice && !options.devices()) {
            listener.lacks(file.path(), file.inode());
            return;
        }
        long device = isDevice ? file.inode().disk().deviceNumber().toSystemCall() : 0;
        make(
                file,
                newName -> {
                    try {
                        newName.make(
                                files,
                                name ->
                                        files.makeNode(
                                                newName.directory(),
                                                name,
                                                type.modeBits(),
                                                device));
                    } catch (SystemCallException e) {
                        if (isDevice && e.is(Errno.EPERM)) {
                            losses.countDevice();
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
        try {
            // What has the first name may be another file, which was there before.
            if (!linkable.contains(file.inode().number())) {
                throw new FileSystemException(
                        null, null, "its other name, " + first + ", was not extracted");
            }
            link(file, first);
        } catch (IOException e) {
            fail(file.path(), e);
            return;
        }
        listener.linked(file.path(), file.inode());
    }

    private void link(ExportedFile file, TreePath first) throws FileSystemException {
        boolean isNear = first.parent().equals(file.path().parent());
        int directory = isNear ? directories.current() : directories.open(first.parent());
        try {
            newName(file).link(files, directory, first.name().toBytes());
        } finally {
            if (!isNear) {
                files.close(directory);
            }
        }
    }

    @Override
    public void begin(ExportedFile file, DataRuns map) throws IOException {
        if (isWanted(file)) {
            RegularFile regular = new RegularFile(files, file, newName(file));
            writing = Optional.of(regular);
            unfinished = Optional.of(regular.newName());
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

    /** After the first error nothing is left of the file. */
    @Override
    public boolean wantsMore() {
        return writing.isPresent();
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
                        long before = losses.ofManifest();
                        regular.finish(attributes, HostXattr.of(regular.file(), listener));
                        tellIfLost(before, regular.file());
                    });
        }
        if (writing.isPresent()) {
            ExportedFile file = writing.get().file();
            forgetFile();
            made(file);
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
     * Removes what is half written, between two steps, from a thread other than that which takes
     * them; for a program that is about to end.
     */
    void removeUnfinished() {
        Optional<NewName> newName = unfinished;
        if (newName.isPresent()) {
            try (NativeFiles own = new NativeFiles()) {
                newName.get().discard(own);
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
        NewName newName = newName(file);
        long before = losses.ofManifest();
        try {
            making.make(newName);
            attributes.setAll(newName, file.inode(), HostXattr.of(file, listener));
            newName.take(files);
        } catch (IOException e) {
            newName.discard(files);
            fail(file.path(), e);
            tellIfLost(before, file);
            return;
        }
        tellIfLost(before, file);
        made(file);
    }

    private void tellIfLost(long before, ExportedFile file) throws IOException {
        if (losses.ofManifest() > before) {
            listener.lacks(file.path(), file.inode());
        }
    }

    /** A file is there, under its first name or one that cannot be told from it. */
    private void made(ExportedFile file) throws IOException {
        Inode inode = file.inode();
        if (inode.disk().links() > 1 && !linkable.add(inode.number())) {
            losses.countHardLink();
        }
        listener.extracted(file.path(), inode);
    }

    private NewName newName(ExportedFile file) {
        return new NewName(
                directories.current(),
                file.path().name().toBytes(),
                options.overwrite(),
                directories.handsDownAcl());
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
        void make(NewName newName) throws IOException;
    }
}
