// SPDX-License-Identifier: Apache-2.0
package ext2cat.images;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An image of one group that a test makes entry by entry, so that its directories can hold what no
 * system writes: a name twice, a directory in itself. Inodes have 128 bytes, entries have types.
 */
public final class MadeImage {

    private static final int SUPERBLOCK = 1024;
    private static final int INODE_BYTES = 128;
    private static final int ENTRY_HEADER_BYTES = 8;
    private static final int DIRECT_BLOCKS = 12;
    private static final int DIRECTORY = 2;
    private static final int FILE = 1;
    private static final int SYMLINK = 7;

    /** An entry of a directory. */
    public record Entry(long inode, String name, int type) {}

    private final int blockBytes;
    private final int inodes;
    private final int table;
    private final List<byte[]> data = new ArrayList<>();
    private final ByteBuffer inodeTable;

    /**
     * An image with nothing in it.
     *
     * @param inodes how many it has, a multiple of 8
     */
    public MadeImage(int blockBytes, int inodes) {
        this.blockBytes = blockBytes;
        this.inodes = inodes;
        this.table = superblock() + 4; // after the group's descriptor and its two bitmaps
        this.inodeTable =
                ByteBuffer.allocate(
                                (inodes * INODE_BYTES + blockBytes - 1) / blockBytes * blockBytes)
                        .order(LITTLE_ENDIAN);
    }

    /** An entry for a directory. */
    public static Entry directory(long inode, String name) {
        return new Entry(inode, name, DIRECTORY);
    }

    /** An entry for a regular file. */
    public static Entry file(long inode, String name) {
        return new Entry(inode, name, FILE);
    }

    /** An entry for a symlink. */
    public static Entry symlink(long inode, String name) {
        return new Entry(inode, name, SYMLINK);
    }

    /** Makes a directory, {@code .} and {@code ..} first; the root is inode 2. */
    public MadeImage putDirectory(long inode, Entry... entries) {
        List<Entry> all = new ArrayList<>();
        all.add(directory(inode, "."));
        all.add(directory(2, ".."));
        all.addAll(List.of(entries));
        put(inode, 0040755, 2, directoryBytes(all));
        return this;
    }

    /** Makes a regular file. */
    public MadeImage putFile(long inode, int links, String contents) {
        return putBytes(inode, links, contents.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes a regular file of any bytes, as many as the direct blocks hold. */
    public MadeImage putBytes(long inode, int links, byte[] contents) {
        put(inode, 0100644, links, contents);
        return this;
    }

    /** Makes a symlink with a short target. */
    public MadeImage putSymlink(long inode, String target) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        int at = putInode(inode, 0120777, 1, bytes.length);
        inodeTable.put(at + 40, bytes);
        return this;
    }

    /** Writes the image to a file. */
    public Path write(Path image) throws IOException {
        int first = table + inodeTable.capacity() / blockBytes;
        int blocks = first + data.size() + 1;
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.max(blocks * blockBytes, 64 * 1024)).order(LITTLE_ENDIAN);
        putSuperblock(bytes, bytes.capacity() / blockBytes);
        int descriptor = (superblock() + 1) * blockBytes;
        bytes.putInt(descriptor, table - 2).putInt(descriptor + 4, table - 1);
        bytes.putInt(descriptor + 8, table);
        for (int i = 0; i < inodes; i++) {
            if (inodeTable.getShort(i * INODE_BYTES) != 0 || i < 10) {
                setBit(bytes, table - 1, i);
            }
        }
        for (int i = superblock(); i < first + data.size(); i++) {
            setBit(bytes, table - 2, i - superblock());
        }
        for (int at = 0; at < inodeTable.capacity(); at += INODE_BYTES) {
            for (int i = 0; i < DIRECT_BLOCKS && isMapped(at); i++) {
                int pointer = inodeTable.getInt(at + 40 + 4 * i);
                inodeTable.putInt(at + 40 + 4 * i, pointer == 0 ? 0 : pointer - 1 + first);
            }
        }
        bytes.put(table * blockBytes, inodeTable.array());
        for (int i = 0; i < data.size(); i++) {
            bytes.put((first + i) * blockBytes, data.get(i));
        }
        return Files.write(image, bytes.array());
    }

    private boolean isMapped(int at) {
        return (inodeTable.getShort(at) & 0170000) != 0120000;
    }

    private void setBit(ByteBuffer bytes, int block, int bit) {
        int at = block * blockBytes + bit / 8;
        bytes.put(at, (byte) (bytes.get(at) | 1 << bit % 8));
    }

    private void putSuperblock(ByteBuffer bytes, int blocks) {
        int log = Integer.numberOfTrailingZeros(blockBytes / 1024);
        bytes.putInt(SUPERBLOCK, inodes).putInt(SUPERBLOCK + 4, blocks);
        bytes.putInt(SUPERBLOCK + 20, superblock());
        bytes.putInt(SUPERBLOCK + 24, log).putInt(SUPERBLOCK + 28, log);
        bytes.putInt(SUPERBLOCK + 32, 8 * blockBytes).putInt(SUPERBLOCK + 36, 8 * blockBytes);
        bytes.putInt(SUPERBLOCK + 40, inodes);
        bytes.putShort(SUPERBLOCK + 56, (short) 0xEF53).putShort(SUPERBLOCK + 58, (short) 1);
        bytes.putInt(SUPERBLOCK + 76, 1).putInt(SUPERBLOCK + 84, 11);
        bytes.putShort(SUPERBLOCK + 88, (short) INODE_BYTES);
        bytes.putInt(SUPERBLOCK + 96, 2); // filetype
    }

    /** The block that has the superblock. */
    private int superblock() {
        return SUPERBLOCK / blockBytes;
    }

    /** Pointers are numbers of {@link #data} from 1 on until the image is written. */
    private void put(long inode, int mode, int links, byte[] contents) {
        int at = putInode(inode, mode, links, contents.length);
        for (int i = 0; i * blockBytes < contents.length; i++) {
            int length = Math.min(blockBytes, contents.length - i * blockBytes);
            byte[] block = new byte[blockBytes];
            System.arraycopy(contents, i * blockBytes, block, 0, length);
            data.add(block);
            inodeTable.putInt(at + 40 + 4 * i, data.size());
        }
    }

    private int putInode(long inode, int mode, int links, int sizeBytes) {
        int at = (int) (inode - 1) * INODE_BYTES;
        inodeTable.putShort(at, (short) mode).putInt(at + 4, sizeBytes);
        inodeTable.putShort(at + 26, (short) links);
        return at;
    }

    private byte[] directoryBytes(List<Entry> entries) {
        ByteBuffer all = ByteBuffer.allocate(DIRECT_BLOCKS * blockBytes).order(LITTLE_ENDIAN);
        int before = 0;
        for (Entry entry : entries) {
            byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
            int length = ENTRY_HEADER_BYTES + (name.length + 3 & ~3);
            int room = blockBytes - all.position() % blockBytes;
            if (room < length) {
                all.position(all.position() + room); // which the entry before has already
                room = blockBytes;
            } else if (all.position() > 0 && room < blockBytes) {
                all.putShort(before + 4, (short) (all.position() - before));
            }
            before = all.position();
            all.putInt((int) entry.inode()).putShort((short) room);
            all.put((byte) name.length).put((byte) entry.type()).put(name);
            all.position(before + length);
        }
        int usedBlocks = (all.position() + blockBytes - 1) / blockBytes;
        return Arrays.copyOf(all.array(), usedBlocks * blockBytes);
    }
}
