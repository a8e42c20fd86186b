// SPDX-License-Identifier: Apache-2.0
package ext2cat.disk.xattr;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.Xattr;
import ext2cat.disk.bytes.LittleEndian;

import java.io.IOException;
import java.util.Arrays;

/**
 * Contents that lie in the inode itself (inline_data): the first 60 bytes in i_block, the others in
 * the extended attribute {@code system.data} in the inode. A directory begins with the number of
 * the directory above, where others have {@code .} and {@code ..}; its entries fill what is left of
 * i_block, and then the attribute.
 */
public final class InlineData {

    private static final int SYSTEM = 7;
    private static final FileName DATA = FileName.of("data");
    private static final int PARENT_BYTES = 4;
    private static final int DOTS_BYTES = 24;

    private final DiskInode inode;
    private final byte[] beginning;
    private final byte[] tail;

    private InlineData(DiskInode inode, byte[] tail) {
        this.inode = inode;
        this.beginning = inode.blockArea();
        this.tail = tail;
    }

    /**
     * {@return what an inode holds}
     *
     * @param inode one that {@linkplain DiskInode#isInline is inline}
     * @throws CorruptImageException if its attributes make no sense
     */
    public static InlineData of(DiskInode inode) throws IOException {
        byte[] tail = new byte[0];
        // Of values that lie elsewhere none is needed.
        for (Xattr xattr : XattrReader.storedInInode(inode, (_, _) -> new byte[0])) {
            if (isTail(xattr)) {
                tail = xattr.value();
            }
        }
        return new InlineData(inode, tail);
    }

    /**
     * {@return whether an attribute is none, but the end of the contents}
     *
     * @param xattr an attribute that is stored in an inode
     */
    public static boolean isTail(Xattr xattr) {
        return xattr.nameIndex() == SYSTEM && xattr.name().equals(DATA);
    }

    /**
     * {@return the contents of a file, as long as its size says} A file that was made longer reads
     * as zeros where nothing was written.
     *
     * @throws CorruptImageException if that is longer than an inode has room for
     */
    public byte[] contents() throws CorruptImageException {
        long most = (long) beginning.length + inode.xattrArea().length;
        if (inode.sizeBytes() < 0 || inode.sizeBytes() > most) {
            throw CorruptImageException.at(
                    "inode " + inode.number(),
                    "size %s is more than the %d bytes that an inode can hold",
                    Long.toUnsignedString(inode.sizeBytes()),
                    most);
        }
        byte[] bytes = Arrays.copyOf(beginning, beginning.length + tail.length);
        System.arraycopy(tail, 0, bytes, beginning.length, tail.length);
        return Arrays.copyOf(bytes, (int) inode.sizeBytes()); // at most a block
    }

    /**
     * {@return the entries of a directory in i_block, after {@code .} and {@code ..}, as a block}
     *
     * @param typed whether entries have the types of their files
     */
    public byte[] firstEntries(boolean typed) {
        byte[] block = new byte[DOTS_BYTES + beginning.length - PARENT_BYTES];
        dot(block, 0, (int) inode.number(), 1, typed);
        dot(block, DOTS_BYTES / 2, LittleEndian.i32(beginning, 0), 2, typed);
        System.arraycopy(
                beginning, PARENT_BYTES, block, DOTS_BYTES, beginning.length - PARENT_BYTES);
        return block;
    }

    /** {@return the other entries of a directory, as a block; empty if there is no room for any} */
    public byte[] otherEntries() {
        return tail;
    }

    private static void dot(byte[] block, int at, int number, int dots, boolean typed) {
        for (int i = 0; i < Integer.BYTES; i++) {
            block[at + i] = (byte) (number >> 8 * i);
        }
        block[at + 4] = DOTS_BYTES / 2;
        block[at + 6] = (byte) dots;
        block[at + 7] = (byte) (typed ? FileType.DIRECTORY.direntValue() : 0);
        Arrays.fill(block, at + 8, at + 8 + dots, (byte) '.');
    }
}
