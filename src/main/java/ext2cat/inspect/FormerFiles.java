// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.FileType;
import ext2cat.journal.LogIndex;
import ext2cat.journal.LogTransaction;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.Volume;
import ext2cat.volume.log.VolumeLog;
import ext2cat.volume.walk.Damage;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The deleted files of an image of which something can still be read. ext2 leaves the map in the
 * inode when it deletes a file, and the name in the directory. ext3 and ext4 clear the map; there
 * the file is looked for in the journal, whose older blocks have inodes, maps and directories as
 * they were.
 */
public final class FormerFiles {

    /** Indirect blocks of several maps that are looked into again, not to be kept busy by them. */
    private static final int MOST_SHARED_TABLES = 1 << 16;

    /** Runs of one file's blocks that others use, of which the users are looked for. */
    private static final int MOST_TAKEN_RUNS = 256;

    private final Volume volume;
    private final Damage damage;
    private final UsedBlocks used;
    private final PassedNodes maps = new PassedNodes(MOST_SHARED_TABLES);
    private final List<FormerFile> files = new ArrayList<>();
    private final List<FormerFile> directories = new ArrayList<>();
    private long empty;

    /** A search not begun. */
    public FormerFiles(Volume volume, Damage damage) {
        this.volume = volume;
        this.damage = damage;
        this.used = new UsedBlocks(volume);
    }

    /** The files that were found, those of the image itself first. */
    public List<FormerFile> files() {
        return List.copyOf(files);
    }

    /** The directories that were deleted and have a name that is known. */
    public List<FormerFile> directories() {
        return List.copyOf(directories);
    }

    /** How many deleted inodes were found of which nothing can be read. */
    public long empty() {
        return empty;
    }

    /** Looks at the inodes of the image and the names that are left in its directories. */
    public void findInImage() throws IOException {
        Map<Long, List<TreePath>> names = DeletedNames.byInode(volume, damage);
        DeletedInodes.find(
                volume,
                found -> {
                    Inode inode = found.inode();
                    List<TreePath> paths = names.getOrDefault(inode.number(), List.of());
                    long seconds = inode.disk().deletionSeconds();
                    Optional<Instant> deleted =
                            found.isFree() && seconds != 0
                                    ? Optional.of(Instant.ofEpochSecond(seconds))
                                    : Optional.empty();
                    add(former(inode, paths, OptionalLong.empty(), deleted, !found.isFree()));
                },
                damage);
    }

    /** Looks for more in the journal. What the image itself has is not looked for again. */
    public void findInLog(VolumeLog log, LogIndex index, List<LogTransaction> transactions)
            throws IOException {
        Set<Long> known = new HashSet<>();
        for (FormerFile file : files) {
            known.add(file.inode().number());
        }
        long before = files.size();
        LoggedFiles.find(
                log,
                index,
                transactions,
                (inode, paths, transaction, deleted) -> {
                    if (!known.contains(inode.number())) {
                        OptionalLong by = OptionalLong.of(transaction);
                        add(former(inode, paths, by, deleted, false));
                    }
                });
        empty = Math.max(0, empty - (files.size() - before));
    }

    private void add(FormerFile file) {
        if (file.inode().type() == FileType.DIRECTORY) {
            if (!file.paths().isEmpty()) {
                directories.add(file);
            }
        } else if (file.holdsAnything()) {
            files.add(file);
        } else {
            empty++;
        }
    }

    private FormerFile former(
            Inode inode,
            List<TreePath> paths,
            OptionalLong transaction,
            Optional<Instant> deleted,
            boolean ownsItsBlocks)
            throws IOException {
        Counter counter = new Counter(ownsItsBlocks);
        if (inode.hasMap() && inode.type() != FileType.DIRECTORY) {
            inode.walkMap(maps, counter);
        }
        return new FormerFile(
                inode,
                paths,
                transaction,
                deleted,
                counter.blocks,
                counter.taken,
                counter.takenBlocks,
                counter.damages);
    }

    private final class Counter implements MapVisitor {

        private final boolean own;
        private final List<Run> taken = new ArrayList<>();
        private long blocks;
        private long takenBlocks;
        private long damages;

        Counter(boolean own) {
            this.own = own;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) {
            for (long i = 0; i < countBlocks; i++) {
                count(diskBlock + i);
            }
        }

        @Override
        public boolean node(NodeRef node) {
            count(node.diskBlock());
            return true;
        }

        @Override
        public void damage(MapDamage part) {
            damages++;
        }

        private void count(long block) {
            blocks++;
            switch (used.of(block)) {
                case FREE -> {}
                case UNKNOWN -> damages++;
                case IN_USE -> {
                    if (!own) {
                        take(block);
                    }
                }
            }
        }

        private void take(long block) {
            takenBlocks++;
            if (!taken.isEmpty() && taken.getLast().last() + 1 == block) {
                Run run = taken.removeLast();
                taken.add(new Run(run.first(), run.count() + 1));
            } else if (taken.size() < MOST_TAKEN_RUNS) {
                taken.add(new Run(block, 1));
            }
        }
    }
}
