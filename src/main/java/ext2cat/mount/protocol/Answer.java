// SPDX-License-Identifier: Apache-2.0
package ext2cat.mount.protocol;

import ext2cat.host.Errno;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * An answer while it is put together: a header of 16 bytes (struct fuse_out_header), which is
 * written last, and a body. One object and its memory serve for all answers of a thread.
 */
public final class Answer {

    /** What comes before the body. */
    public static final int HEADER_BYTES = 16;

    /**
     * How long the kernel may keep what it was told, in seconds: 34 years. The image does not
     * change.
     */
    static final long FOREVER = 1L << 30;

    /** FOPEN_KEEP_CACHE and FOPEN_CACHE_DIR. */
    private static final int KEEP_CACHE = 1 << 1 | 1 << 3;

    private static final int ENTRY_BYTES = 128;
    private static final int DIRENT_BYTES = 24;
    private static final int SPARE_OF_STATFS_BYTES = 28;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment memory;
    private long end = HEADER_BYTES;
    private long errno;

    /**
     * An answer without a body.
     *
     * @param memory has room for the longest one
     */
    public Answer(MemorySegment memory) {
        this.memory = memory;
    }

    /** Begins another one. */
    public void clear() {
        end = HEADER_BYTES;
        errno = 0;
    }

    /** That it failed; then there is no body. */
    public void fail(Errno error) {
        end = HEADER_BYTES;
        errno = error.result();
    }

    /** Whether it failed. */
    public boolean isFailure() {
        return errno != 0;
    }

    /** How long the body is. */
    public long bodyBytes() {
        return end - HEADER_BYTES;
    }

    /** The whole message, to be sent. */
    public MemorySegment message(long unique) {
        memory.set(INT, 0, (int) end); // the memory has less than 2 GiB
        memory.set(INT, 4, (int) errno);
        memory.set(LONG, 8, unique);
        return memory.asSlice(0, end);
    }

    Answer u16(int value) {
        memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, end, (short) value);
        end += Short.BYTES;
        return this;
    }

    Answer u32(long value) {
        memory.set(INT, end, (int) value);
        end += Integer.BYTES;
        return this;
    }

    Answer u64(long value) {
        memory.set(LONG, end, value);
        end += Long.BYTES;
        return this;
    }

    Answer zeros(long bytes) {
        memory.asSlice(end, bytes).fill((byte) 0);
        end += bytes;
        return this;
    }

    /** Bytes as they are. */
    public Answer bytes(byte[] bytes) {
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, end, bytes.length);
        end += bytes.length;
        return this;
    }

    /** The memory of the next bytes of the body, to be filled by who {@link #took} them. */
    public MemorySegment room(long bytes) {
        return memory.asSlice(end, bytes);
    }

    /** Makes so many bytes of the {@link #room} a part of the body. */
    public void took(long bytes) {
        end += bytes;
    }

    /** Of {@code GETATTR} (struct fuse_attr_out). */
    public void attributes(FileStatus status) {
        u64(FOREVER).u64(0).status(status);
    }

    /**
     * Of {@code LOOKUP}: a file (struct fuse_entry_out).
     *
     * @param node what the kernel will call it
     * @param generation tells it from another file with that node
     */
    public void entry(long node, long generation, FileStatus status) {
        u64(node).u64(generation).u64(FOREVER).u64(FOREVER).u64(0).status(status);
    }

    /** Of {@code LOOKUP}: that there is no such name, which the kernel keeps in mind. */
    public void noEntry() {
        u64(0).u64(0).u64(FOREVER).zeros(ENTRY_BYTES - 3 * Long.BYTES);
    }

    /** Of {@code OPEN} and {@code OPENDIR}: it may be read, and what was read may be kept. */
    public void opened() {
        u64(0).u32(KEEP_CACHE).u32(0);
    }

    /** Of {@code GETXATTR} and {@code LISTXATTR}: how large a room is needed. */
    public void size(long bytes) {
        u32(bytes).u32(0);
    }

    /** Of {@code LSEEK}. */
    public void position(long bytes) {
        u64(bytes);
    }

    /** Of {@code STATFS} (struct fuse_kstatfs). */
    public void fileSystem(
            int blockSizeBytes,
            long blocks,
            long freeBlocks,
            long availableBlocks,
            long inodes,
            long freeInodes,
            int nameBytes) {
        u64(blocks).u64(freeBlocks).u64(availableBlocks).u64(inodes).u64(freeInodes);
        u32(blockSizeBytes).u32(nameBytes).u32(blockSizeBytes).zeros(SPARE_OF_STATFS_BYTES);
    }

    /** How much of a directory's list a name takes, the answer of a lookup left out. */
    public static long direntBytes(int nameBytes) {
        return Math.ceilDiv(DIRENT_BYTES + nameBytes, Long.BYTES) * (long) Long.BYTES;
    }

    /** How much the answer of a lookup takes. */
    public static long entryBytes() {
        return ENTRY_BYTES;
    }

    /** Of {@code READDIRPLUS}: that nothing is said of the name that comes next but the name. */
    public void unknownEntry() {
        zeros(ENTRY_BYTES);
    }

    /**
     * Of {@code READDIR} and, after an entry, of {@code READDIRPLUS}: a name.
     *
     * @param next where to go on after it
     * @param type the type of the file, S_IFMT moved down by 12 bits; 0 if it is not known
     */
    public void dirent(long inode, long next, int type, byte[] name) {
        u64(inode).u64(next).u32(name.length).u32(type).bytes(name);
        zeros(direntBytes(name.length) - DIRENT_BYTES - name.length);
    }

    private void status(FileStatus status) {
        u64(status.inode()).u64(status.sizeBytes()).u64(status.sectors());
        seconds(status.access()).seconds(status.modification()).seconds(status.change());
        u32(status.access().getNano());
        u32(status.modification().getNano());
        u32(status.change().getNano());
        u32(status.mode()).u32(status.links()).u32(status.uid()).u32(status.gid());
        u32(status.device()).u32(status.blockSizeBytes()).u32(0);
    }

    private Answer seconds(Instant time) {
        return u64(time.getEpochSecond());
    }
}
