// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.DiskInode;
import ext2cat.disk.GroupLayout;
import ext2cat.disk.InodeFormat;
import ext2cat.journal.LogIndex;
import ext2cat.journal.LogTransaction;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.log.VolumeLog;
import ext2cat.volume.walk.PathsOf;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that a journal has as they were before they were deleted. Of each block of an inode
 * table the log may have several versions; an inode that is in use in one and not in the next, or
 * there has another generation, was deleted in between. The file system is then opened as it was
 * before the transaction of the later version: with the newest versions of all blocks that the log
 * has from before it.
 */
final class LoggedFiles {

    /** Each takes a walk through the tree; the newest are looked at. */
    private static final int MOST_STATES = 256;

    /** Takes what is found. */
    @FunctionalInterface
    interface Visitor {

        /**
         * A file.
         *
         * @param inode as it was
         * @param paths as they were
         * @param transaction deleted it
         * @param committed when that was committed
         */
        void found(Inode inode, List<TreePath> paths, long transaction, Optional<Instant> committed)
                throws IOException;
    }

    private final VolumeLog log;
    private final LogIndex index;
    private final List<LogTransaction> transactions;
    private final GroupLayout layout;
    private final InodeFormat format;

    /** Numbers of inodes that the transaction at a place of the list deleted. */
    private final TreeMap<Integer, List<Long>> deletedBy = new TreeMap<>();

    private LoggedFiles(VolumeLog log, LogIndex index, List<LogTransaction> transactions) {
        this.log = log;
        this.index = index;
        this.transactions =
                transactions.stream()
                        .filter(it -> it.state() != LogTransaction.State.OPEN)
                        .toList();
        this.layout = log.volume().layout();
        this.format = InodeFormat.of(log.volume().superblock());
    }

    /** Looks for all, the files deleted last first. */
    static void find(
            VolumeLog log, LogIndex index, List<LogTransaction> transactions, Visitor visitor)
            throws IOException {
        LoggedFiles files = new LoggedFiles(log, index, transactions);
        files.compareVersions();
        int left = MOST_STATES;
        for (Map.Entry<Integer, List<Long>> deleted : files.deletedBy.descendingMap().entrySet()) {
            if (left-- > 0) {
                files.visit(deleted.getKey(), deleted.getValue(), visitor);
            }
        }
    }

    /** Goes through the versions of all blocks of inode tables, the oldest first. */
    private void compareVersions() throws IOException {
        Map<Long, Long> firstInodes = firstInodes();
        Map<Long, LogTransaction.Data> last = new HashMap<>();
        for (int at = 0; at < transactions.size(); at++) {
            for (LogTransaction.LogItem item : transactions.get(at).items()) {
                if (item instanceof LogTransaction.Data data
                        && firstInodes.containsKey(data.diskBlock())) {
                    LogTransaction.Data before = last.put(data.diskBlock(), data);
                    if (before != null) {
                        long first = firstInodes.get(data.diskBlock());
                        compare(index.read(before), index.read(data), first, at);
                    }
                }
            }
        }
        for (LogTransaction.Data newest : last.values()) {
            long first = firstInodes.get(newest.diskBlock());
            byte[] block = index.read(newest);
            compare(block, now(first, block), first, transactions.size());
        }
    }

    /** The first inode of each block of an inode table that the log has. */
    private Map<Long, Long> firstInodes() {
        NumberSet logged = new NumberSet();
        for (LogTransaction transaction : transactions) {
            for (LogTransaction.LogItem item : transaction.items()) {
                if (item instanceof LogTransaction.Data data && data.diskBlock() > 0) {
                    logged.add(data.diskBlock());
                }
            }
        }
        Map<Long, Long> firsts = new HashMap<>();
        Volume volume = log.volume();
        for (long group = 0;
                group < layout.groupsCount() && volume.hasGroupDescriptor(group);
                group++) {
            try {
                long table = volume.groupDescriptor(group).inodeTable();
                long end = table + layout.inodeTableBlocks();
                for (long block = logged.next(table);
                        block >= 0 && block < end;
                        block = logged.next(block + 1)) {
                    long into = (block - table) * layout.inodesPerBlock();
                    firsts.putIfAbsent(block, layout.firstInode(group) + into);
                }
            } catch (IOException _) {
                // Who looks at the descriptors tells of it.
            }
        }
        return firsts;
    }

    /** The inodes of a block of the table as the file system has them. */
    private byte[] now(long first, byte[] block) throws IOException {
        byte[] bytes = new byte[block.length];
        int size = format.inodeSizeBytes();
        for (int i = 0; i < layout.inodesPerBlock(); i++) {
            log.volume().peek(first + i).disk().bytes().get(bytes, i * size, size);
        }
        return bytes;
    }

    private void compare(byte[] before, byte[] after, long first, int transaction) {
        int size = format.inodeSizeBytes();
        for (int i = 0; i < layout.inodesPerBlock(); i++) {
            DiskInode was = inode(before, i, size, first + i);
            DiskInode is = inode(after, i, size, first + i);
            boolean wasFile = was.links() > 0 && was.mode() != 0 && was.deletionSeconds() == 0;
            boolean isSame =
                    is.links() > 0
                            && is.mode() != 0
                            && is.deletionSeconds() == 0
                            && is.generation() == was.generation();
            if (wasFile && !isSame) {
                deletedBy.computeIfAbsent(transaction, _ -> new ArrayList<>()).add(first + i);
            }
        }
    }

    private DiskInode inode(byte[] block, int at, int size, long number) {
        return DiskInode.of(Arrays.copyOfRange(block, at * size, (at + 1) * size), number, format);
    }

    private void visit(int transaction, List<Long> numbers, Visitor visitor) throws IOException {
        Volume volume = log.as(transactions.subList(0, transaction));
        List<Inode> inodes = new ArrayList<>();
        for (long number : numbers) {
            inodes.add(volume.peek(number));
        }
        // The state may never have been whole on any disk, so its damage says nothing of the image.
        Map<Long, List<TreePath>> paths = PathsOf.of(volume, inodes, (_, _) -> {});
        long by =
                transaction < transactions.size()
                        ? transactions.get(transaction).number()
                        : transactions.getLast().number() + 1;
        Optional<Instant> when =
                transaction < transactions.size()
                        ? transactions.get(transaction).committed()
                        : Optional.empty();
        for (Inode inode : inodes) {
            visitor.found(inode, paths.getOrDefault(inode.number(), List.of()), by, when);
        }
    }
}
