// SPDX-License-Identifier: Apache-2.0
package ext2cat.cli.export;

import ext2cat.disk.FileName;
import ext2cat.export.Export;
import ext2cat.volume.Inode;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;
import ext2cat.volume.path.ImagePath;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Deleted files as a tree. A directory that leads to one has the attributes of the directory that
 * was deleted there, or of the one that is there; where neither is known, those of the root.
 */
final class RecoveredTree implements Export.Source {

    private static final class Node {
        private Optional<Inode> inode = Optional.empty();
        private boolean isFile;
        private final Map<FileName, Node> below = new LinkedHashMap<>();
    }

    private record Level(
            TreePath path, Inode directory, Iterator<Map.Entry<FileName, Node>> rest) {}

    private final Volume volume;
    private final Node root = new Node();

    /** A tree of nothing, of this file system. */
    RecoveredTree(Volume volume) {
        this.volume = volume;
    }

    /** Whether a place is free, and no file is above it. */
    boolean isFree(TreePath path) {
        Node at = root;
        for (FileName name : path.names()) {
            if (at.isFile) {
                return false;
            }
            Node next = at.below.get(name);
            if (next == null) {
                return true;
            }
            at = next;
        }
        return false;
    }

    /** Puts a file at a place that is free. */
    void add(TreePath path, Inode file) {
        Node node = node(path);
        node.inode = Optional.of(file);
        node.isFile = true;
    }

    /** Says which directory was at a place, if any file is below it. */
    void directory(TreePath path, Inode directory) {
        Node at = root;
        for (FileName name : path.names()) {
            at = at.below.get(name);
            if (at == null) {
                return;
            }
        }
        if (!at.isFile) {
            at.inode = Optional.of(directory);
        }
    }

    private Node node(TreePath path) {
        Node at = root;
        for (FileName name : path.names()) {
            at = at.below.computeIfAbsent(name, _ -> new Node());
        }
        return at;
    }

    @Override
    public void walk(TreeWalk.Visitor visitor) throws IOException {
        Deque<Level> way = new ArrayDeque<>();
        way.push(new Level(TreePath.ROOT, volume.root(), root.below.entrySet().iterator()));
        while (!way.isEmpty()) {
            Level level = way.peek();
            if (!level.rest.hasNext()) {
                way.pop();
                if (!level.path.isRoot()) {
                    visitor.leave(level.path, level.directory);
                }
                continue;
            }
            Map.Entry<FileName, Node> next = level.rest.next();
            TreePath path = level.path.child(next.getKey());
            Node node = next.getValue();
            if (node.isFile) {
                visitor.visit(path, node.inode.orElseThrow());
            } else {
                Inode directory = node.inode.isPresent() ? node.inode.get() : there(path);
                visitor.visit(path, directory);
                way.push(new Level(path, directory, node.below.entrySet().iterator()));
            }
        }
    }

    private Inode there(TreePath path) throws IOException {
        try {
            Inode inode = ImagePath.exact(path.toBytes()).locateNoFollow(volume).inode();
            return inode.isDirectory() ? inode : volume.root();
        } catch (IOException _) {
            return volume.root();
        }
    }
}
