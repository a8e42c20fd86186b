// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.export.ExportedFile;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.List;

/** A regular file that is written. What no data comes for stays a hole. */
final class RegularFile {

    /** A file up to this size is written so quickly that it gets its name at once. */
    private static final long LARGE_BYTES = 1 << 20;

    private final NativeFiles files;
    private final ExportedFile file;
    private final Place place;
    private int descriptor = -1;
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
        Place.Maker maker = name -> descriptor = files.createFile(place.directory(), name);
        if (file.inode().sizeBytes() > LARGE_BYTES) {
            place.makeApart(files, maker);
        } else {
            place.make(files, maker);
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
    void finish(Attributes attributes, List<HostXattr> xattrs) throws SystemCallException {
        if (writtenBytes < file.inode().sizeBytes()) {
            files.setSize(descriptor, file.inode().sizeBytes());
        }
        attributes.setAll(descriptor, file.inode(), xattrs);
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
