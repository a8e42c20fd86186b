// SPDX-License-Identifier: Apache-2.0
package ext2cat.extract;

import ext2cat.disk.FileName;
import ext2cat.volume.ImagePath;
import ext2cat.volume.Inode;
import ext2cat.volume.Located;
import ext2cat.volume.TreePath;
import ext2cat.volume.TreeWalk;
import ext2cat.volume.Volume;

import java.io.IOException;
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
        } else {
            walkBelow(root, TreePath.ROOT, visitor);
        }
    }

    private void walkBelow(Node node, TreePath path, TreeWalk.Visitor visitor) throws IOException {
        for (Map.Entry<FileName, Node> entry : node.below.entrySet()) {
            Node next = entry.getValue();
            if (next.top.isPresent()) {
                walkTree(next.top.get(), visitor);
            } else {
                // As deep as a path that was typed, or than a walk goes.
                walkThrough(next, path.child(entry.getKey()), visitor);
            }
        }
    }

    private void walkThrough(Node node, TreePath path, TreeWalk.Visitor visitor)
            throws IOException {
        Inode directory = volume.lookupNoFollow(ImagePath.exact(path.toBytes()));
        visitor.visit(path, directory);
        walkBelow(node, path, visitor);
        visitor.leave(path, directory);
    }

    private void walkTree(Located top, TreeWalk.Visitor visitor) throws IOException {
        new TreeWalk(volume, TreeWalk.Order.DIRECTORY, visitor).walk(top.path(), top.inode());
    }
}
