// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.record.JournalSuperblock;
import ext2cat.journal.LogFormat.Tag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a log in three passes (jbd2_journal_recover). What Linux refuses to mount is refused
 * here, with its reason; what it takes for the end of the log ends it here.
 */
public final class Recovery {

    private static final int REVOKE_COUNT = 12;
    private static final int REVOKE_HEADER_BYTES = 16;

    private final Log log;
    private final long deviceBlocks;

    /** The transaction after the last that is whole. */
    private int endTransaction;

    /** Whether the log goes on after that, but cannot be read. */
    private boolean isCutShort;

    /** The blocks that the log has versions of. */
    private Set<Long> logged = Set.of();

    /**
     * The last transaction of which each of those is revoked. Others may be as many as the log has
     * words, and matter to nobody.
     */
    private final Map<Long, Integer> revoked = new HashMap<>();

    private final List<String> warnings = new ArrayList<>();

    /** Where in the log the newest version of each block lies, in bytes; inverted if escaped. */
    private final Map<Long, Long> places = new HashMap<>();

    private Recovery(Log log, long deviceBlocks) {
        this.log = log;
        this.deviceBlocks = deviceBlocks;
        this.endTransaction = (int) log.superblock().sequence();
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
        Log log = Log.verified(blocks, logBlocks);
        JournalSuperblock superblock = log.superblock();
        Recovery recovery = new Recovery(log, deviceBlocks);
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
        JournalSuperblock superblock = log.superblock();
        long logEnd = log.end();
        boolean more = logEnd < superblock.blocks() && superblock.start() != 0 && !isCutShort;
        try {
            for (long at = logEnd + 1; more && at < superblock.blocks(); at++) {
                more = commits.block(log.blocks().read(at), at == logEnd + 1);
            }
        } catch (UnreadableLogException e) {
            warnings.add("the last fast commits are not replayed: " + e.getMessage());
        }
        return commits;
    }

    private void run() throws IOException {
        LogScan scan = new LogScan(log);
        logged = scan.logged();
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
    private void cutShort(LogPass pass, UnreadableLogException e) {
        endTransaction = pass.transaction();
        isCutShort = true;
        warnings.add(
                "the journal is replayed only up to transaction %s, which cannot be read: %s"
                        .formatted(LogPass.shown(endTransaction), e.getMessage()));
    }

    /** A way through what is replayed. */
    private abstract class Pass extends LogPass {

        Pass() {
            super(Recovery.this.log);
        }

        @Override
        boolean isAtEnd() {
            return transaction() - endTransaction >= 0 || super.isAtEnd();
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
            if (!format.isDataRight(tag, transaction(), log.blocks().read(logBlock).array())) {
                throw corrupt(
                        "transaction %s: the checksum of block %d is wrong",
                        shown(transaction()), tag.diskBlock());
            }
            if (tag.diskBlock() < 0 || tag.diskBlock() >= deviceBlocks) {
                throw corrupt(
                        "transaction %s holds block %d, of %d on the device",
                        shown(transaction()), tag.diskBlock(), deviceBlocks);
            }
            long place = log.blocks().positionBytes(logBlock);
            places.put(tag.diskBlock(), tag.isEscaped() ? ~place : place);
        }
    }
}
