// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.cli.line.Arguments;
import ext2cat.cli.line.ExitCode;
import ext2cat.cli.run.FileArguments;
import ext2cat.cli.run.Image;
import ext2cat.cli.run.ProgressBar;
import ext2cat.cli.run.Session;
import ext2cat.cli.text.Shown;
import ext2cat.disk.FileType;
import ext2cat.host.UnfinishedFile;
import ext2cat.inspect.DeletedInodes;
import ext2cat.mpage.Contents;
import ext2cat.volume.Inode;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Writes one file of an image to a file, which is there when all of it is and not before. */
final class CatToFile {

    /** Less than this is no room: what a file system needs to write one more page. */
    private static final long NO_ROOM_BYTES = 1 << 16;

    private static final String BAR_TEXT = "writing";

    private final Session session;
    private final CatSource files;

    CatToFile(Session session, CatSource files) {
        this.session = session;
        this.files = files;
    }

    /**
     * Does the work.
     *
     * @param path the file of the image, as typed
     * @param target the file to be written, as typed
     */
    ExitCode run(Image source, String path, String target) {
        return session.run(source, volume -> copy(volume, source, path, target));
    }

    private void copy(Volume volume, Image source, String path, String target) {
        Inode inode;
        Contents contents;
        try {
            inode = regularFile(new FileArguments(volume, true).one(path).inode());
            session.warn(Shown.word(path), inode.disk());
            contents = files.open(inode);
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, Shown.word(path));
            return;
        }
        try (UnfinishedFile output = create(source, target)) {
            MemorySegment memory = output.map(contents.sizeBytes());
            try (ProgressBar bar = new ProgressBar(session.streams())) {
                new DirectCopy(contents, memory)
                        .run(done -> bar.show(BAR_TEXT, done, contents.sizeBytes()));
            } catch (IOException | RuntimeException | Error e) {
                if (output.usableBytes() < NO_ROOM_BYTES) {
                    throw full(target, e);
                }
                session.report(e, Shown.word(path));
                return;
            }
            output.commit();
        } catch (IOException | RuntimeException | Error e) {
            session.report(e, Shown.word(target));
            return;
        }
        files.written(Shown.word(path));
        try {
            DeletedInodes.verifyContents(inode);
        } catch (IOException e) {
            session.report(e, Shown.word(path));
        }
    }

    private static Inode regularFile(Inode file) throws IOException {
        if (file.type() != FileType.REGULAR) {
            throw new FileSystemException("", null, "is a " + file.type().label());
        }
        return file;
    }

    private static UnfinishedFile create(Image source, String target) throws IOException {
        Path path = Arguments.path(target);
        if (source.isAt(path)) {
            throw new FileSystemException(target, null, "is the image itself");
        }
        return UnfinishedFile.create(path);
    }

    /** A mapped page that finds no room on the disk is an error of memory, not of a write. */
    private static FileSystemException full(String target, Throwable cause) {
        FileSystemException full =
                new FileSystemException(target, null, "no space left on the device");
        full.initCause(cause);
        return full;
    }
}
