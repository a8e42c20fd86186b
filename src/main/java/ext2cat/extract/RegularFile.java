// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.export.ExportedFile;
import ext2cat.host.SystemCallException;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.List;

/**
 * A regular file that is written. What no data comes for stays a hole.
 *
 * <p>It has no name until it is whole (O_TMPFILE), so however the program may end, the file is gone
 * with it. On a file system that cannot do that it has a name of its own until then.
 */
final class RegularFile {

    /** Before a file from this size on is written, it is made sure that its name is free. */
    private static final long LARGE_BYTES = 1 << 20;

    private final NativeFiles files;
    private final ExportedFile file;
    private final NewName newName;
    private int descriptor = -1;
    private boolean hasName;
    private long writtenBytes;

    RegularFile(NativeFiles files, ExportedFile file, NewName newName) {
        this.files = files;
        this.file = file;
        this.newName = newName;
    }

    ExportedFile file() {
        return file;
    }

    NewName newName() {
        return newName;
    }

    /** Makes it, empty. */
    void make() throws FileSystemException {
        boolean isLarge = file.inode().sizeBytes() >= LARGE_BYTES;
        if (isLarge) {
            newName.verifyFree(files);
        }
        if (files.makesUnnamed()) {
            descriptor = files.createUnnamed(newName.directory());
        }
        if (descriptor < 0) {
            hasName = true;
            newName.makeApart(name -> descriptor = files.createFile(newName.directory(), name));
        }
    }

    /**
     * Writes a part of it.
     *
     * @param bytes outside the heap
     */
    void write(long offsetBytes, ByteBuffer bytes) throws SystemCallException {
        files.write(descriptor, MemorySegment.ofBuffer(bytes), offsetBytes);
        writtenBytes = offsetBytes + bytes.remaining();
    }

    /** Ends it: it gets its size, its attributes and its name. */
    void finish(Attributes attributes, List<HostXattr> xattrs) throws FileSystemException {
        if (writtenBytes < file.inode().sizeBytes()) {
            files.setSize(descriptor, file.inode().sizeBytes());
        }
        if (newName.givesAcl()) {
            files.attributes().removeAcls(descriptor);
        }
        attributes.setAll(descriptor, file.inode(), xattrs);
        if (!hasName) {
            newName.make(files, name -> files.linkUnnamed(descriptor, newName.directory(), name));
        }
        int closing = descriptor;
        descriptor = -1;
        files.close(closing);
        newName.take(files);
    }

    /** Closes and removes it. */
    void discard() {
        if (descriptor >= 0) {
            try {
                files.close(descriptor);
            } catch (SystemCallException _) {
                // It is not wanted any more.
            }
            descriptor = -1;
        }
        newName.discard(files);
    }
}
