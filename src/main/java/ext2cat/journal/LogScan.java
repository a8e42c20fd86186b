// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.journal.LogFormat.Tag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Finds the end of the log: the first transaction that is not whole. */
final class LogScan extends LogPass {

    private static final int COMMIT_CHECKSUM_TYPE = 12;
    private static final int COMMIT_CHECKSUM = 16;
    private static final int COMMIT_SECONDS = 48;
    private static final int CRC32_TYPE_AND_SIZE = 0x0104;

    private final Set<Long> logged = new HashSet<>();

    private CommitSum sum = new CommitSum();
    private long lastSeconds;
    private boolean sumIsWrong;

    /** After an asynchronous commit that did not reach the disk, the first that is lost. */
    private boolean isCut;

    private int cutAt;

    LogScan(Log log) {
        super(log);
    }

    /** Goes through the log; the transaction after the last that is whole. */
    int end() throws IOException {
        run();
        return isCut ? cutAt : transaction();
    }

    /** The blocks that the log has versions of. */
    Set<Long> logged() {
        return logged;
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
            sum.update(log.blocks().read(logBlock).array());
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
