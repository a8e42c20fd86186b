// SPDX-License-Identifier: Apache-2.0
package ext2cat.check;

import ext2cat.bio.BlockUse;
import ext2cat.disk.DirentBlock;
import ext2cat.disk.DiskInode;
import ext2cat.disk.FileName;
import ext2cat.disk.Superblock;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.NumberSet;
import ext2cat.map.PassedNodes;
import ext2cat.volume.Entered;
import ext2cat.volume.TreePath;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
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

    /** Directory blocks that are searched again because several directories have them. */
    private static final int MOST_REPEATS = 10_000;

    /** The name of an inode in a directory. */
    private record Entry(long directory, FileName name) {}

    private final Subject subject;
    private final DirectoryLinks links;
    private final Map<Long, Entry> entries = new HashMap<>();

    InodePaths(Subject subject, DirectoryLinks links) {
        this.subject = subject;
        this.links = links;
    }

    /** A path to each inode that has one. */
    Map<Long, TreePath> of(Set<Long> inodes) {
        if (inodes.isEmpty()) {
            return Map.of();
        }
        NumberSet directories = subject.directories();
        Search search = new Search();
        for (long at = directories.next(0); at >= 0; at = directories.next(at + 1)) {
            search.search(at, inodes);
        }
        nameAncestors();
        Map<Long, TreePath> paths = new HashMap<>();
        for (long inode : inodes) {
            path(inode).ifPresent(path -> paths.put(inode, path));
        }
        return paths;
    }

    private void nameAncestors() {
        Map<Long, Set<Long>> wanted = new HashMap<>();
        for (Entry entry : Set.copyOf(entries.values())) {
            long at = entry.directory;
            for (int depth = 0; at != Superblock.ROOT_INODE && depth < Entered.MAX_DEPTH; depth++) {
                long parent = links.parents().get(at);
                if (parent == 0 || !wanted.computeIfAbsent(parent, _ -> new HashSet<>()).add(at)) {
                    break;
                }
                at = parent;
            }
        }
        wanted.forEach(new Search()::search);
    }

    private Optional<TreePath> path(long inode) {
        Deque<FileName> names = new ArrayDeque<>();
        for (long at = inode; at != Superblock.ROOT_INODE; ) {
            Entry entry = entries.get(at);
            if (entry == null || names.size() == Entered.MAX_DEPTH) {
                return Optional.empty();
            }
            names.push(entry.name);
            at = entry.directory;
        }
        TreePath path = TreePath.ROOT;
        for (FileName name : names) {
            path = path.child(name);
        }
        return Optional.of(path);
    }

    /** Looks through some directories, of each for some inodes. */
    private final class Search implements MapVisitor {

        private final PassedNodes passed = new PassedNodes(0);
        private final NumberSet seen = new NumberSet();
        private final DirentBlock block = new DirentBlock();
        private int repeats;
        private DiskInode directory;
        private Set<Long> wanted;

        void search(long number, Set<Long> inodes) {
            try {
                directory = subject.volume().peek(number).disk();
                wanted = inodes;
                if (InodeCheck.isMapped(directory)) {
                    subject.map(directory).walk(passed, this);
                }
            } catch (IOException _) {
                // What lies behind the damage stays without a path.
            }
        }

        @Override
        public void data(long fileBlock, long diskBlock, long blocks) throws IOException {
            for (long i = 0; i < blocks; i++) {
                block(fileBlock + i, diskBlock + i);
            }
        }

        private void block(long fileBlock, long diskBlock) throws IOException {
            boolean isAfterEnd = fileBlock << subject.volume().blockBits() >= directory.sizeBytes();
            if (isAfterEnd
                    || !subject.blocks().isOnDevice(diskBlock)
                    || !seen.add(diskBlock) && ++repeats > MOST_REPEATS) {
                return;
            }
            block.start(MemorySegment.ofBuffer(subject.blocks().read(diskBlock, BlockUse.DATA)));
            while (block.next()) {
                if (wanted.contains(block.inode()) && !block.isDotOrDotDot()) {
                    entries.putIfAbsent(block.inode(), new Entry(directory.number(), block.name()));
                }
            }
        }

        @Override
        public boolean node(NodeRef node) {
            return subject.blocks().isOnDevice(node.diskBlock());
        }

        @Override
        public void damage(MapDamage damage) {
            // What lies behind it stays without a path.
        }
    }
}
