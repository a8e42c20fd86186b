// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.CorruptImageException;
import ext2cat.journal.LogFormat.Tag;

import java.io.IOException;
import java.nio.ByteBuffer;

/** One way through the log, from its start to the first block that is none of the next. */
abstract class LogPass {

    final Log log;
    final LogFormat format;

    private long next;
    private long passedBlocks;
    private int transaction;

    LogPass(Log log) {
        this.log = log;
        this.format = log.format();
        this.next = log.superblock().start();
        this.transaction = (int) log.superblock().sequence();
    }

    /** The transaction at hand. */
    final int transaction() {
        return transaction;
    }

    final void run() throws IOException {
        while (!isAtEnd()) {
            ByteBuffer block = log.blocks().read(take());
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
        return passedBlocks > log.superblock().blocks();
    }

    /** The number of the next block of the log, which is passed. */
    final long take() {
        long block = next;
        next = log.after(next);
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

    final CorruptImageException corrupt(String what, Object... values) {
        return CorruptImageException.at(Log.WHERE, what, values);
    }

    static String shown(int transaction) {
        return Integer.toUnsignedString(transaction);
    }
}
