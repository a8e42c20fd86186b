// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.images.MadeImage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * An image of 4096 blocks of 1 KiB whose journal of 1100 blocks begins at block 2000: transaction 5
 * is old, transaction 6 is to be replayed, and so are the fast commits after it.
 *
 * <p>Inode 12 is {@code /old}, with 3 blocks from block 14 on, in the inode table's block 6. It has
 * the mode 600 in transaction 5, 640 in transaction 6, and 644 in place. The fast commits make
 * {@code /dir/new} of inode 20, which has also the name {@code /another}, and remove {@code /gone}.
 */
public final class LoggedImage {

    /** The block of the inode table that has inode 12. */
    public static final int TABLE = 6;

    private static final int BLOCK_BYTES = 1024;
    private static final int BLOCKS = 4096;
    private static final int JOURNAL = 2000;
    private static final int JOURNAL_BLOCKS = 1100;
    private static final int FAST_BLOCKS = 16;
    private static final int SUPERBLOCK = 1024;
    private static final int INODE_BYTES = 128;
    private static final int EXTENTS_FL = 0x80000;
    private static final int MAGIC = 0xC03B3998;
    private static final int SECONDS = 1_700_000_000;

    private final ByteBuffer bytes;

    /** The image in a folder, which takes its file. */
    public LoggedImage(Path folder) throws IOException {
        Path made =
                new MadeImage(BLOCK_BYTES, 64)
                        .putDirectory(
                                2,
                                MadeImage.file(12, "old"),
                                MadeImage.directory(13, "dir"),
                                MadeImage.file(14, "gone"))
                        .putFile(12, 1, "o".repeat(3 * BLOCK_BYTES))
                        .putDirectory(13)
                        .putFile(14, 1, "gone")
                        .write(folder.resolve("made.img"));
        byte[] small = Files.readAllBytes(made);
        bytes =
                ByteBuffer.wrap(Arrays.copyOf(small, BLOCKS * BLOCK_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(SUPERBLOCK + 4, BLOCKS);
        bytes.putInt(SUPERBLOCK + 92, 4); // has_journal
        bytes.putInt(SUPERBLOCK + 96, 2 | 4 | 0x40); // filetype, needs_recovery, extents
        bytes.putInt(SUPERBLOCK + 0xE0, 8); // the inode of the journal
        int inode = 5 * BLOCK_BYTES + 7 * INODE_BYTES;
        bytes.putShort(inode, (short) 0100600).putInt(inode + 4, JOURNAL_BLOCKS * BLOCK_BYTES);
        bytes.putShort(inode + 26, (short) 1).putInt(inode + 32, EXTENTS_FL);
        bytes.putShort(inode + 40, (short) 0xF30A).putShort(inode + 42, (short) 1);
        bytes.putShort(inode + 44, (short) 4).putShort(inode + 56, (short) JOURNAL_BLOCKS);
        bytes.putInt(inode + 60, JOURNAL);
        log(0).putInt(MAGIC).putInt(4).putInt(0).putInt(BLOCK_BYTES).putInt(JOURNAL_BLOCKS);
        log(0).putInt(20, 1).putInt(24, 6).putInt(28, 4).putInt(40, 1 | 0x20);
        log(0).putInt(84, FAST_BLOCKS);
        transaction(1, 5, 0100600, 40);
        transaction(4, 6, 0100640, -1);
        fastCommits();
    }

    /** A block of the log, in big-endian order. */
    public ByteBuffer log(int block) {
        return bytes.slice((JOURNAL + block) * BLOCK_BYTES, BLOCK_BYTES);
    }

    /** A field of the superblock. */
    public LoggedImage superblock32(int offset, int value) {
        bytes.putInt(SUPERBLOCK + offset, value);
        return this;
    }

    /** The block of the log in which the fast commits begin. */
    public static int fastBlock() {
        return JOURNAL_BLOCKS - FAST_BLOCKS + 1;
    }

    /** Writes it to a file. */
    public Path write(Path file) throws IOException {
        return Files.write(file, bytes.array());
    }

    /** The table with another mode of inode 12; then a block that is revoked, if there is any. */
    private void transaction(int at, int number, int mode, int revoked) {
        header(at, 1, number).putInt(12, TABLE).putShort(18, (short) 8);
        ByteBuffer table = log(at + 1).order(ByteOrder.LITTLE_ENDIAN);
        table.put(0, bytes.array(), TABLE * BLOCK_BYTES, BLOCK_BYTES);
        table.putShort(3 * INODE_BYTES, (short) mode);
        int commit = at + 2;
        if (revoked < 0) {
            header(commit, 5, number).putInt(12, 20).putInt(16, 77);
            commit++;
        }
        header(commit, 2, number).putLong(48, SECONDS + number);
    }

    private ByteBuffer header(int at, int kind, int number) {
        return log(at).putInt(0, MAGIC).putInt(4, kind).putInt(8, number);
    }

    private void fastCommits() {
        ByteBuffer inode = ByteBuffer.allocate(INODE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        inode.putShort(0, (short) 0100644).putInt(4, 3 * BLOCK_BYTES);
        inode.putShort(26, (short) 2).putInt(32, EXTENTS_FL);
        FastBlock first =
                new FastBlock(BLOCK_BYTES)
                        .head(0, 7)
                        .inode(20, inode.array())
                        .addRange(20, 0, 14, 1)
                        .addRange(20, 1, 40, (1 << 15) + 1)
                        .entry(3, 13, 20, "new")
                        .entry(4, 2, 20, "another")
                        .tail(7);
        FastBlock second =
                new FastBlock(BLOCK_BYTES).removeRange(12, 1, 1).entry(5, 2, 14, "gone").tail(7);
        log(fastBlock()).put(first.bytes());
        log(fastBlock() + 1).put(second.bytes());
    }
}
