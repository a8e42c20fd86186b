// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.CorruptImageException;
import ext2cat.disk.FileName;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;
import ext2cat.volume.walk.Entered;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The trees that are extracted, and the directories above them. Trees with a directory in common
 * come one after another, wherever they were in the list, so that no directory is gone through
 * twice: when it was left, it may be one that nobody can write to.
 */
final class Tops {

    private static final class Node {
        private Optional<Located> top = Optional.empty();
        private final Map<FileName, Node> below = new LinkedHashMap<>();
    }

    /** A directory on the way, and what is left in it. */
    private static final class Level {
        private final TreePath path;
        private final Optional<Inode> directory;
        private final Iterator<Map.Entry<FileName, Node>> rest;

        Level(Node node, TreePath path, Optional<Inode> directory) {
            this.path = path;
            this.directory = directory;
            this.rest = node.below.entrySet().iterator();
        }
    }

    private final Volume volume;
    private final Node root = new Node();

    /**
     * @param tops none of them below another
     */
    Tops(Volume volume, List<Located> tops) {
        this.volume = volume;
        for (Located top : tops) {
            Node at = root;
            for (FileName name : top.path().names()) {
                at = at.below.computeIfAbsent(name, _ -> new Node());
            }
            at.top = Optional.of(top);
        }
    }

    /** Shows all trees, each below the directories that lead to it, but for the root. */
    void walk(TreeWalk.Visitor visitor) throws IOException {
        if (root.top.isPresent()) {
            walkTree(root.top.get(), visitor);
        }
        Deque<Level> way = new ArrayDeque<>();
        way.push(new Level(root, TreePath.ROOT, Optional.empty()));
        while (!way.isEmpty()) {
            Level level = way.peek();
            if (level.rest.hasNext()) {
                step(level, way, visitor);
            } else {
                way.pop();
                if (level.directory.isPresent()) {
                    visitor.leave(level.path, level.directory.get());
                }
            }
        }
    }

    /** Shows the next tree in a directory, or enters the next directory that leads to some. */
    private void step(Level level, Deque<Level> way, TreeWalk.Visitor visitor) throws IOException {
        Map.Entry<FileName, Node> next = level.rest.next();
        if (next.getValue().top.isPresent()) {
            walkTree(next.getValue().top.get(), visitor);
            return;
        }
        TreePath path = level.path.child(next.getKey());
        try {
            Entered.verifyDepth(way.size());
        } catch (CorruptImageException e) {
            visitor.damage(path, e);
            return;
        }
        Inode directory = ImagePath.exact(path.toBytes()).locateNoFollow(volume).inode();
        if (visitor.visit(path, directory)) {
            way.push(new Level(next.getValue(), path, Optional.of(directory)));
        }
    }

    private void walkTree(Located top, TreeWalk.Visitor visitor) throws IOException {
        new TreeWalk(volume, TreeWalk.Order.DIRECTORY, visitor).walk(top.path(), top.inode());
    }
}
