// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.bio.BlockUse;
import ext2cat.disk.FileName;
import ext2cat.disk.FileType;
import ext2cat.disk.dirent.Dirent;
import ext2cat.map.MapDamage;
import ext2cat.map.MapVisitor;
import ext2cat.map.NodeRef;
import ext2cat.map.PassedNodes;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.TreeEntry;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of deleted files, as far as they still lie in the room after the names that are left,
 * see {@link DirectorySlots}. A name that is still in its directory with the same inode is none of
 * them, and one that lies there twice is told once. A deleted directory whose blocks are still its
 * own is gone through too: all of its entries are deleted names.
 */
public final class DeletedNames {

    /**
     * Blocks of several directories, and indirect blocks of their maps, that are looked into again:
     * enough for honest images, too few for one in which each directory has all blocks.
     */
    private static final int MOST_SHARED_BLOCKS = 1 << 14;

    /** Names that are kept: more than anybody looks through. */
    private static final int MOST_NAMES = 1 << 20;

    /** Takes what is found. What it throws ends the search. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * A deleted name.
         *
         * @param path where it was
         * @param entry what is left of its entry; its inode may be that of another file by now, or
         *     0 where the number was wiped out
         */
        void name(TreePath path, Dirent entry) throws IOException;
    }

    private final Volume volume;
    private final Visitor visitor;
    private final NumberSet entered = new NumberSet();
    private final PassedNodes passed = new PassedNodes(MOST_SHARED_BLOCKS);
    private final NumberSet seenBlocks = new NumberSet();
    private int repeatsLeft = MOST_SHARED_BLOCKS;
    private final Deque<Look> deletedDirectories = new ArrayDeque<>();

    /** A search not begun. */
    public DeletedNames(Volume volume, Visitor visitor) {
        this.volume = volume;
        this.visitor = visitor;
    }

    /**
     * The names that are left of each deleted inode: which of them was its last is not known.
     *
     * @throws IOException as {@link #find}
     */
    public static Map<Long, List<TreePath>> byInode(Volume volume, Damage damage)
            throws IOException {
        Map<Long, List<TreePath>> names = new HashMap<>();
        long[] left = {MOST_NAMES};
        find(
                volume,
                (path, entry) -> {
                    if (left[0] > 0
                            && entry.inode() != 0
                            && DeletedInodes.isDeleted(volume.peek(entry.inode()).disk())) {
                        left[0]--;
                        names.computeIfAbsent(entry.inode(), _ -> new ArrayList<>()).add(path);
                    }
                },
                damage);
        return names;
    }

    /** Looks into every directory of the tree. */
    public static void find(Volume volume, Visitor visitor, Damage damage) throws IOException {
        Inode root;
        try {
            root = volume.root();
        } catch (IOException e) {
            damage.lost(new Damage.At(TreePath.ROOT), e);
            return;
        }
        DeletedNames names = new DeletedNames(volume, visitor);
        new TreeWalk(
                        volume,
                        TreeWalk.Order.DIRECTORY,
                        new TreeWalk.EntryVisitor() {
                            @Override
                            public boolean visit(TreeEntry entry) throws IOException {
                                if (entry.type() == FileType.DIRECTORY) {
                                    names.look(entry.path(), entry.inode());
                                }
                                return true;
                            }

                            @Override
                            public void damage(TreePath path, IOException thrown)
                                    throws IOException {
                                damage.lost(new Damage.At(path), thrown);
                            }
                        })
                .walk(TreePath.ROOT, root);
    }

    /** Looks into one directory that is in use. Its damage is left to who reads its entries. */
    public void look(TreePath path, Inode directory) throws IOException {
        if (!entered.add(directory.number())) {
            return;
        }
        walk(new Look(path, directory, false));
        // Not one within the other: a chain of them may be deeper than the stack.
        while (!deletedDirectories.isEmpty()) {
            walk(deletedDirectories.pop());
        }
    }

    private void walk(Look look) throws IOException {
        look.directory.walkMap(passed, look);
        look.end();
    }

    /** Looks at the blocks of one directory. */
    private final class Look implements MapVisitor {

        private final TreePath path;
        private final Inode directory;
        private final boolean deleted;
        private boolean isStillThere = true;

        /** What may be deleted, once each. */
        private final Set<Entry> found = new LinkedHashSet<>();

        /** The blocks looked at, as runs. */
        private final List<Run> runs = new ArrayList<>();

        Look(TreePath path, Inode directory, boolean deleted) {
            this.path = path;
            this.directory = directory;
            this.deleted = deleted;
        }

        @Override
        public void data(long fileBlock, long diskBlock, long countBlocks) throws IOException {
            for (long i = 0; i < countBlocks && isStillThere; i++) {
                if (!seenBlocks.add(diskBlock + i) && repeatsLeft-- <= 0) {
                    return;
                }
                note(fileBlock + i, diskBlock + i);
                look(fileBlock + i, diskBlock + i);
            }
        }

        private void note(long fileBlock, long diskBlock) {
            if (!runs.isEmpty() && runs.getLast().isFollowedBy(fileBlock, diskBlock)) {
                Run run = runs.removeLast();
                runs.add(new Run(run.fileBlock, run.diskBlock, run.count + 1));
            } else {
                runs.add(new Run(fileBlock, diskBlock, 1));
            }
        }

        private List<DirectorySlots.Slot> slots(long fileBlock, long diskBlock) {
            try {
                return DirectorySlots.of(
                        volume.cache().bread(diskBlock, BlockUse.DATA, 0).data(),
                        volume.superblock(),
                        directory.number(),
                        fileBlock,
                        (_, _) -> {}); // told by who reads the entries that are left
            } catch (IOException _) {
                return List.of();
            }
        }

        private void look(long fileBlock, long diskBlock) throws IOException {
            List<DirectorySlots.Slot> slots = slots(fileBlock, diskBlock);
            if (deleted && fileBlock == 0) {
                isStillThere = beginsWithItself(slots);
            }
            for (DirectorySlots.Slot slot : slots) {
                boolean gone = slot.state() != DirectorySlots.State.LIVE || deleted;
                if (isStillThere && gone && slot.dirent().name().isLegal()) {
                    found.add(new Entry(slot.dirent()));
                }
            }
        }

        /**
         * Tells what was found. Who splits a block of a hashed directory copies half of its entries
         * to another block and leaves their bytes in the room of the last one that stays: a name
         * that is still in the directory with the same inode was moved and not deleted.
         */
        private void end() throws IOException {
            if (!deleted && !found.isEmpty()) {
                for (Run run : runs) {
                    for (long i = 0; i < run.count; i++) {
                        for (DirectorySlots.Slot slot :
                                slots(run.fileBlock + i, run.diskBlock + i)) {
                            if (slot.state() == DirectorySlots.State.LIVE) {
                                found.remove(new Entry(slot.dirent()));
                            }
                        }
                    }
                }
            }
            for (Entry entry : found) {
                tell(entry.dirent);
            }
        }

        private boolean beginsWithItself(List<DirectorySlots.Slot> slots) {
            return !slots.isEmpty()
                    && slots.getFirst().dirent().name().equals(FileName.DOT)
                    && slots.getFirst().dirent().inode() == directory.number();
        }

        private void tell(Dirent entry) throws IOException {
            if (entry.name().isDotOrDotDot()) {
                return;
            }
            TreePath child = path.child(entry.name());
            visitor.name(child, entry);
            if (entry.inode() == 0 || child.depth() >= Entered.MAX_DEPTH) {
                return;
            }
            Inode inode = volume.peek(entry.inode());
            if (inode.type() == FileType.DIRECTORY
                    && DeletedInodes.isFormerFile(inode.disk())
                    && entered.add(inode.number())) {
                deletedDirectories.push(new Look(child, inode, true));
            }
        }

        @Override
        public boolean node(NodeRef node) {
            return true;
        }

        @Override
        public void damage(MapDamage damage) {
            // Told by who reads the entries that are left.
        }
    }

    /** Blocks of a directory that follow each other on the disk as they do in it. */
    private record Run(long fileBlock, long diskBlock, long count) {

        boolean isFollowedBy(long nextFileBlock, long nextDiskBlock) {
            return nextFileBlock == fileBlock + count && nextDiskBlock == diskBlock + count;
        }
    }

    /** An entry that equals another of the same name and inode, whatever type they say. */
    private record Entry(Dirent dirent) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry(Dirent that)
                    && that.inode() == dirent.inode()
                    && that.name().equals(dirent.name());
        }

        @Override
        public int hashCode() {
            return 31 * dirent.name().hashCode() + Long.hashCode(dirent.inode());
        }
    }
}
