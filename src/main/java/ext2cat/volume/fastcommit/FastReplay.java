// SPDX-License-Identifier: Apache-2.0
package ext2cat.volume.fastcommit;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.InodeFlag;
import ext2cat.journal.FastChange;
import ext2cat.journal.ReplayedDevice;
import ext2cat.volume.Volume;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the changes of fast commits in memory (ext4_fc_replay). One that makes no sense changes
 * nothing, and the others are made.
 */
public final class FastReplay {

    /** EXT4_LINK_MAX: a directory with more links has one. */
    private static final int MOST_LINKS = 65_000;

    private final Volume volume;
    private final ChangedBlocks blocks;
    private final Map<Long, ChangedInode> inodes = new LinkedHashMap<>();
    private final Map<Long, ChangedDirectory> directories = new HashMap<>();
    private final Map<Long, Set<FileName>> mentioned = new HashMap<>();
    private Optional<IOException> first = Optional.empty();

    private FastReplay(Volume volume, ReplayedDevice device, List<FastChange> changes) {
        this.volume = volume;
        BlockRuns named = new BlockRuns();
        for (FastChange change : changes) {
            switch (change) {
                case FastChange.AddRange(_, _, long disk, long count, _) ->
                        named.put(new BlockRuns.Run(disk, disk, count, false));
                case FastChange.Entry entry ->
                        mentioned
                                .computeIfAbsent(entry.directory(), _ -> new HashSet<>())
                                .add(entry.name());
                default -> {
                    // names neither blocks nor files
                }
            }
        }
        this.blocks = new ChangedBlocks(volume, device, new FreeBlocks(volume, named));
    }

    /**
     * Makes changes.
     *
     * @param volume the file system after the other commits, on the device
     * @param device is changed
     * @param changes what is changed, in this order
     * @return the first reason for which one was left out
     */
    public static Optional<IOException> run(
            Volume volume, ReplayedDevice device, List<FastChange> changes) {
        FastReplay replay = new FastReplay(volume, device, changes);
        changes.forEach(change -> replay.attempt(() -> replay.make(change)));
        replay.inodes
                .values()
                .forEach(
                        inode ->
                                replay.attempt(
                                        () -> {
                                            inode.writeMap(replay.blocks);
                                            replay.blocks.write(inode);
                                        }));
        replay.attempt(() -> replay.blocks.marks().write(replay.blocks));
        return replay.first;
    }

    /** Something that is done, or left out. */
    private interface Attempt {
        void run() throws IOException;
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            first = first.or(() -> Optional.of(e));
        }
    }

    private ChangedInode inode(long number) throws IOException {
        ChangedInode known = inodes.get(number);
        if (known == null) {
            known = new ChangedInode(volume, number);
            inodes.put(number, known);
        }
        return known;
    }

    private void make(FastChange change) throws IOException {
        ChangedInode inode = inode(change.inode());
        if (change instanceof FastChange.WholeInode(_, byte[] bytes)) {
            inode.take(bytes);
            if (inode.isInUse()) {
                blocks.marks().inode(inode.number(), true, isDirectory(inode));
            }
            return;
        }
        if (!inode.isInUse()) {
            return; // deleted later, and not written any more
        }
        switch (change) {
            case FastChange.AddRange add -> {
                if (!volume.blockRange().contains(add.diskBlock(), add.blocks())) {
                    throw new CorruptImageException(
                            "inode %d: %d blocks from block %d on are not all from %s"
                                    .formatted(
                                            add.inode(),
                                            add.blocks(),
                                            add.diskBlock(),
                                            volume.blockRange()));
                }
                giveBack(inode, add.fileBlock(), add.blocks());
                blocks.marks().blocks(add.diskBlock(), add.blocks(), true);
                inode.runsToChange()
                        .put(
                                new BlockRuns.Run(
                                        add.fileBlock(),
                                        add.diskBlock(),
                                        add.blocks(),
                                        add.unwritten()));
            }
            case FastChange.RemoveRange remove -> {
                giveBack(inode, remove.fileBlock(), remove.blocks());
                inode.runsToChange().remove(remove.fileBlock(), remove.blocks());
            }
            case FastChange.Entry entry -> entry(entry, inode);
            case FastChange.WholeInode _ -> throw new AssertionError("taken above");
        }
    }

    /** What lay among these blocks of the file is free. */
    private void giveBack(ChangedInode inode, long fileBlock, long count) throws IOException {
        for (BlockRuns.Run run : inode.runs().within(fileBlock, count)) {
            blocks.marks().blocks(run.diskBlock(), run.blocks(), false);
        }
    }

    private static boolean isDirectory(ChangedInode inode) {
        return inode.type() == FileType.DIRECTORY;
    }

    private void entry(FastChange.Entry entry, ChangedInode file) throws IOException {
        ChangedInode parent = inode(entry.directory());
        if (!parent.isInUse() || entry.name().isDotOrDotDot()) {
            return;
        }
        if (parent.type() != FileType.DIRECTORY) {
            throw new CorruptImageException(
                    "inode %d is no directory, but is to hold %s"
                            .formatted(entry.directory(), entry.name()));
        }
        switch (entry.kind()) {
            case CREATE -> {
                if (isDirectory(file) && !file.has(InodeFlag.INLINE_DATA)) {
                    directories.remove(file.number());
                    ChangedDirectory.init(volume, blocks, file, entry.directory());
                }
                if (link(parent, entry.name(), file)) {
                    file.setLinks(1);
                }
            }
            case LINK -> {
                if (link(parent, entry.name(), file) && file.links() < MOST_LINKS) {
                    file.setLinks(file.links() + 1);
                }
            }
            case UNLINK -> unlink(parent, entry.name(), file);
        }
    }

    private ChangedDirectory directory(ChangedInode inode) throws IOException {
        ChangedDirectory known = directories.get(inode.number());
        if (known == null) {
            known =
                    new ChangedDirectory(
                            volume,
                            blocks,
                            inode,
                            mentioned.getOrDefault(inode.number(), Set.of()));
            directories.put(inode.number(), known);
        }
        return known;
    }

    /** False if the name is there already. */
    private boolean link(ChangedInode parent, FileName name, ChangedInode file) throws IOException {
        ChangedDirectory directory = directory(parent);
        if (directory.find(name) != 0) {
            return false;
        }
        directory.insert(name, file);
        return true;
    }

    /** A name that another file has by now stays, but counts (__ext4_unlink). */
    private void unlink(ChangedInode parent, FileName name, ChangedInode file) throws IOException {
        ChangedDirectory directory = directory(parent);
        long found = directory.find(name);
        if (found == 0) {
            return;
        }
        if (found == file.number()) {
            directory.remove(name);
        }
        file.setLinks(file.links() - 1);
        if (file.links() == 0) {
            file.delete(blocks.marks());
        }
    }
}
