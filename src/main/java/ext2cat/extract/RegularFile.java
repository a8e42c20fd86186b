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
    private final Place place;
    private int descriptor = -1;
    private boolean hasName;
    private long writtenBytes;

    RegularFile(NativeFiles files, ExportedFile file, Place place) {
        this.files = files;
        this.file = file;
        this.place = place;
    }

    ExportedFile file() {
        return file;
    }

    Place place() {
        return place;
    }

    /** Makes it, empty. */
    void make() throws FileSystemException {
        boolean isLarge = file.inode().sizeBytes() >= LARGE_BYTES;
        if (isLarge) {
            place.verifyFree(files);
        }
        if (files.makesUnnamed()) {
            descriptor = files.createUnnamed(place.directory());
        }
        if (descriptor < 0) {
            hasName = true;
            place.makeApart(name -> descriptor = files.createFile(place.directory(), name));
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
        if (place.givesAcl()) {
            files.attributes().removeAcls(descriptor);
        }
        attributes.setAll(descriptor, file.inode(), xattrs);
        if (!hasName) {
            place.make(files, name -> files.linkUnnamed(descriptor, place.directory(), name));
        }
        int closing = descriptor;
        descriptor = -1;
        files.close(closing);
        place.take(files);
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
        place.discard(files);
    }
}
