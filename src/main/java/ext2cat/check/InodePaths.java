// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.block.GetBlock;
import ext2cat.block.Mapping;
import ext2cat.disk.FileName;
import ext2cat.disk.Superblock;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a path to each of some inodes, whatever is wrong with them. All directories are searched
 * for the inodes, then their directories' parents for the names on the way up.
 */
final class InodePaths {

    /** A path has 4095 bytes at most, so no program reaches what lies deeper. */
    private static final int MAX_DEPTH = 2048;

    /** Directory blocks that are searched again because several directories have them. */
    private static final int MOST_REPEATS = 10_000;

    /** The name of an inode in a directory. */
    private record Entry(long directory, FileName name) {}

    private final Subject subject;
    private final DirectoryLinks links;
    private final Map<Long, Entry> entries = new HashMap<>();
    private LargeBitmap seen;
    private int repeats;

    InodePaths(Subject subject, DirectoryLinks links) {
        this.subject = subject;
        this.links = links;
        this.seen = new LargeBitmap(subject.layout().blocksCount());
    }

    /** A path to each inode that has one. */
    Map<Long, TreePath> of(Set<Long> inodes) {
        LargeBitmap directories = subject.directories();
        for (long at = directories.next(0); at >= 0; at = directories.next(at + 1)) {
            search(at, inodes);
        }
        nameAncestors();
        Map<Long, TreePath> paths = new HashMap<>();
        for (long inode : inodes) {
            path(inode, 0).ifPresent(path -> paths.put(inode, path));
        }
        return paths;
    }

    private void nameAncestors() {
        Map<Long, Set<Long>> wanted = new HashMap<>();
        for (Entry entry : Set.copyOf(entries.values())) {
            long at = entry.directory;
            for (int depth = 0; at != Superblock.ROOT_INODE && depth < MAX_DEPTH; depth++) {
                long parent = links.parents().get(at);
                if (parent == 0 || !wanted.computeIfAbsent(parent, _ -> new HashSet<>()).add(at)) {
                    break;
                }
                at = parent;
            }
        }
        seen = new LargeBitmap(subject.layout().blocksCount());
        wanted.forEach(this::search);
    }

    private Optional<TreePath> path(long inode, int depth) {
        if (inode == Superblock.ROOT_INODE) {
            return Optional.of(TreePath.ROOT);
        }
        Entry entry = entries.get(inode);
        if (entry == null || depth == MAX_DEPTH) {
            return Optional.empty();
        }
        return path(entry.directory, depth + 1).map(parent -> parent.child(entry.name));
    }

    private void search(long directory, Set<Long> wanted) {
        try {
            Inode inode = subject.volume().peek(directory);
            if (InodeCheck.isMapped(subject, inode.disk())) {
                search(directory, inode.getBlock(subject.volume().cache()), inode, wanted);
            }
        } catch (IOException _) {
            // What lies behind the damage stays without a path.
        }
    }

    private void search(long directory, GetBlock map, Inode inode, Set<Long> wanted)
            throws IOException {
        long blocks = inode.sizeBytes() >> subject.volume().blockBits();
        for (long at = 0; at < blocks; ) {
            Mapping mapping = map.getBlock(at, blocks - at);
            if (mapping instanceof Mapping.Mapped mapped) {
                for (long i = 0; i < mapped.count(); i++) {
                    if (!seen.set(mapped.diskBlock() + i) && ++repeats > MOST_REPEATS) {
                        return;
                    }
                    block(directory, mapped.diskBlock() + i, wanted);
                }
            }
            at += mapping.count();
        }
    }

    private void block(long directory, long diskBlock, Set<Long> wanted) throws IOException {
        DirectoryBlock block = new DirectoryBlock(subject.blocks().read(diskBlock, BlockUse.DATA));
        while (block.next()) {
            if (wanted.contains(block.inode()) && !block.isDot() && !block.isDotDot()) {
                entries.putIfAbsent(block.inode(), new Entry(directory, block.name()));
            }
        }
    }
}
