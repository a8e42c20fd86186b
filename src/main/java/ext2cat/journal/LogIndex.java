// SPDX-License-Identifier: Apache-2.0
package ext2cat.journal;

import ext2cat.disk.record.JournalSuperblock;
import ext2cat.journal.LogFormat.Tag;
import ext2cat.journal.LogTransaction.LogItem;
import ext2cat.journal.LogTransaction.State;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that lies in a log, whether it is to be replayed or was long ago: a log is not cleared, its
 * blocks are written over when their turn comes again.
 *
 * <p>A descriptor is known by its magic number, wherever it lies; the blocks that it names are not.
 * Where two descriptors name one block, it is the later transaction's. Logs with checksums in their
 * tags tell for certain: a block with another sum is nobody's.
 */
public final class LogIndex {

    private static final int COMMIT_SECONDS = 48;
    private static final int COMMIT_NANOSECONDS = 56;
    private static final long MOST_SECONDS = 0xFF_FFFF_FFFFL;
    private static final int REVOKE_COUNT = 12;
    private static final int REVOKE_HEADER_BYTES = 16;

    private final LogBlocks blocks;
    private final JournalSuperblock superblock;
    private final LogFormat format;
    private final long end;
    private final Map<Integer, List<LogItem>> items = new HashMap<>();
    private final Map<Integer, Committed> commits = new HashMap<>();

    /** Who is the last to name a block of the log. */
    private final Map<Long, Claim> claims = new HashMap<>();

    private record Claim(int transaction, Tag tag) {}

    private record Committed(long logBlock, Instant time) {}

    private LogIndex(LogBlocks blocks, long logBlocks) throws IOException {
        Log log = Log.of(blocks);
        this.blocks = blocks;
        this.superblock = log.superblock();
        this.format = log.format();
        this.end = Math.min(log.end(), logBlocks);
    }

    /**
     * {@return what lies in a log}
     *
     * @param blocks the log
     * @param logBlocks how many blocks its file has
     * @throws IOException if it cannot be read
     */
    public static LogIndex of(LogBlocks blocks, long logBlocks) throws IOException {
        LogIndex index = new LogIndex(blocks, logBlocks);
        for (long at = Math.max(1, index.superblock.first()); at < index.end; at++) {
            index.add(at, blocks.read(at));
        }
        for (Map.Entry<Long, Claim> claim : index.claims.entrySet()) {
            index.claimed(claim.getKey(), claim.getValue());
        }
        return index;
    }

    /** {@return the superblock of the log} */
    public JournalSuperblock superblock() {
        return superblock;
    }

    /**
     * {@return the transactions, the oldest first}
     *
     * @param toReplay how many are replayed, from the one on that the superblock names
     */
    public List<LogTransaction> transactions(long toReplay) {
        int newest = items.keySet().stream().max((a, b) -> Integer.compare(a - b, 0)).orElse(0);
        int first = (int) superblock.sequence();
        List<LogTransaction> transactions = new ArrayList<>();
        items.keySet().stream()
                .sorted(Comparator.comparingInt(number -> number - newest))
                .forEach(
                        number -> {
                            boolean replayed = Integer.toUnsignedLong(number - first) < toReplay;
                            State done = commits.containsKey(number) ? State.OLD : State.OPEN;
                            List<LogItem> ofThis = new ArrayList<>(items.get(number));
                            ofThis.sort(order(number));
                            transactions.add(
                                    new LogTransaction(
                                            Integer.toUnsignedLong(number),
                                            replayed ? State.TO_REPLAY : done,
                                            Optional.ofNullable(commits.get(number))
                                                    .map(Committed::time),
                                            List.copyOf(ofThis)));
                        });
        return transactions;
    }

    /** A transaction that goes round begins near the end: what is after its commit comes first. */
    private Comparator<LogItem> order(int transaction) {
        Committed commit = commits.get(transaction);
        long last = commit == null ? end : commit.logBlock();
        return Comparator.comparingLong(
                item -> item.logBlock() > last ? item.logBlock() - end : item.logBlock());
    }

    /**
     * {@return a block of the file system as a transaction has it}
     *
     * @param data where it lies
     */
    public byte[] read(LogTransaction.Data data) throws IOException {
        ByteBuffer block = blocks.read(data.logBlock());
        if (data.escaped()) {
            block.putInt(0, LogFormat.MAGIC);
        }
        return block.array();
    }

    /**
     * {@return the numbers in a revoke block, of which a log may have millions}
     *
     * @param revoke the block
     */
    public List<Long> read(LogTransaction.Revoke revoke) throws IOException {
        return revoked(blocks.read(revoke.logBlock()));
    }

    private void add(long at, ByteBuffer block) {
        if (block.getInt(0) != LogFormat.MAGIC) {
            return;
        }
        int transaction = block.getInt(8);
        switch (block.getInt(4)) {
            case LogFormat.DESCRIPTOR ->
                    put(
                            transaction,
                            new LogTransaction.Descriptor(at, claim(at, transaction, block)));
            case LogFormat.REVOKE ->
                    put(transaction, new LogTransaction.Revoke(at, revoked(block).size()));
            case LogFormat.COMMIT -> {
                put(transaction, new LogTransaction.Commit(at));
                commits.put(transaction, new Committed(at, time(block)));
            }
            default -> {
                // a block of another kind, which is of no transaction
            }
        }
    }

    /** Of 64 bits, whose upper ones are never set but by damage. */
    private static Instant time(ByteBuffer block) {
        return Instant.ofEpochSecond(
                block.getLong(COMMIT_SECONDS) & MOST_SECONDS,
                Integer.toUnsignedLong(block.getInt(COMMIT_NANOSECONDS)));
    }

    private void put(int transaction, LogItem item) {
        items.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(item);
    }

    private int claim(long at, int transaction, ByteBuffer block) {
        int count = 0;
        long next = at;
        for (int offset = format.firstTag(); format.hasRoomForTag(block, offset); ) {
            Tag tag = format.tag(block, offset);
            next = next + 1 < end ? next + 1 : superblock.first();
            count++;
            claims.merge(
                    next,
                    new Claim(transaction, tag),
                    (one, other) -> one.transaction() - other.transaction() > 0 ? one : other);
            offset = tag.isLast() ? block.limit() : tag.endOffset();
        }
        return count;
    }

    /** A block with the magic number is none that a descriptor names, whatever that says. */
    private void claimed(long at, Claim claim) throws IOException {
        byte[] bytes = blocks.read(at).array();
        if (ByteBuffer.wrap(bytes).getInt(0) != LogFormat.MAGIC
                && format.isDataRight(claim.tag(), claim.transaction(), bytes)) {
            put(
                    claim.transaction(),
                    new LogTransaction.Data(at, claim.tag().diskBlock(), claim.tag().isEscaped()));
        }
    }

    private List<Long> revoked(ByteBuffer block) {
        int size = format.revokedBytes();
        int to = Math.min(block.limit(), Math.max(REVOKE_HEADER_BYTES, block.getInt(REVOKE_COUNT)));
        List<Long> numbers = new ArrayList<>();
        for (int at = REVOKE_HEADER_BYTES; at + size <= to; at += size) {
            numbers.add(
                    size == Long.BYTES
                            ? block.getLong(at)
                            : Integer.toUnsignedLong(block.getInt(at)));
        }
        return numbers;
    }
}
