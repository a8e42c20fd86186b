// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.record.JournalSuperblock;

import java.io.IOException;

/**
 * A log: a ring of blocks, from the first after its superblock to its end.
 *
 * @param blocks its blocks
 * @param superblock what its first block says
 * @param format how its other blocks are written
 */
record Log(LogBlocks blocks, JournalSuperblock superblock, LogFormat format) {

    /** What messages begin with. */
    static final String WHERE = "journal";

    /** JBD2_MIN_JOURNAL_BLOCKS: with fewer, no block is set aside for fast commits. */
    private static final long MIN_BLOCKS = 1024;

    private static final int FAST_COMMIT = 0x20;

    /** The log in these blocks, whatever it says. */
    static Log of(LogBlocks blocks) throws IOException {
        return of(blocks, blocks.read(0).array());
    }

    /**
     * The log in these blocks.
     *
     * @param fileBlocks how many blocks its file has
     * @throws CorruptImageException if Linux does not mount a file system with such a log
     */
    static Log verified(LogBlocks blocks, long fileBlocks) throws IOException {
        byte[] head = blocks.read(0).array();
        Log log = of(blocks, head);
        log.verify(head, fileBlocks);
        return log;
    }

    private static Log of(LogBlocks blocks, byte[] head) throws CorruptImageException {
        JournalSuperblock superblock = JournalSuperblock.decode(head, WHERE);
        return new Log(blocks, superblock, new LogFormat(superblock, head));
    }

    /** The block after the log; from there on are those for fast commits, if there are any. */
    long end() {
        boolean fast = (superblock.incompat() & FAST_COMMIT) != 0;
        long plain = superblock.blocks() - superblock.fastCommitBlocks();
        return fast && plain >= MIN_BLOCKS ? plain : superblock.blocks();
    }

    /** The block that follows one. */
    long after(long block) {
        long next = block + 1;
        return next >= end() ? next - (end() - superblock.first()) : next;
    }

    /**
     * Refuses what Linux does not mount.
     *
     * @param head block 0
     * @param logBlocks how many blocks the file has
     */
    private void verify(byte[] head, long logBlocks) throws CorruptImageException {
        if (superblock.blockSizeBytes() != blocks.blockSizeBytes()) {
            throw CorruptImageException.at(
                    WHERE,
                    "block size %d is not %d, that of the file system",
                    superblock.blockSizeBytes(),
                    blocks.blockSizeBytes());
        }
        if (superblock.unknownIncompat() != 0) {
            throw CorruptImageException.at(
                    WHERE, "unknown features 0x%x", superblock.unknownIncompat());
        }
        if (format.hasBothChecksums()) {
            throw CorruptImageException.at(
                    WHERE, "features 0x%x ask for two kinds of checksums", superblock.incompat());
        }
        if (!superblock.isChecksumRight(head)) {
            throw CorruptImageException.at(WHERE, "the checksum of its superblock is wrong");
        }
        if (superblock.blocks() > logBlocks) {
            throw CorruptImageException.at(
                    WHERE,
                    "it is said to have %d blocks, but its file has %d",
                    superblock.blocks(),
                    logBlocks);
        }
        if (superblock.first() == 0
                || superblock.first() >= superblock.blocks()
                || superblock.start() >= superblock.blocks()) {
            throw CorruptImageException.at(
                    WHERE,
                    "its log is said to begin with block %d, and to be read from block %d on, of"
                            + " %d",
                    superblock.first(),
                    superblock.start(),
                    superblock.blocks());
        }
    }
}
