// SPDX-License-Identifier: Apache-2.0
package ext2cat.inspect;

import ext2cat.disk.FileType;
import ext2cat.disk.dirent.Dirent;
import ext2cat.map.numbers.NumberSet;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.walk.Damage;
import ext2cat.volume.walk.InodeScan;

import java.io.IOException;

/**
 * Every name of an image with its inode, what was deleted among them, for a timeline (fls): the
 * names in the order of the tree, then the deleted inodes that no name is left of.
 */
public final class Timeline {

    /** What a row's file is. */
    public enum State {
        /** It is there. */
        LIVE,
        /** Name and inode are deleted. */
        DELETED,
        /** The name is deleted, and its inode is in use: by another file, or by another name. */
        REUSED,
        /** The inode is deleted, and its name is gone. */
        NAMELESS
    }

    /** Takes the rows. What it throws ends the search. */
    public interface Visitor {

        /**
         * A row.
         *
         * @param path where it is or was; of a nameless one the root
         * @param type what the entry says, or the inode where entries say nothing; unknown for a
         *     nameless one
         */
        void row(TreePath path, FileType type, Inode inode, State state) throws IOException;

        /** A deleted name that no longer says of which inode it was. */
        void lostName(TreePath path, FileType type) throws IOException;
    }

    private final Volume volume;
    private final Visitor visitor;
    private final Damage damage;
    private final NumberSet named = new NumberSet();

    private Timeline(Volume volume, Visitor visitor, Damage damage) {
        this.volume = volume;
        this.visitor = visitor;
        this.damage = damage;
    }

    /** Finds all rows. */
    public static void of(Volume volume, Visitor visitor, Damage damage) throws IOException {
        Timeline timeline = new Timeline(volume, visitor, damage);
        timeline.names();
        timeline.nameless();
    }

    private void names() throws IOException {
        Inode root;
        try {
            root = volume.root();
        } catch (IOException e) {
            damage.lost(new Damage.At(TreePath.ROOT), e);
            return;
        }
        DeletedNames deleted = new DeletedNames(volume, this::deleted);
        new TreeWalk(
                        volume,
                        TreeWalk.Order.DIRECTORY,
                        new TreeWalk.Visitor() {
                            @Override
                            public boolean visit(TreePath path, Inode inode) throws IOException {
                                named.add(inode.number());
                                if (!path.isRoot()) {
                                    visitor.row(path, inode.type(), inode, State.LIVE);
                                }
                                if (inode.isDirectory()) {
                                    deleted.look(path, inode);
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

    private void deleted(TreePath path, Dirent entry) throws IOException {
        if (entry.inode() == 0) {
            visitor.lostName(path, entry.fileType());
            return;
        }
        Inode inode = volume.peek(entry.inode());
        boolean gone = DeletedInodes.isDeleted(inode.disk());
        if (gone) {
            named.add(inode.number());
        }
        FileType type = entry.fileType() == FileType.UNKNOWN ? inode.type() : entry.fileType();
        visitor.row(path, type, inode, gone ? State.DELETED : State.REUSED);
    }

    private void nameless() throws IOException {
        InodeScan.scan(
                volume,
                inode -> {
                    boolean former =
                            DeletedInodes.isFormerFile(inode.disk())
                                    && inode.number() >= volume.superblock().firstInode();
                    if (former && !named.contains(inode.number())) {
                        visitor.row(TreePath.ROOT, FileType.UNKNOWN, inode, State.NAMELESS);
                    }
                },
                damage);
    }
}
