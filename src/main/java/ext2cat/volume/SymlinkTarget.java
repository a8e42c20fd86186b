// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.bytes.LittleEndian;
import ext2cat.disk.dirent.NokeyName;
import ext2cat.mpage.Contents;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Reads what a symlink leads to (page_get_link, nd_terminate_link). */
final class SymlinkTarget {

    /** PATH_MAX of Linux, the NUL counted: no symlink can be longer. */
    private static final int PATH_MAX_BYTES = 4096;

    private SymlinkTarget() {}

    /** The bytes before the first NUL; of an encrypted one what Linux shows without a key. */
    static byte[] of(Inode inode) throws IOException {
        Contents contents = inode.stored(inode.volume().submitter());
        // Linux reads one block, and needs its last byte for a NUL.
        int most = Math.min(PATH_MAX_BYTES, inode.volume().blockSizeBytes()) - 1;
        if (contents.sizeBytes() > most) {
            throw new CorruptImageException(
                    "symlink inode %d: a target of %d bytes, which is not from 1 to %d"
                            .formatted(inode.number(), contents.sizeBytes(), most));
        }
        byte[] bytes = new byte[(int) contents.sizeBytes()]; // less than PATH_MAX_BYTES
        contents.read(0, MemorySegment.ofArray(bytes));
        byte[] target =
                inode.disk().isEncrypted() ? shownWithoutKey(inode, bytes) : beforeNul(bytes);
        if (target.length == 0) {
            throw new CorruptImageException(
                    "symlink inode %d: its target is empty".formatted(inode.number()));
        }
        return target;
    }

    /** Two bytes of length come before the encrypted ones (struct fscrypt_symlink_data). */
    private static byte[] shownWithoutKey(Inode inode, byte[] stored) throws CorruptImageException {
        int most = stored.length - Short.BYTES;
        int length = most < 0 ? 0 : LittleEndian.u16(stored, 0);
        if (length == 0 || length > most) {
            throw new CorruptImageException(
                    "symlink inode %d: an encrypted target of %d bytes, which is not from 1 to %d"
                            .formatted(inode.number(), length, most));
        }
        return NokeyName.of(Arrays.copyOfRange(stored, Short.BYTES, Short.BYTES + length), 0, 0);
    }

    private static byte[] beforeNul(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return end == bytes.length ? bytes : Arrays.copyOf(bytes, end);
    }
}
