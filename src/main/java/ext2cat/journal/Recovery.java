// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.journal.LogFormat.Tag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a log in three passes (jbd2_journal_recover). What Linux refuses to mount is refused
 * here, with its reason; what it takes for the end of the log ends it here.
 */
public final class Recovery {

    private static final String WHERE = "journal";

    /** JBD2_MIN_JOURNAL_BLOCKS: with fewer, no block is set aside for fast commits. */
    private static final long MIN_BLOCKS = 1024;

    private static final int FAST_COMMIT = 0x20;
    private static final int COMMIT_CHECKSUM_TYPE = 12;
    private static final int COMMIT_CHECKSUM = 16;
    private static final int COMMIT_SECONDS = 48;
    private static final int CRC32_TYPE_AND_SIZE = 0x0104;
    private static final int REVOKE_COUNT = 12;
    private static final int REVOKE_HEADER_BYTES = 16;

    private final LogBlocks blocks;
    private final JournalSuperblock superblock;
    private final LogFormat format;
    private final long deviceBlocks;
    private final long logEnd;

    /** The transaction after the last that is whole. */
    private int endTransaction;

    /** Whether the log goes on after that, but cannot be read. */
    private boolean isCutShort;

    /** The blocks that the log has versions of. */
    private final Set<Long> logged = new HashSet<>();

    /**
     * The last transaction of which each of those is revoked. Others may be as many as the log has
     * words, and matter to nobody.
     */
    private final Map<Long, Integer> revoked = new HashMap<>();

    private final List<String> warnings = new ArrayList<>();

    /** Where in the log the newest version of each block lies, in bytes; inverted if escaped. */
    private final Map<Long, Long> places = new HashMap<>();

    private Recovery(
            LogBlocks blocks, JournalSuperblock superblock, LogFormat format, long deviceBlocks) {
        this.blocks = blocks;
        this.superblock = superblock;
        this.format = format;
        this.deviceBlocks = deviceBlocks;
        this.endTransaction = (int) superblock.sequence();
        this.logEnd = logEnd(superblock);
    }

    /** The block after the log; from there on are those for fast commits, if there are any. */
    static long logEnd(JournalSuperblock superblock) {
        boolean fast = (superblock.incompat() & FAST_COMMIT) != 0;
        long plain = superblock.blocks() - superblock.fastCommitBlocks();
        return fast && plain >= MIN_BLOCKS ? plain : superblock.blocks();
    }

    /**
     * {@return what a log holds that is not yet in place}
     *
     * @param blocks the log
     * @param logBlocks how many blocks its file has
     * @param deviceBlocks how many blocks the device of the file system has, which may be more than
     *     the file system has as it lies
     * @param inodeSizeBytes the size of an inode of the file system
     * @throws CorruptImageException if Linux would not mount the file system because of its log
     * @throws IOException if the log cannot be read
     */
    public static Replay of(LogBlocks blocks, long logBlocks, long deviceBlocks, int inodeSizeBytes)
            throws IOException {
        byte[] head = blocks.read(0).array();
        JournalSuperblock superblock = JournalSuperblock.decode(head, WHERE);
        LogFormat format = new LogFormat(superblock, head);
        verify(superblock, format, head, blocks.blockSizeBytes(), logBlocks);
        Recovery recovery = new Recovery(blocks, superblock, format, deviceBlocks);
        if (superblock.start() != 0) {
            recovery.run();
        }
        if (superblock.errorNumber() != 0) {
            recovery.warnings.add(
                    "the journal was given up after error %d, so the file system is to be checked"
                            .formatted(Math.abs((int) superblock.errorNumber())));
        }
        FastCommits fast = recovery.fastCommits(inodeSizeBytes);
        return new Replay(
                blocks.device(),
                recovery.places,
                Integer.toUnsignedLong(recovery.endTransaction - (int) superblock.sequence()),
                fast.commits(),
                fast.changes(),
                List.copyOf(recovery.warnings));
    }

    /** The kernel has them begin one block after the end of the log. */
    private FastCommits fastCommits(int inodeSizeBytes) throws IOException {
        FastCommits commits = new FastCommits(endTransaction, inodeSizeBytes);
        boolean more = logEnd < superblock.blocks() && superblock.start() != 0 && !isCutShort;
        try {
            for (long at = logEnd + 1; more && at < superblock.blocks(); at++) {
                more = commits.block(blocks.read(at), at == logEnd + 1);
            }
        } catch (UnreadableLogException e) {
            warnings.add("the last fast commits are not replayed: " + e.getMessage());
        }
        return commits;
    }

    private static void verify(
            JournalSuperblock superblock,
            LogFormat format,
            byte[] head,
            int blockSizeBytes,
            long logBlocks)
            throws CorruptImageException {
        if (superblock.blockSizeBytes() != blockSizeBytes) {
            throw corrupt(
                    "block size %d is not %d, that of the file system",
                    superblock.blockSizeBytes(), blockSizeBytes);
        }
        if (superblock.unknownIncompat() != 0) {
            throw corrupt("unknown features 0x%x", superblock.unknownIncompat());
        }
        if (format.hasBothChecksums()) {
            throw corrupt("features 0x%x ask for two kinds of checksums", superblock.incompat());
        }
        if (!format.isSuperblockRight(head)) {
            throw corrupt("the checksum of its superblock is wrong");
        }
        if (superblock.blocks() > logBlocks) {
            throw corrupt(
                    "it is said to have %d blocks, but its file has %d",
                    superblock.blocks(), logBlocks);
        }
        if (superblock.first() == 0
                || superblock.first() >= superblock.blocks()
                || superblock.start() >= superblock.blocks()) {
            throw corrupt(
                    "its log is said to begin with block %d, and to be read from block %d on, of"
                            + " %d",
                    superblock.first(), superblock.start(), superblock.blocks());
        }
    }

    private void run() throws IOException {
        Scan scan = new Scan();
        try {
            endTransaction = scan.end();
        } catch (UnreadableLogException e) {
            cutShort(scan, e);
        }
        Blocks newest = new Blocks();
        try {
            new Revokes().run();
            newest.run();
        } catch (UnreadableLogException e) {
            // The scan read every descriptor and revoke block, so it is a block of data.
            cutShort(newest, e);
            places.clear();
            revoked.clear();
            new Revokes().run();
            new Blocks().run();
        }
    }

    /** What is before the transaction that cannot be read is replayed. */
    private void cutShort(Pass pass, UnreadableLogException e) {
        endTransaction = pass.transaction();
        isCutShort = true;
        warnings.add(
                "the journal is replayed only up to transaction %s, which cannot be read: %s"
                        .formatted(shown(endTransaction), e.getMessage()));
    }

    private long wrapped(long block) {
        return block >= logEnd ? block - (logEnd - superblock.first()) : block;
    }

    private static CorruptImageException corrupt(String what, Object... values) {
        return CorruptImageException.at(WHERE, what, values);
    }

    /** One way through the log, from its start to the first block that is none of the next. */
    private abstract class Pass {

        private long next = superblock.start();
        private long passedBlocks;
        private int transaction = (int) superblock.sequence();

        /** The transaction at hand. */
        final int transaction() {
            return transaction;
        }

        final void run() throws IOException {
            while (!isAtEnd()) {
                ByteBuffer block = blocks.read(take());
                if (block.getInt(0) != LogFormat.MAGIC || block.getInt(8) != transaction) {
                    return;
                }
                switch (block.getInt(4)) {
                    case LogFormat.DESCRIPTOR -> descriptor(block);
                    case LogFormat.REVOKE -> revoke(block);
                    case LogFormat.COMMIT -> {
                        if (!commit(block)) {
                            return;
                        }
                        transaction++;
                    }
                    default -> {
                        return;
                    }
                }
            }
        }

        /** Whether there is nothing more to see. */
        boolean isAtEnd() {
            return transaction - endTransaction >= 0 || passedBlocks > superblock.blocks();
        }

        final boolean wentRound() {
            return passedBlocks > superblock.blocks();
        }

        /** The number of the next block of the log, which is passed. */
        final long take() {
            long block = next;
            next = wrapped(next + 1);
            passedBlocks++;
            return block;
        }

        void descriptor(ByteBuffer block) throws IOException {
            for (int at = format.firstTag(); format.hasRoomForTag(block, at); ) {
                Tag tag = format.tag(block, at);
                tagged(tag, take());
                at = tag.isLast() ? block.limit() : tag.endOffset();
            }
        }

        void tagged(Tag tag, long logBlock) throws IOException {}

        void revoke(ByteBuffer block) throws IOException {}

        boolean commit(ByteBuffer block) throws IOException {
            return true;
        }
    }

    /** Finds the end of the log: the first transaction that is not whole. */
    private final class Scan extends Pass {

        private CommitSum sum = new CommitSum();
        private long lastSeconds;
        private boolean sumIsWrong;

        /** After an asynchronous commit that did not reach the disk, the first that is lost. */
        private boolean isCut;

        private int cutAt;

        int end() throws IOException {
            run();
            return isCut ? cutAt : transaction();
        }

        @Override
        boolean isAtEnd() {
            return wentRound();
        }

        @Override
        void descriptor(ByteBuffer block) throws IOException {
            sumIsWrong |= !format.isTailRight(block);
            if (format.hasCommitSums()) {
                sum.update(block.array());
            }
            super.descriptor(block);
        }

        @Override
        void tagged(Tag tag, long logBlock) throws IOException {
            logged.add(tag.diskBlock());
            if (format.hasCommitSums() && !isCut) {
                sum.update(blocks.read(logBlock).array());
            }
        }

        @Override
        void revoke(ByteBuffer block) {
            sumIsWrong |= !format.isTailRight(block);
        }

        /** A wrong sum is an old block of the log if its commit is older than the last. */
        @Override
        boolean commit(ByteBuffer block) throws IOException {
            long seconds = block.getLong(COMMIT_SECONDS);
            if (sumIsWrong) {
                if (seconds >= lastSeconds) {
                    throw corrupt("transaction %s: wrong checksum", shown(transaction()));
                }
                return false;
            }
            if (format.hasCommitSums() && isCut) {
                throw corrupt("transaction %s: wrong checksum", shown(cutAt));
            }
            boolean right = isSumRight(block) && format.isCommitRight(block);
            sum = new CommitSum();
            if (!right) {
                if (seconds < lastSeconds) {
                    return false;
                }
                if (!format.isAsync()) {
                    throw corrupt("transaction %s: wrong checksum", shown(transaction()));
                }
                cutAt = isCut ? cutAt : transaction();
                isCut = true;
            }
            lastSeconds = seconds;
            return true;
        }

        private boolean isSumRight(ByteBuffer block) {
            int type = block.getShort(COMMIT_CHECKSUM_TYPE);
            int found = block.getInt(COMMIT_CHECKSUM);
            return !format.hasCommitSums()
                    || type == CRC32_TYPE_AND_SIZE && found == sum.value()
                    || type == 0 && found == 0;
        }
    }

    /** Learns which blocks must not be written. */
    private final class Revokes extends Pass {

        @Override
        void revoke(ByteBuffer block) throws IOException {
            int end = block.getInt(REVOKE_COUNT);
            if (end < REVOKE_HEADER_BYTES || end > block.limit()) {
                throw corrupt(
                        "transaction %s: a revoke block with %d bytes of %d",
                        shown(transaction()), end, block.limit());
            }
            int size = format.revokedBytes();
            for (int at = REVOKE_HEADER_BYTES; at + size <= end; at += size) {
                long number =
                        size == Long.BYTES
                                ? block.getLong(at)
                                : Integer.toUnsignedLong(block.getInt(at));
                if (logged.contains(number)) {
                    revoked.put(number, transaction());
                }
            }
        }
    }

    /** Learns where the newest version of each block lies. */
    private final class Blocks extends Pass {

        @Override
        void descriptor(ByteBuffer block) throws IOException {
            if (!format.isTailRight(block)) {
                throw corrupt("transaction %s: wrong checksum", shown(transaction()));
            }
            super.descriptor(block);
        }

        @Override
        void tagged(Tag tag, long logBlock) throws IOException {
            Integer last = revoked.get(tag.diskBlock());
            if (last != null && last - transaction() >= 0) {
                return;
            }
            if (!format.isDataRight(tag, transaction(), blocks.read(logBlock).array())) {
                throw corrupt(
                        "transaction %s: the checksum of block %d is wrong",
                        shown(transaction()), tag.diskBlock());
            }
            if (tag.diskBlock() < 0 || tag.diskBlock() >= deviceBlocks) {
                throw corrupt(
                        "transaction %s holds block %d, of %d on the device",
                        shown(transaction()), tag.diskBlock(), deviceBlocks);
            }
            long place = blocks.positionBytes(logBlock);
            places.put(tag.diskBlock(), tag.isEscaped() ? ~place : place);
        }
    }

    private static String shown(int transaction) {
        return Integer.toUnsignedString(transaction);
    }
}
