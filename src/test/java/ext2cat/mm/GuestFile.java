// SPDX-License-Identifier: Apache-2.0
package ext2cat.mm;

import ext2cat.bio.Page;
import ext2cat.bio.PageOwner;

import java.util.Optional;

/** A file of the guest: can be read, written, truncated, evicted and mapped. */
interface GuestFile {

    /** Opens the file once more, to be mapped. */
    Backing open();

    /** What its cached pages are attached to. */
    PageOwner owner();

    long sizeBytes();

    /** The cached page, with a reference for the caller. */
    Optional<Page> find(long index);

    /** Reads at most {@code to.length} bytes that lie in one page, and gives how many. */
    int read(long positionBytes, byte[] to);

    /** Reads one page in, and nothing around it. */
    void warm(long index);

    void write(long positionBytes, byte[] from);

    void truncate(long newSizeBytes);

    /** Gives 0 or a negative error number. */
    long punch(long firstIndex, long pages);

    void fsync();

    /** fsync, then POSIX_FADV_DONTNEED. */
    void evict();

    /** Drops clean pages that nobody has. */
    void dropClean();

    /** Removes the file; its pages go. */
    void delete();
}
